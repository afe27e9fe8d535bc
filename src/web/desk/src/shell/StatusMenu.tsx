import { Menu } from "@mantine/core";
import {
  StaffRoles,
  type AgentSelf,
  type ConnectionState,
  type Presence,
} from "@servicedesk/protocol";
import type { MessageKey, Translate } from "@servicedesk/ui";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { clockText } from "../time/format.ts";
import { useTicking } from "../time/useServerNow.ts";
import { ChevronDownIcon } from "./icons.tsx";
import { useLanguage } from "./language.tsx";
import classes from "./StatusMenu.module.css";

/** Reasons to be away that the desk offers; they travel as these words. */
const awayReasons = ["break", "lunch", "meeting", "training"] as const;

/** Presence as chosen, the load beside it, and the connection apart from both. */
export function StatusMenu() {
  const desk = useDesk();
  const { t } = useLanguage();
  const me = useDeskState((s) => s.me);
  const link = useDeskState((s) => s.link);
  const opened = useDeskState((s) => s.statusMenuOpen);
  const serves = useDeskState((s) => s.user.roles.includes(StaffRoles.agent));
  const current = me?.presence;
  const item = (presence: Presence) => (
    <Menu.RadioItem
      value={presence}
      checked={current === presence}
      closeMenuOnClick
      rightSection={<PresenceDot presence={presence} />}
      onChange={() => desk.presence.choose(presence)}
    >
      {t(`desk.presence.${presence}`)}
    </Menu.RadioItem>
  );
  return (
    <div className={classes.status}>
      <LinkSign link={link} />
      {serves && (
        <Menu
          position="bottom-end"
          width={230}
          opened={opened}
          onChange={(statusMenuOpen) => desk.set({ statusMenuOpen })}
        >
          <Menu.Target>
            <button
              type="button"
              className={classes.button}
              title={`${t("desk.presence.hint")} (Ctrl Shift .)`}
            >
              <PresenceDot presence={current} />
              <span className={classes.word}>
                {me ? presenceText(t, me) : t("desk.presence.unknown")}
              </span>
              {me?.heldUntil && me.presence === "online" && <Held until={me.heldUntil} />}
              {me && <Load load={me.load} capacity={me.capacity} />}
              <ChevronDownIcon size={14} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {item("online")}
            {item("busy")}
            <Menu.Label>{t("desk.presence.awayBecause")}</Menu.Label>
            {awayReasons.map((reason) => (
              <Menu.RadioItem
                key={reason}
                value={reason}
                checked={current === "away" && me?.awayReason === reason}
                closeMenuOnClick
                rightSection={<PresenceDot presence="away" />}
                onChange={() => desk.presence.choose("away", reason)}
              >
                {t("desk.away", { context: reason })}
              </Menu.RadioItem>
            ))}
            <Menu.Divider />
            {item("offline")}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

export function presenceText(t: Translate, me: Pick<AgentSelf, "presence" | "awayReason">): string {
  if (me.presence !== "away" || !me.awayReason) return t(`desk.presence.${me.presence}`);
  return t("desk.presence.awayFor", { reason: awayReasonText(t, me.awayReason) });
}

/** Online, and yet nothing rings for a while: the agent is told why. */
function Held({ until }: { until: string }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const left = Date.parse(until) - useTicking(() => desk.clock.now());
  if (left <= 0) return null;
  return (
    <span className={classes.held} title={t("desk.presence.heldWhy")}>
      {t("desk.presence.held", { time: clockText(left) })}
    </span>
  );
}

/** The reason in words; one that nobody foresaw is shown as it came. */
export function awayReasonText(t: Translate, reason: string): string {
  return t("desk.away", { context: reason, reason });
}

/** Filled, half, ring, line: the shape tells the state besides the colour. */
export function PresenceDot({ presence }: { presence: Presence | undefined }) {
  return <span className={classes.dot} data-presence={presence ?? "offline"} aria-hidden="true" />;
}

function Load({ load, capacity }: { load: number; capacity: number }) {
  const { t } = useLanguage();
  return (
    <span className={classes.load} data-full={load >= capacity}>
      <span aria-hidden="true">
        {load}/{capacity}
      </span>
      <span className="desk-hidden">{t("desk.load", { load, capacity })}</span>
    </span>
  );
}

const linkWords: Readonly<Record<ConnectionState["kind"], MessageKey>> = {
  idle: "desk.link.connecting",
  connecting: "desk.link.connecting",
  up: "desk.link.up",
  waiting: "desk.link.waiting",
  closed: "desk.link.closed",
};

function LinkSign({ link }: { link: ConnectionState }) {
  const { t } = useLanguage();
  return (
    <span className={classes.link} data-link={link.kind} title={t(linkWords[link.kind])}>
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        aria-hidden="true"
      >
        <path d="M1.5 6.5a9 9 0 0 1 13 0M4 9.3a5.5 5.5 0 0 1 8 0" strokeLinecap="round" />
        <circle cx="8" cy="12.3" r=".8" fill="currentColor" />
        {link.kind !== "up" && <path d="m2 2 12 12" strokeLinecap="round" />}
      </svg>
      <span className="desk-hidden">{t(linkWords[link.kind])}</span>
    </span>
  );
}
