import { FileLinks, indexedDbStore, Uploads } from "@servicedesk/protocol/uploads";
import { type FilesTranslate, loadFilesWords } from "@servicedesk/ui/files";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Desk } from "../desk/Desk.ts";
import { useDesk } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import { rememberUploads } from "./uploadsWait.ts";

const FALLBACK_BYTES = 20 * 1024 * 1024;

/** Uploads and addresses of files of one signed-in person; made when the first file is added or shown. */
export class DeskFiles {
  readonly uploads: Uploads;
  readonly links: FileLinks;
  private readonly listeners = new Set<() => void>();
  private version = 0;

  constructor({ link, store }: Desk) {
    const changed = () => {
      this.version++;
      rememberUploads(this.uploads.items.length > 0);
      this.listeners.forEach((listener) => listener());
    };
    this.links = new FileLinks(
      (request) => link.connection.call("AttachmentLinks", request),
      changed,
    );
    this.uploads = new Uploads({
      owner: `agent:${store.get().user.id}`,
      create: (request) => link.connection.call("CreateUpload", request),
      changed,
      store: indexedDbStore(),
      maxBytes: link.limits?.maxUploadBytes ?? FALLBACK_BYTES,
    });
    void this.uploads.restore();
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly seen = (): number => this.version;
}

const made = new WeakMap<Desk, DeskFiles>();

/** The files and their words; rendered anew when either changes. */
export function useFiles(): { files: DeskFiles; t: FilesTranslate | undefined } {
  const desk = useDesk();
  const { locale } = useLanguage();
  const files = made.get(desk) ?? new DeskFiles(desk);
  made.set(desk, files);
  const [t, setWords] = useState<FilesTranslate>();
  useSyncExternalStore(files.listen, files.seen);
  useEffect(() => {
    void loadFilesWords(locale).then((words) => setWords(() => words));
  }, [locale]);
  return { files, t };
}
