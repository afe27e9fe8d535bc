import { Button, Radio } from "@mantine/core";
import { useEffect, useState } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { Dialog } from "./Dialog.tsx";
import { useLanguage } from "../shell/language.tsx";
import { oldestRinging } from "../state/offers.ts";
import classes from "./TargetDialog.module.css";

/** Reasons to decline; they travel and are stored as these words. */
const reasons = ["busy", "not_my_area", "language", "another"] as const;

export function DeclineDialog() {
  const desk = useDesk();
  const { t } = useLanguage();
  const asked = useDeskState((s) => s.dialog === "decline");
  const offer = useDeskState((s) => oldestRinging(s.offers));
  const [reason, setReason] = useState<string>(reasons[0]);
  const opened = asked && offer !== undefined;
  useEffect(() => {
    if (asked && !offer) desk.set({ dialog: "none" });
  }, [asked, offer, desk]);
  return (
    <Dialog
      opened={opened}
      onClose={() => desk.set({ dialog: "none" })}
      title={t("desk.decline.title", { name: offer?.card.visitorName ?? "" })}
      size="sm"
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (offer) void desk.offers.decline(offer.card.offerId, reason);
          desk.set({ dialog: "none" });
        }}
      >
        <Radio.Group value={reason} onChange={setReason} label={t("desk.decline.reason")}>
          {reasons.map((one, i) => (
            <Radio
              key={one}
              value={one}
              label={t("desk.decline", { context: one })}
              className={classes.choice}
              data-autofocus={i === 0 || undefined}
            />
          ))}
        </Radio.Group>
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => desk.set({ dialog: "none" })}>
            {t("desk.cancel")}
          </Button>
          <Button type="submit" color="red.9">
            {t("desk.action.decline")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
