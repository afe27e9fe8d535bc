import type { SavedReply } from "@servicedesk/protocol";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useLanguage } from "../shell/language.tsx";
import { goTo } from "../shell/path.ts";
import { matching, slashWord } from "./matching.ts";
import classes from "./ReplyPicker.module.css";
import { useReplies } from "./repliesApi.ts";

export const replyListId = "saved-replies";

/** The list that a slash opens: which row is chosen, and the keys that it takes from the field. */
export function useReplyPicker(text: string, locale: string, take: (reply: SavedReply) => void) {
  const word = slashWord(text);
  const [left, setLeft] = useState<string>();
  const [chosen, setChosen] = useState(0);
  const opened = word !== undefined && left !== text;
  const { replies, code } = useReplies(opened);
  const found = opened && replies ? matching(replies, word, locale) : [];
  const at = Math.min(chosen, found.length - 1);
  useEffect(() => setChosen(0), [word]);
  /** True when the key was the list's. */
  const press = (event: KeyboardEvent): boolean => {
    if (!opened || event.nativeEvent.isComposing) return false;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const reply = found[at];
    if (step !== 0 && found.length > 0) setChosen((at + step + found.length) % found.length);
    else if (event.key === "Enter" && reply) take(reply);
    else if (event.key === "Escape") setLeft(text);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { opened, loading: replies === undefined, code, found, at, press, take };
}

export function ReplyPicker({ picker }: { picker: ReturnType<typeof useReplyPicker> }) {
  const { t } = useLanguage();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const row = list.current?.children[picker.at];
    // Test environments do not scroll.
    if (row && "scrollIntoView" in row) row.scrollIntoView({ block: "nearest" });
  }, [picker.at]);
  if (!picker.opened) return null;
  const words = picker.code
    ? t("desk.failed", { context: picker.code })
    : picker.loading
      ? t("desk.loading")
      : t("desk.replies.none");
  return (
    <div className={classes.picker}>
      <ul
        className={classes.list}
        role="listbox"
        id={replyListId}
        aria-label={t("desk.replies")}
        ref={list}
      >
        {picker.found.map((reply, i) => (
          <li
            key={reply.id}
            id={`${replyListId}-${i}`}
            role="option"
            aria-selected={i === picker.at}
            className={classes.row}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => picker.take(reply)}
          >
            <b>/{reply.shortcut}</b>
            <span className={classes.text} dir="auto">
              {reply.text}
            </span>
            {!reply.shared && <span className={classes.own}>{t("desk.replies.own")}</span>}
          </li>
        ))}
      </ul>
      <div className={classes.foot}>
        <span role="status">{picker.found.length === 0 && words}</span>
        <a
          href="/desk/replies"
          onClick={(event) => {
            event.preventDefault();
            goTo("/desk/replies");
          }}
        >
          {t("desk.replies.manage")}
        </a>
      </div>
    </div>
  );
}
