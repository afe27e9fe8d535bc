import { ActionIcon, NativeSelect, Switch, TextInput } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { Dialog } from "../dialogs/Dialog.tsx";
import { BellIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { useMuted } from "../sound/SoundTest.tsx";
import type { Sounds } from "../sound/sounds.ts";
import classes from "./NoticesDialog.module.css";
import {
  type KindPreference,
  type NoticeKind,
  noticeKinds,
  noticePreferences,
  toneNames,
} from "./preferences.ts";

/** How each kind of news is heard in this browser, and when not. */
export function NoticesDialog({ sounds }: { sounds: Sounds }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const opened = useDeskState((s) => s.dialog === "notices");
  const muted = useMuted(sounds);
  const preferences = useSyncExternalStore(noticePreferences.subscribe, noticePreferences.get);
  const set = (change: Partial<typeof preferences>) =>
    noticePreferences.set({ ...preferences, ...change });
  return (
    <Dialog
      opened={opened}
      onClose={() => desk.set({ dialog: "none" })}
      title={t("desk.notices.title")}
      size="lg"
    >
      <p className={classes.text}>{t("desk.notices.text")}</p>
      {muted && (
        <p className={classes.muted} role="status">
          {t("desk.notices.muted")}
        </p>
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("desk.notices.kind")}</th>
            <th scope="col">{t("desk.notices.volume")}</th>
            <th scope="col">{t("desk.notices.tone")}</th>
            <th scope="col">{t("desk.notices.quiet")}</th>
          </tr>
        </thead>
        <tbody>
          {noticeKinds.map((kind) => (
            <KindRow key={kind} kind={kind} sounds={sounds} chosen={preferences.kinds[kind]} />
          ))}
        </tbody>
      </table>
      <fieldset className={classes.hours}>
        <legend>{t("desk.notices.hours")}</legend>
        <p className={classes.text}>{t("desk.notices.hoursHelp")}</p>
        <div className={classes.times}>
          <TextInput
            type="time"
            label={t("desk.notices.from")}
            value={preferences.quietFrom}
            onChange={(event) => set({ quietFrom: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={t("desk.notices.to")}
            value={preferences.quietTo}
            onChange={(event) => set({ quietTo: event.currentTarget.value })}
          />
        </div>
      </fieldset>
    </Dialog>
  );
}

interface KindRowProps {
  readonly kind: NoticeKind;
  readonly sounds: Sounds;
  readonly chosen: KindPreference;
}

function KindRow({ kind, sounds, chosen }: KindRowProps) {
  const { t } = useLanguage();
  const name = t(`desk.notices.kind.${kind}`);
  const set = (change: Partial<KindPreference>) => {
    const now = noticePreferences.get();
    noticePreferences.set({ ...now, kinds: { ...now.kinds, [kind]: { ...chosen, ...change } } });
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <span className={classes.volume}>
          <input
            type="range"
            min={0}
            max={100}
            step={10}
            aria-label={t("desk.notices.volumeOf", { kind: name })}
            aria-valuetext={
              chosen.volume === 0 ? t("desk.notices.silent") : `${String(chosen.volume)} %`
            }
            value={chosen.volume}
            onChange={(event) => set({ volume: Number(event.currentTarget.value) })}
            onPointerUp={() => sounds.sample(kind)}
          />
          <span className={classes.number} aria-hidden="true">
            {chosen.volume === 0 ? t("desk.notices.silent") : `${String(chosen.volume)} %`}
          </span>
        </span>
      </td>
      <td>
        <span className={classes.tone}>
          <NativeSelect
            size="xs"
            aria-label={t("desk.notices.toneOf", { kind: name })}
            value={chosen.tone}
            data={toneNames.map((tone) => ({ value: tone, label: t(`desk.notices.tone.${tone}`) }))}
            onChange={(event) => {
              const wanted = event.currentTarget.value;
              set({ tone: toneNames.find((tone) => tone === wanted) ?? chosen.tone });
              sounds.sample(kind);
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("desk.notices.hear", { kind: name })}
            onClick={() => sounds.sample(kind)}
          >
            <BellIcon size={16} />
          </ActionIcon>
        </span>
      </td>
      <td>
        <Switch
          aria-label={t("desk.notices.quietOf", { kind: name })}
          checked={chosen.quiet}
          onChange={(event) => set({ quiet: event.currentTarget.checked })}
        />
      </td>
    </tr>
  );
}
