import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { KeyHint } from "../keyboard/ActionButton.tsx";
import { Keys } from "../keyboard/Keys.tsx";
import { useAction } from "../keyboard/useKeyboard.tsx";
import { NoticeItems } from "../notices/NoticeItems.tsx";
import { useMuted, useSoundState } from "../sound/SoundTest.tsx";
import type { Sounds } from "../sound/sounds.ts";
import { Avatar } from "./Avatar.tsx";
import { AppearanceItems } from "./AppearanceMenu.tsx";
import {
  BellIcon,
  BellOffIcon,
  ChartIcon,
  DoorIcon,
  InboxIcon,
  JobsIcon,
  KeyboardIcon,
  PulseIcon,
  ReplyIcon,
  SearchIcon,
  SlidersIcon,
} from "./icons.tsx";
import { useLanguage } from "./language.tsx";
import { Mark } from "./Mark.tsx";
import { go, type Page, usePage } from "./path.ts";
import { StatusMenu } from "./StatusMenu.tsx";
import classes from "./TopBar.module.css";

interface TopBarProps {
  readonly sounds: Sounds;
  readonly onSignOut: () => void;
}

export function TopBar({ sounds, onSignOut }: TopBarProps) {
  const { t } = useLanguage();
  const roles = useDeskState((s) => s.user.roles);
  const administrates = roles.includes("administrator");
  const supervises = administrates || roles.includes("supervisor");
  return (
    <header className={classes.bar} data-region>
      <span className={classes.mark}>
        <Mark />
      </span>
      <nav className={classes.nav} aria-label={t("desk.nav.label")}>
        <PageLink page="inbox" icon={<InboxIcon />} label={t("desk.nav.inbox")} />
        <PageLink page="search" icon={<SearchIcon />} label={t("desk.nav.search")} />
        {supervises && <PageLink page="live" icon={<PulseIcon />} label={t("desk.nav.live")} />}
        {supervises && (
          <PageLink page="reports" icon={<ChartIcon />} label={t("desk.nav.reports")} />
        )}
        {administrates && (
          <PageLink page="admin" icon={<SlidersIcon />} label={t("desk.nav.admin")} />
        )}
        {administrates && (
          <a className={classes.link} href="/jobs" target="_blank" rel="noreferrer">
            <JobsIcon />
            <span className={classes.word}>{t("desk.nav.jobs")}</span>
          </a>
        )}
      </nav>
      <div className={classes.end}>
        <PaletteButton />
        <StatusMenu />
        <SoundButton sounds={sounds} />
        <UserMenu onSignOut={onSignOut} />
      </div>
    </header>
  );
}

function PageLink({ page, icon, label }: { page: Page; icon: ReactNode; label: string }) {
  const current = usePage();
  return (
    <a
      className={classes.link}
      href={`/desk/${page}`}
      aria-current={current === page ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(page);
      }}
    >
      {icon}
      <span className={classes.word}>{label}</span>
    </a>
  );
}

function PaletteButton() {
  const { t } = useLanguage();
  const { run } = useAction("palette");
  return (
    <button type="button" className={classes.palette} onClick={run}>
      <SearchIcon size={16} />
      <span className={classes.word}>{t("desk.palette.title")}</span>
      <span className={classes.keys}>
        <Keys name="Ctrl+K" />
      </span>
    </button>
  );
}

function SoundButton({ sounds }: { sounds: Sounds }) {
  const { t } = useLanguage();
  const state = useSoundState(sounds);
  const muted = useMuted(sounds);
  const blocked = state !== "on";
  const label = blocked
    ? t("desk.sound.blocked")
    : muted
      ? t("desk.sound.unmute")
      : t("desk.sound.mute");
  return (
    <Tooltip label={<KeyHint label={label} keyName={blocked ? undefined : "M"} />}>
      <ActionIcon
        variant={blocked ? "light" : "subtle"}
        color={blocked ? "orange" : "gray"}
        size={36}
        aria-label={label}
        className={blocked ? classes.blocked : undefined}
        onClick={() => (blocked ? sounds.test() : sounds.setMuted(!muted))}
      >
        {muted || blocked ? <BellOffIcon /> : <BellIcon />}
      </ActionIcon>
    </Tooltip>
  );
}

function UserMenu({ onSignOut }: { onSignOut: () => void }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const user = useDeskState((s) => s.user);
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button
          type="button"
          className={classes.user}
          aria-label={t("desk.user.menu", { name: user.name })}
        >
          <Avatar name={user.name} size={30} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi>{user.name}</bdi>
          <br />
          {user.email}
        </Menu.Label>
        <Menu.Divider />
        <AppearanceItems />
        <Menu.Divider />
        <NoticeItems />
        <Menu.Item
          leftSection={<BellIcon size={16} />}
          onClick={() => desk.set({ dialog: "notices" })}
        >
          {t("desk.action.notices")}
        </Menu.Item>
        <Menu.Item leftSection={<ReplyIcon size={16} />} onClick={() => go("replies")}>
          {t("desk.replies")}
        </Menu.Item>
        <Menu.Item
          leftSection={<KeyboardIcon size={16} />}
          onClick={() => desk.set({ dialog: "shortcuts" })}
        >
          {t("desk.action.shortcuts")}
        </Menu.Item>
        <Menu.Item leftSection={<DoorIcon size={16} />} onClick={onSignOut}>
          {t("desk.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
