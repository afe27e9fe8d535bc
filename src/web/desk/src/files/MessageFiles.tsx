import type { Attachment } from "@servicedesk/protocol";
import { FileList } from "@servicedesk/ui/files";
import { useState } from "react";
import { useLanguage } from "../shell/language.tsx";
import { useFiles } from "./deskFiles.ts";
import { Viewer } from "./Viewer.tsx";

interface MessageFilesProps {
  readonly files: readonly Attachment[];
  readonly conv: number;
}

export default function MessageFiles({ files, conv }: MessageFilesProps) {
  const { locale } = useLanguage();
  const { files: known, t } = useFiles();
  const [viewed, setViewed] = useState<Attachment>();
  if (!t) return <span aria-busy="true" />;
  const linkOf = (id: string) => known.links.get(conv, id);
  const link = viewed && linkOf(viewed.id);
  return (
    <>
      <FileList files={files} t={t} locale={locale} linkOf={linkOf} view={setViewed} />
      {viewed && link && (
        <Viewer file={viewed} url={link.url} t={t} onClose={() => setViewed(undefined)} />
      )}
    </>
  );
}
