import { Keys } from "../keyboard/Keys.tsx";
import { useLanguage } from "../shell/language.tsx";
import { Mark } from "../shell/Mark.tsx";
import { QueueNow } from "./QueueNow.tsx";
import classes from "./NothingOpen.module.css";

/** The middle column while no conversation is open. */
export function NothingOpen() {
  const { t } = useLanguage();
  return (
    <div className={classes.empty}>
      <Mark size={48} />
      <p className={classes.text}>{t("desk.nothingOpen")}</p>
      <p className={classes.dim}>
        <QueueNow />
      </p>
      <p className={classes.dim}>
        <Keys name="J" /> <Keys name="K" /> {t("desk.nothingOpen.keys")} · <Keys name="?" />{" "}
        {t("desk.action.shortcuts")}
      </p>
    </div>
  );
}
