import { ActionIcon, Button, SegmentedControl, Tooltip } from "@mantine/core";
import {
  type ClipboardEvent,
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import type { Attachment, SessionRow } from "@servicedesk/protocol";
import { pastedFiles } from "@servicedesk/ui";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import type { TrayState } from "../files/FilesPanel.tsx";
import { uploadsWait } from "../files/uploadsWait.ts";
import { KeyHint } from "../keyboard/ActionButton.tsx";
import { fill, openVariables, valuesOf } from "../replies/fill.ts";
import { OpenVariables } from "../replies/OpenVariables.tsx";
import { replyListId, ReplyPicker, useReplyPicker } from "../replies/ReplyPicker.tsx";
import { ClipIcon, SendIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { useDroppedFiles } from "../shell/fileDrops.ts";
import { useAutoHeight } from "../shell/useAutoHeight.ts";
import { type Writing } from "../state/part.ts";
import { useMentions } from "./useMentions.tsx";
import { useTakenDraft } from "./useTakenDraft.ts";
import classes from "./Composer.module.css";
import { composerKey } from "./composerKey.ts";
import { Composing } from "./Composing.tsx";

/** UTF-16 units of one message. */
const longest = 4_000;
/** The count of what is left shows from here. */
const nearlyFull = 400;

const nothing: TrayState = { ready: 0, busy: false, stays: false };

const FilesPanel = lazy(() => import("../files/FilesPanel.tsx"));

interface ComposerProps {
  readonly row: SessionRow;
  readonly writing: Writing;
  readonly choices: readonly Writing[];
}

/**
 * The words of staff: Enter sends, Shift Enter breaks the line, what is not sent is kept for this conversation. Where they go
 * is told by colour, label and button, and each place keeps a text of its own: a note cannot become a reply by one wrong key.
 */
export function Composer({ row, writing, choices }: ComposerProps) {
  const { t } = useLanguage();
  const desk = useDesk();
  const conv = convWritten(row, writing);
  const composing = useDeskState((s) => (conv === undefined ? undefined : s.composing.get(conv)));
  const edited = composing?.kind === "edit" ? composing.entry : undefined;
  return (
    <div className={classes.composer} data-region data-writing={writing}>
      {(choices.length > 1 || writing !== "reply") && (
        <div className={classes.head}>
          <SegmentedControl
            size="xs"
            aria-label={t("desk.writing")}
            value={writing}
            onChange={(value) => desk.write(value as Writing, row.sessionId)}
            data={choices.map((value) => ({ value, label: t(`desk.writing.${value}`) }))}
          />
          {writing !== "reply" && <span>{t(`desk.writing.${writing}Help`)}</span>}
        </div>
      )}
      {conv !== undefined && <Composing conv={conv} visitorName={row.visitorName} />}
      <Field key={`${writing} ${edited?.key ?? ""}`} row={row} writing={writing} conv={conv} />
    </div>
  );
}

/** The conversation that the words go to; undefined for a whisper, and among staff before the first word. */
function convWritten(row: SessionRow, writing: Writing): number | undefined {
  if (writing === "reply") return row.conversationId;
  return writing === "note" ? row.staffConversationId : undefined;
}

interface FieldProps extends Omit<ComposerProps, "choices"> {
  readonly conv: number | undefined;
}

function Field({ row, writing, conv }: FieldProps) {
  const desk = useDesk();
  const { t } = useLanguage();
  const draft = writing === "reply" ? row.conversationId : -row.sessionId;
  const composing = useDeskState((s) => (conv === undefined ? undefined : s.composing.get(conv)));
  const edited = composing?.kind === "edit" ? composing.entry : undefined;
  const [text, setText] = useState(() => edited?.body.text ?? desk.drafts.get(draft));
  useTakenDraft(edited ? undefined : draft, setText);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const online = useDeskState((s) => s.link.kind === "up");
  const over = text.length - longest;
  const agent = useDeskState((s) => s.user.name);
  const queue = useDeskState((s) => (row.queue ? s.queueNames.get(row.queue) : undefined));
  const open = openVariables(text);
  const [tray, setTray] = useState<TrayState>(nothing);
  const [offered, setOffered] = useState<readonly File[]>([]);
  const [attaching, setAttaching] = useState(uploadsWait);
  const take = useRef<() => readonly Attachment[]>(() => []);
  const mayAttach = writing !== "whisper" && !edited;

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
    if (edited) return;
    desk.chats.draft(draft, next);
    if (writing === "reply" && next.trim() !== "") desk.chats.typing(row.conversationId);
  };
  const picker = useReplyPicker(text, row.locale, (reply) => {
    change(fill(reply.text, valuesOf(row, agent, queue)));
    focus();
  });
  const mentions = useMentions(writing === "note" && !edited, field, text, change);
  const filled = text.trim() !== "" || tray.ready > 0;
  const ready = filled && over <= 0 && !busy && !tray.busy && open.length === 0 && !picker.opened;
  const holds = tray.ready > 0 || tray.busy || tray.stays;
  const attach = (files: readonly File[]) => {
    setOffered(files);
    setAttaching(true);
    // Files of a note need its conversation first.
    if (writing === "note") void desk.staff.conversation(row.sessionId);
  };
  useDroppedFiles(mayAttach ? attach : undefined);
  const paste = (event: ClipboardEvent) => {
    const files = pastedFiles(event.clipboardData);
    if (files.length === 0 || !mayAttach) return;
    event.preventDefault();
    attach(files);
  };
  const send = () => {
    if (!ready) return;
    focus();
    if (edited && conv !== undefined) {
      desk.messages.say(conv, { text: text.trim() });
      return;
    }

    const files = take.current();
    setAttaching(tray.stays);
    setTray({ ...nothing, stays: tray.stays });
    if (writing === "reply") {
      desk.chats.send(row.conversationId, text.trim(), files);
      setText("");
      return;
    }

    // The text stays until it is taken: a staff conversation may have to be made first.
    setBusy(true);
    const words = text.trim();
    const sent =
      writing === "note"
        ? desk.staff.note(row.sessionId, words, files, mentions.mentioned(words))
        : desk.supervision.whisper(row.sessionId, words);
    void desk.told(sent).then((taken) => {
      setBusy(false);
      if (taken) change("");
    });
  };

  return (
    <div onPaste={paste}>
      <ReplyPicker picker={picker} />
      {mentions.list}
      <textarea
        ref={field}
        className={classes.field}
        rows={1}
        dir="auto"
        value={text}
        readOnly={busy}
        aria-label={t(`desk.composer.${writing}Label`, {
          name: row.visitorName,
          agent: row.agentName ?? "",
        })}
        aria-describedby={over > -nearlyFull ? "composer-rest" : undefined}
        aria-invalid={over > 0}
        placeholder={t(`desk.composer.${writing}Placeholder`)}
        onChange={(event) => {
          mentions.moved(event.currentTarget.selectionStart);
          change(event.currentTarget.value);
        }}
        onSelect={(event) => mentions.moved(event.currentTarget.selectionStart)}
        aria-autocomplete="list"
        aria-controls={picker.opened ? replyListId : undefined}
        aria-activedescendant={picker.found.length > 0 ? `${replyListId}-${picker.at}` : undefined}
        {...mentions.aria}
        onKeyDown={(event) => {
          if (mentions.pressed(event) || picker.press(event)) return;
          const key = composerKey(event.nativeEvent, text === "");
          if (key === "send") send();
          else if (key === "editLast" && conv !== undefined) desk.editLast(conv);
          else if (key === "leave" && composing && conv !== undefined) desk.messages.drop(conv);
          else return;
          event.preventDefault();
        }}
      />
      <OpenVariables open={open} field={field} />
      {attaching && mayAttach && conv !== undefined && (
        <Suspense fallback={null}>
          <FilesPanel conv={conv} offered={offered} take={take} changed={setTray} />
        </Suspense>
      )}
      <div className={classes.foot}>
        {mayAttach && (
          <ActionIcon
            size={30}
            variant="subtle"
            aria-label={t("desk.composer.attach")}
            title={t("desk.composer.attach")}
            aria-expanded={attaching}
            onClick={() => (attaching && !holds ? setAttaching(false) : attach([]))}
          >
            <ClipIcon />
          </ActionIcon>
        )}
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
        {writing === "reply" ? (
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
        ) : (
          <Button
            size="compact-md"
            className={classes.aside}
            disabled={!ready}
            onPointerDown={(event) => event.preventDefault()}
            onClick={send}
          >
            {t(`desk.composer.${writing}Send`)}
          </Button>
        )}
      </div>
    </div>
  );
}
