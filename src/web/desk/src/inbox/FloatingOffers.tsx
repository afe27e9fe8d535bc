import { useMediaQuery } from "@mantine/hooks";
import { useDeskState } from "../desk/useDesk.tsx";
import { usePage } from "../shell/path.ts";
import { useLanguage } from "../shell/language.tsx";
import { oldestRinging } from "../state/offers.ts";
import classes from "./FloatingOffers.module.css";
import { OfferCards } from "./OfferCards.tsx";

/** Offers where the list is not on the screen: on every other page, and beside an open chat on narrow screens. */
export function FloatingOffers() {
  const { t } = useLanguage();
  const page = usePage();
  const opened = useDeskState((s) => s.opened !== undefined);
  const ringing = useDeskState((s) => oldestRinging(s.offers)?.card);
  const queueName = useDeskState(
    (s) => s.queueNames.get(ringing?.queue ?? "") ?? ringing?.queue ?? "",
  );
  const narrow = useMediaQuery("(max-width: 59.99em)") === true;
  const listIsHidden = page !== "inbox" || (narrow && opened);
  return (
    <>
      {listIsHidden && (
        <section className={classes.place} aria-label={t("desk.offers")}>
          <OfferCards />
        </section>
      )}
      <div role="status" className="desk-hidden">
        {ringing && t("desk.offer.announce", { name: ringing.visitorName, queue: queueName })}
      </div>
    </>
  );
}
