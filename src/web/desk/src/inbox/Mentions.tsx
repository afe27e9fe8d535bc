import { plainText } from "@servicedesk/ui";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import { dateText, timeOfDay } from "../time/format.ts";
import classes from "./Mentions.module.css";

/** Colleagues' unread words that name this agent, whichever list their chats are in. */
export function Mentions() {
  const desk = useDesk();
  const { t, locale } = useLanguage();
  const mentions = useDeskState((s) => s.mentions);
  if (!mentions || mentions.unread.length === 0) return null;
  const { unread, more } = mentions;
  return (
    <section className={classes.mentions} aria-labelledby="mentions">
      <h2 id="mentions" className={classes.heading}>
        {t("desk.mentions")}
        <span className={classes.count}>{more ? `${unread.length}+` : unread.length}</span>
      </h2>
      <ul className={classes.list}>
        {unread.map(({ conv, seq, sessionId, by, text, visitorName, at }) => (
          <li key={`${conv} ${seq}`}>
            <button
              type="button"
              className={classes.mention}
              onClick={() => void desk.openSessionOf(sessionId)}
            >
              <span className={classes.who}>
                <bdi>{by}</bdi>
                <time dateTime={at}>{dateText(at, locale, timeOfDay)}</time>
              </span>
              <span className={classes.text} dir="auto">
                {text === undefined ? t("message.recalled") : plainText(text)}
              </span>
              <span className={classes.beside}>
                {t("desk.mentions.beside", { visitor: visitorName })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
