import { Button, Skeleton } from "@mantine/core";
import type { Conversation } from "@servicedesk/protocol";
import { rowsOf } from "@servicedesk/ui";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { convOf } from "../desk/messageWork.ts";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { ArrowDownIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { dateText } from "../time/format.ts";
import { Announcer } from "./Announcer.tsx";
import { MessageRow, type Rights } from "./MessageRow.tsx";
import { PinBar } from "./PinBar.tsx";
import { messageAt, rove, showMessage } from "./roving.ts";
import classes from "./Messages.module.css";
import { type Rated, RatingLine } from "./RatingLine.tsx";
import { talk } from "./talk.ts";
import { useSought } from "./useSought.ts";
import { useStickyScroll } from "./useStickyScroll.ts";

/** Pages of history that are read to find a message that is quoted or pinned. */
const pagesBack = 5;

interface MessagesProps {
  readonly conv: number;
  /** The conversation of staff beside it, once there is one. */
  readonly staffConv: number | undefined;
  /** Whether reading here counts as the agent's own reading. */
  readonly own: boolean;
  readonly visitorName: string;
  readonly rating: Rated | undefined;
  readonly rights: Rights;
}

export function Messages({ conv, staffConv, own, visitorName, rating, rights }: MessagesProps) {
  const conversation = useDeskState((s) => s.conversations.get(conv));
  const staff = useDeskState((s) =>
    staffConv === undefined ? undefined : s.conversations.get(staffConv),
  );
  const empty =
    !conversation || (conversation.events.length === 0 && conversation.phase !== "live");
  if (empty) return <MessagesSkeleton />;
  return (
    <Log
      key={conv}
      conversation={conversation}
      staff={staff}
      own={own}
      visitorName={visitorName}
      rating={rating}
      rights={rights}
    />
  );
}

interface LogProps extends Omit<MessagesProps, "conv" | "staffConv"> {
  readonly conversation: Conversation;
  readonly staff: Conversation | undefined;
}

function Log({ conversation, staff, own, visitorName, rating, rights }: LogProps) {
  const desk = useDesk();
  const { t } = useLanguage();
  const { conv, cursor, older } = conversation;
  const outbox = useDeskState((s) => s.outbox);
  const [newAfter] = useState(() =>
    conversation.readSeq < conversation.cursor ? conversation.readSeq : 0,
  );
  const entries = useMemo(() => talk(conversation, staff, outbox), [conversation, staff, outbox]);
  const rows = useMemo(() => rowsOf(entries, newAfter), [entries, newAfter]);
  const lastTalk = rows.findLastIndex((row) => row.kind === "entry" && !row.entry.body.note);
  const pinned = entries.filter((entry) => entry.pinned).reverse();
  const pins = conversation.pinned.length + (staff?.pinned.length ?? 0);
  const scroller = useRef<HTMLDivElement>(null);
  const last = entries.at(-1);
  const { atEnd, toEnd } = useStickyScroll(scroller, rows, last?.own ? last.key : undefined);
  const [loading, setLoading] = useState(false);
  useSought(conversation, staff, scroller);

  const named = useDeskState(
    (s) => s.mentions?.unread.find((one) => one.conv === staff?.conv)?.seq ?? 0,
  );
  useSeen(own && atEnd, () => desk.chats.seen(conv), cursor);
  useSeen(
    staff !== undefined && atEnd,
    () => staff && desk.chats.seenAmongStaff(staff.conv),
    `${staff?.cursor} ${named}`,
  );

  const loadOlder = async () => {
    const box = scroller.current;
    if (loading || !older || !box) return;
    setLoading(true);
    await desk.chats.older(conv);
    setLoading(false);
  };

  const jump = useCallback(
    async (where: number, seq: number) => {
      // What lies further back than a few pages is not worth the wait.
      for (let page = 0; page < pagesBack && !messageAt(scroller.current, where, seq); page++) {
        await desk.chats.older(where);
        await new Promise(requestAnimationFrame);
      }
      showMessage(messageAt(scroller.current, where, seq));
    },
    [desk],
  );
  const onJump = useCallback((where: number, seq: number) => void jump(where, seq), [jump]);

  return (
    <div className={classes.frame}>
      <PinBar
        key={pinned[0]?.key}
        pinned={pinned}
        count={pins}
        onJump={(entry) => onJump(convOf(entry, conv, staff?.conv), entry.seq)}
      />
      <div
        className={classes.scroller}
        ref={scroller}
        onScroll={(event) => {
          if (event.currentTarget.scrollTop < 120) void loadOlder();
        }}
        role="region"
        aria-label={t("desk.messages")}
        tabIndex={0}
      >
        {older && (
          <Button
            variant="subtle"
            size="compact-sm"
            className={classes.older}
            loading={loading}
            onClick={() => void loadOlder()}
          >
            {t("desk.messages.older")}
          </Button>
        )}
        <ol
          className={classes.rows}
          data-own-arrows
          onKeyDown={(event) => {
            if (rove(event.key, event.currentTarget)) event.preventDefault();
          }}
        >
          {rows.map((row, index) => {
            if (row.kind === "day") return <DayLine key={row.key} at={row.at} />;
            if (row.kind === "new") {
              return (
                <li key={row.key} className={classes.news}>
                  <span>{t("desk.messages.new", { count: row.count })}</span>
                </li>
              );
            }
            return (
              <MessageRow
                key={row.key}
                row={row}
                visitorName={visitorName}
                conv={convOf(row.entry, conv, staff?.conv)}
                me={conversation.me}
                rights={rights}
                roving={index === lastTalk}
                onJump={onJump}
              />
            );
          })}
          {rating && <RatingLine rated={rating} />}
        </ol>
        <TypingLine conv={conv} visitorName={visitorName} />
      </div>
      {!atEnd && (
        <button type="button" className={classes.toEnd} onClick={toEnd}>
          <ArrowDownIcon size={14} /> {t("desk.messages.toEnd")}
        </button>
      )}
      <Announcer conversation={conversation} visitorName={visitorName} />
      {staff && <Announcer key={staff.conv} conversation={staff} visitorName={visitorName} />}
    </div>
  );
}

/** Tells that the newest message is on the screen: while the page is visible and the end is in view, again when it is another. */
function useSeen(seeing: boolean, seen: () => void, what: number | string): void {
  const report = useRef(seen);
  useEffect(() => {
    report.current = seen;
  });
  useEffect(() => {
    if (!seeing) return;
    const look = () => {
      if (document.visibilityState === "visible") report.current();
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [seeing, what]);
}

function DayLine({ at }: { at: number }) {
  const { t, locale } = useLanguage();
  const days = Math.round((startOfDay(Date.now()) - startOfDay(at)) / 86_400_000);
  const word =
    days === 0
      ? t("desk.today")
      : days === 1
        ? t("desk.yesterday")
        : dateText(at, locale, { dateStyle: "full" });
  return (
    <li className={classes.day}>
      <span>{word}</span>
    </li>
  );
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Has its place whether somebody types or not, so that nothing moves. */
function TypingLine({ conv, visitorName }: { conv: number; visitorName: string }) {
  const { t } = useLanguage();
  const typist = useDeskState((s) => s.typing.get(conv));
  return (
    <div className={classes.typing} aria-hidden="true">
      {typist && (
        <>
          <span className={classes.dots}>
            <i />
            <i />
            <i />
          </span>
          {t("desk.typing", { name: typist.name ?? visitorName })}
        </>
      )}
    </div>
  );
}

function MessagesSkeleton() {
  const { t } = useLanguage();
  return (
    <div className={classes.skeleton} aria-busy="true">
      <span className="desk-hidden">{t("desk.loading")}</span>
      <Skeleton height={40} width="45%" radius={12} />
      <Skeleton height={56} width="60%" radius={12} className={classes.skeletonOwn} />
      <Skeleton height={40} width="35%" radius={12} />
    </div>
  );
}
