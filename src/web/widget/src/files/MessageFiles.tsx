import type { Attachment } from "@servicedesk/protocol";
import { FileList } from "@servicedesk/ui/files";
import { useWidget } from "../views/context.ts";
import { useFiles } from "./visitorFiles.ts";

export interface MessageFilesProps {
  files: readonly Attachment[];
  conv: number;
}

export function MessageFiles({ files, conv }: MessageFilesProps) {
  const { locale } = useWidget();
  const { files: known, t } = useFiles();
  return t ? (
    <FileList files={files} t={t} locale={locale} linkOf={(id) => known.links.get(conv, id)} />
  ) : (
    <span aria-busy="true" />
  );
}
