import { useDeskState } from "../desk/useDesk.tsx";
import { Keys } from "../keyboard/Keys.tsx";
import { useLanguage } from "../shell/language.tsx";
import { Mark } from "../shell/Mark.tsx";
import { isWaiting } from "../state/lists.ts";
import classes from "./NothingOpen.module.css";

/** The middle column while no conversation is open. */
export function NothingOpen() {
  const { t } = useLanguage();
  const waiting = useDeskState((s) => [...s.rows.values()].filter(isWaiting).length);
  return (
    <div className={classes.empty}>
      <Mark size={48} />
      <p className={classes.text}>{t("desk.nothingOpen")}</p>
      <p className={classes.dim}>{t("desk.queueNow", { count: waiting })}</p>
      <p className={classes.dim}>
        <Keys name="J" /> <Keys name="K" /> {t("desk.nothingOpen.keys")} · <Keys name="?" />{" "}
        {t("desk.action.shortcuts")}
      </p>
    </div>
  );
}
