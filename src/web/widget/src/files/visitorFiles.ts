import { FileLinks, indexedDbStore, Uploads } from "@servicedesk/protocol/uploads";
import { type FilesTranslate, loadFilesWords } from "@servicedesk/ui/files";
import { useEffect, useState } from "preact/hooks";
import { useWidget, type WidgetParts } from "../views/context.ts";
import { rememberUploads } from "./uploadsWait.ts";

const FALLBACK_BYTES = 20 * 1024 * 1024;

/** Uploads and addresses of files of the one visitor of this frame; made when the first file is added or shown. */
export class VisitorFiles {
  readonly uploads: Uploads;
  readonly links: FileLinks;
  private readonly listeners = new Set<() => void>();

  constructor({ chat, mayStore }: WidgetParts) {
    const changed = () => {
      if (mayStore) rememberUploads(this.uploads.items.length > 0);
      this.listeners.forEach((listener) => listener());
    };
    this.links = new FileLinks((request) => chat.attachmentLinks(request), changed);
    this.uploads = new Uploads({
      owner: chat.state.conversation.me,
      create: (request) => chat.createUpload(request),
      changed,
      store: mayStore ? indexedDbStore() : undefined,
      maxBytes: chat.limits?.maxUploadBytes ?? FALLBACK_BYTES,
    });
    void this.uploads.restore();
  }

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

let only: VisitorFiles | undefined;

function filesOf(parts: WidgetParts): VisitorFiles {
  return (only ??= new VisitorFiles(parts));
}

/** The files and their words; rendered anew when either changes. */
export function useFiles(): { files: VisitorFiles; t: FilesTranslate | undefined } {
  const parts = useWidget();
  const files = filesOf(parts);
  const [t, setWords] = useState<FilesTranslate>();
  const [, redraw] = useState(0);
  useEffect(() => files.listen(() => redraw((count) => count + 1)), [files]);
  useEffect(() => {
    void loadFilesWords(parts.locale).then((words) => setWords(() => words));
  }, [parts.locale]);
  return { files, t };
}
