import { Button } from "@mantine/core";
import { isGone } from "@servicedesk/protocol";
import { gist } from "@servicedesk/ui";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import classes from "./Composer.module.css";

interface ComposingProps {
  readonly conv: number;
  readonly visitorName: string;
}

/** Says above the field what the words will be, when not a message of their own. */
export function Composing({ conv, visitorName }: ComposingProps) {
  const desk = useDesk();
  const { t } = useLanguage();
  const composing = useDeskState((s) => s.composing.get(conv));
  const gone = useDeskState(
    (s) =>
      s.conversations
        .get(conv)
        ?.events.some(({ seq, body }) => seq === composing?.entry.seq && isGone(body)) === true,
  );
  if (!composing) return null;
  const { kind, entry } = composing;
  const name = entry.own
    ? t("desk.sender.me")
    : entry.sender.startsWith("visitor:")
      ? visitorName
      : (entry.senderName ?? t("desk.sender.bot"));
  return (
    <div className={classes.composing}>
      <div>
        <strong>{kind === "edit" ? t("message.editing") : t("message.quoting", { name })}</strong>
        <span dir="auto">{gone ? t("message.quoteGone") : gist(entry.body, t)}</span>
      </div>
      <Button size="compact-xs" variant="default" onClick={() => desk.messages.drop(conv)}>
        {t("message.cancel")}
      </Button>
    </div>
  );
}
