import type { Attachment, AttachmentLink } from "@servicedesk/protocol";
import styles from "./Files.module.css";
import { learnLength } from "./learnLength.ts";
import { type FilesTranslate, sizeText } from "./words.ts";

interface FileListProps {
  readonly files: readonly Attachment[];
  readonly t: FilesTranslate;
  readonly locale: string;
  /** The addresses of a file, once they are known. */
  readonly linkOf: (id: string) => AttachmentLink | undefined;
  /** Shows a picture large; without it a picture opens as a page of its own. */
  readonly view?: (file: Attachment, link: AttachmentLink) => void;
}

/** The longer side of a picture in a message, in pixels of the page. */
const LARGEST = 240;

/** The files of a message. A picture's box has its size before the picture has come. */
export function FileList({ files, t, locale, linkOf, view }: FileListProps) {
  return (
    <div className={styles.list}>
      {files.map((file) => (
        <OneFile
          key={file.id}
          file={file}
          t={t}
          locale={locale}
          link={linkOf(file.id)}
          view={view}
        />
      ))}
    </div>
  );
}

interface OneFileProps extends Omit<FileListProps, "files" | "linkOf"> {
  readonly file: Attachment;
  readonly link: AttachmentLink | undefined;
}

function OneFile(props: OneFileProps) {
  const { file, t, locale, link } = props;
  if (file.type.startsWith("image/") && file.width && file.height)
    return <PictureFile {...props} />;
  if (link && file.type.startsWith("video/")) {
    return (
      <video
        className={styles.film}
        src={link.url}
        controls
        preload="metadata"
        onLoadedMetadata={(event) => learnLength(event.currentTarget)}
        aria-label={t("files.film", named(file))}
      />
    );
  }

  if (link && file.type.startsWith("audio/")) {
    return (
      <audio
        className={styles.sound}
        src={link.url}
        controls
        preload="metadata"
        onLoadedMetadata={(event) => learnLength(event.currentTarget)}
        aria-label={t("files.sound", named(file))}
      />
    );
  }

  return (
    <a
      className={styles.file}
      href={link?.url}
      target="_blank"
      rel="noopener noreferrer"
      aria-busy={!link}
    >
      <span className={styles.sign} aria-hidden="true">
        {file.name.slice(file.name.lastIndexOf(".") + 1).slice(0, 4)}
      </span>
      <span className={styles.fileName}>
        <bdi>{file.name}</bdi>
        <small>{sizeText(file.size, locale)}</small>
      </span>
    </a>
  );
}

function PictureFile({ file, t, link, view }: OneFileProps) {
  const [width, height] = [file.width ?? 1, file.height ?? 1];
  const scale = Math.min(1, LARGEST / Math.max(width, height));
  const [w, h] = [
    Math.max(24, Math.round(width * scale)),
    Math.max(24, Math.round(height * scale)),
  ];
  const picture = link ? (
    <img
      src={link.thumbnailUrl ?? link.url}
      width={w}
      height={h}
      alt={t("files.picture", named(file))}
    />
  ) : (
    <svg width={w} height={h} role="img" aria-label={t("files.loading", named(file))} />
  );
  if (view && link) {
    return (
      <button type="button" className={styles.picture} onClick={() => view(file, link)}>
        {picture}
      </button>
    );
  }

  return (
    <a className={styles.picture} href={link?.url} target="_blank" rel="noopener noreferrer">
      {picture}
    </a>
  );
}

function named({ name }: Attachment): { name: string } {
  return { name };
}
