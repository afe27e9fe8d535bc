import type { Attachment } from "@servicedesk/protocol";
import { canRecord, record, type Recording } from "@servicedesk/protocol/uploads";
import { FileTray, isRefused } from "@servicedesk/ui/files";
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useWidget } from "../views/context.ts";
import styles from "./FilesPanel.module.css";
import { useFiles } from "./visitorFiles.ts";

export interface TrayState {
  ready: number;
  /** Something is on its way or went wrong: the message waits for it. */
  busy: boolean;
  /** A recording, or a refused file that says why: stays when the message goes. */
  stays: boolean;
}

export interface FilesPanelProps {
  conv: number;
  /** Pasted or dropped; each array is taken once. */
  offered: readonly File[];
  /** Filled with what gives the ready files to a message. */
  take: RefObject<() => readonly Attachment[]>;
  changed: (state: TrayState) => void;
  close: () => void;
}

/** Above the composer: choose files, speak a note, see how far they are. */
export function FilesPanel({ conv, offered, take, changed, close }: FilesPanelProps) {
  const { locale, chat } = useWidget();
  const { files, t } = useFiles();
  const picker = useRef<HTMLInputElement>(null);
  const { uploads } = files;
  const items = uploads.items.filter((item) => item.conv === conv);
  const ready = items.filter((item) => item.phase === "ready").length;
  const refused = items.filter(isRefused).length;
  const busy = ready + refused < items.length;
  const [recording, setRecording] = useState(false);
  const stays = recording || refused > 0;

  useEffect(() => {
    if (offered.length > 0) uploads.add(conv, offered);
  }, [uploads, conv, offered]);
  useEffect(() => {
    take.current = () => uploads.take(conv);
  }, [take, uploads, conv]);
  useEffect(() => changed({ ready, busy, stays }), [changed, ready, busy, stays]);

  if (!t) return <div className={styles.panel} aria-busy="true" />;
  return (
    <div className={styles.panel}>
      {items.length > 0 && (
        <FileTray items={items} t={t} locale={locale} act={(what, id) => uploads[what](id)} />
      )}
      <div className={styles.row}>
        <button type="button" onClick={() => picker.current?.click()}>
          {t("files.add")}
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept={chat.limits?.uploadExtensions.join(",")}
          onChange={(event) => {
            uploads.add(conv, [...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
        <Recorder add={(file) => uploads.add(conv, [file])} changed={setRecording} />
        {items.length === 0 && !recording && (
          <button type="button" onClick={close}>
            {t("files.close")}
          </button>
        )}
      </div>
    </div>
  );
}

interface RecorderProps {
  add: (file: File) => void;
  changed: (recording: boolean) => void;
}

function Recorder({ add, changed }: RecorderProps) {
  const { t } = useFiles();
  const [recording, setRecording] = useState<Recording>();
  const [seconds, setSeconds] = useState(0);
  const [denied, setDenied] = useState(false);
  useEffect(() => {
    changed(recording !== undefined);
    const timer = recording && setInterval(() => setSeconds((count) => count + 1), 1_000);
    return () => {
      clearInterval(timer);
      recording?.cancel();
    };
  }, [recording, changed]);
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
    <button type="button" aria-pressed={recording !== undefined} onClick={() => void toggle()}>
      {recording ? t("files.recordStop", { seconds }) : t("files.record")}
    </button>
  );
}
