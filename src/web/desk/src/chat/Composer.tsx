import { ActionIcon, Tooltip } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { KeyHint } from "../keyboard/ActionButton.tsx";
import { SendIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { useAutoHeight } from "../shell/useAutoHeight.ts";
import classes from "./Composer.module.css";
import { composerKey } from "./composerKey.ts";

/** UTF-16 units of one message. */
const longest = 4_000;
/** The count of what is left shows from here. */
const nearlyFull = 400;

interface ComposerProps {
  readonly conv: number;
  readonly name: string;
}

/** The agent's words: Enter sends, Shift Enter breaks the line, what is not sent is kept for this conversation. */
export function Composer({ conv, name }: ComposerProps) {
  const desk = useDesk();
  const { t } = useLanguage();
  const [text, setText] = useState(() => desk.drafts.get(conv));
  const field = useRef<HTMLTextAreaElement>(null);
  const online = useDeskState((s) => s.link.kind === "up");
  const over = text.length - longest;
  const ready = text.trim() !== "" && over <= 0;

  useAutoHeight(field, text);
  const focus = useCallback(() => field.current?.focus(), []);
  useEffect(() => {
    desk.focusComposer = focus;
    return () => {
      if (desk.focusComposer === focus) desk.focusComposer = () => undefined;
    };
  }, [desk, focus]);

  const change = (next: string) => {
    setText(next);
    desk.chats.draft(conv, next);
    if (next.trim() !== "") desk.chats.typing(conv);
  };
  const send = () => {
    if (!ready) return;
    desk.chats.send(conv, text.trim());
    setText("");
    focus();
  };

  return (
    <div className={classes.composer} data-region>
      <textarea
        ref={field}
        className={classes.field}
        rows={1}
        dir="auto"
        value={text}
        aria-label={t("desk.composer.label", { name })}
        aria-describedby={over > -nearlyFull ? "composer-rest" : undefined}
        aria-invalid={over > 0}
        placeholder={t("desk.composer.placeholder")}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (composerKey(event.nativeEvent) !== "send") return;
          event.preventDefault();
          send();
        }}
      />
      <div className={classes.foot}>
        <span className={classes.hint}>
          {online ? t("desk.composer.hint") : t("desk.composer.offline")}
        </span>
        {over > -nearlyFull && (
          <span id="composer-rest" className={classes.rest} data-over={over > 0}>
            {over > 0
              ? t("desk.composer.over", { count: over })
              : t("desk.composer.left", { count: -over })}
          </span>
        )}
        <Tooltip label={<KeyHint label={t("desk.action.send")} keyName="Enter" />}>
          <ActionIcon
            size={34}
            aria-label={t("desk.action.send")}
            disabled={!ready}
            onPointerDown={(event) => event.preventDefault()}
            onClick={send}
          >
            <SendIcon />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}
