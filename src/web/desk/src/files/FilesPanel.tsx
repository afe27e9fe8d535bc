import { Button } from "@mantine/core";
import type { Attachment } from "@servicedesk/protocol";
import { canRecord, record, type Recording } from "@servicedesk/protocol/uploads";
import { FileTray, isRefused } from "@servicedesk/ui/files";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import { useFiles } from "./deskFiles.ts";
import classes from "./FilesPanel.module.css";

export interface TrayState {
  readonly ready: number;
  /** Something is on its way or went wrong: the message waits for it. */
  readonly busy: boolean;
  /** A recording, or a refused file that says why: stays when the message goes. */
  readonly stays: boolean;
}

export interface FilesPanelProps {
  readonly conv: number;
  /** Pasted or dropped; each array is taken once. */
  readonly offered: readonly File[];
  /** Filled with what gives the ready files to a message. */
  readonly take: RefObject<() => readonly Attachment[]>;
  readonly changed: (state: TrayState) => void;
}

/** Below the field: choose files, speak a note, see how far they are. */
export default function FilesPanel({ conv, offered, take, changed }: FilesPanelProps) {
  const desk = useDesk();
  const { locale } = useLanguage();
  const { files, t } = useFiles();
  const picker = useRef<HTMLInputElement>(null);
  const { uploads } = files;
  const items = uploads.items.filter((item) => item.conv === conv);
  const ready = items.filter((item) => item.phase === "ready").length;
  const refused = items.filter(isRefused).length;
  const busy = ready + refused < items.length;
  const [recording, setRecording] = useState(false);
  const stays = recording || refused > 0;
  const taken = useRef<readonly File[]>([]);

  useEffect(() => {
    if (offered.length === 0 || taken.current === offered) return;
    taken.current = offered;
    uploads.add(conv, offered);
  }, [uploads, conv, offered]);
  useEffect(() => {
    take.current = () => uploads.take(conv);
  }, [take, uploads, conv]);
  useEffect(() => changed({ ready, busy, stays }), [changed, ready, busy, stays]);

  if (!t) return <div className={classes.panel} aria-busy="true" />;
  return (
    <div className={classes.panel}>
      {items.length > 0 && (
        <FileTray items={items} t={t} locale={locale} act={(what, id) => uploads[what](id)} />
      )}
      <div className={classes.row}>
        <Button size="compact-sm" variant="default" onClick={() => picker.current?.click()}>
          {t("files.add")}
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept={desk.link.limits?.uploadExtensions.join(",")}
          onChange={(event) => {
            uploads.add(conv, [...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
        <Recorder add={(file) => uploads.add(conv, [file])} changed={setRecording} />
      </div>
    </div>
  );
}

interface RecorderProps {
  readonly add: (file: File) => void;
  readonly changed: (recording: boolean) => void;
}

function Recorder({ add, changed }: RecorderProps) {
  const { t } = useFiles();
  const [recording, setRecording] = useState<Recording>();
  const [seconds, setSeconds] = useState(0);
  const [denied, setDenied] = useState(false);
  useEffect(() => changed(recording !== undefined), [changed, recording]);
  useEffect(() => {
    if (!recording) return;
    const timer = setInterval(() => setSeconds((count) => count + 1), 1_000);
    return () => {
      clearInterval(timer);
      recording.cancel();
    };
  }, [recording]);
  if (!t || !canRecord()) return null;
  if (denied) return <span role="status">{t("files.recordDenied")}</span>;
  const toggle = async () => {
    if (recording) {
      const file = await recording.stop();
      setRecording(undefined);
      if (file) add(file);
      return;
    }
    setSeconds(0);
    await record(t("files.voice")).then(setRecording, () => setDenied(true));
  };
  return (
    <Button
      size="compact-sm"
      variant={recording ? "filled" : "default"}
      aria-pressed={recording !== undefined}
      onClick={() => void toggle()}
    >
      {recording ? t("files.recordStop", { seconds }) : t("files.record")}
    </Button>
  );
}
