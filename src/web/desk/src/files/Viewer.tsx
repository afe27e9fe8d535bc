import { Button, Modal } from "@mantine/core";
import type { Attachment } from "@servicedesk/protocol";
import type { FilesTranslate } from "@servicedesk/ui/files";
import { type KeyboardEvent, useRef, useState } from "react";
import { useLanguage } from "../shell/language.tsx";
import classes from "./Viewer.module.css";

interface ViewerProps {
  readonly file: Attachment;
  readonly url: string;
  readonly t: FilesTranslate;
  readonly onClose: () => void;
}

const MOST = 8;
const LEAST = 0.25;
const STEP = 1.25;
/** Pixels that an arrow key moves. */
const MOVE = 60;

/** A picture over the whole window: larger, smaller, turned, by buttons and by keys. */
export function Viewer({ file, url, t, onClose }: ViewerProps) {
  const { t: words } = useLanguage();
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const stage = useRef<HTMLDivElement>(null);
  const zoomBy = (factor: number) =>
    setZoom((now) => Math.min(MOST, Math.max(LEAST, now * factor)));
  const fit = () => {
    setZoom(1);
    setTurn(0);
  };
  const act: Readonly<Record<string, () => void>> = {
    "+": () => zoomBy(STEP),
    "=": () => zoomBy(STEP),
    "-": () => zoomBy(1 / STEP),
    r: () => setTurn((now) => now + 90),
    R: () => setTurn((now) => now - 90),
    "0": fit,
    ArrowLeft: () => stage.current?.scrollBy({ left: -MOVE }),
    ArrowRight: () => stage.current?.scrollBy({ left: MOVE }),
    ArrowUp: () => stage.current?.scrollBy({ top: -MOVE }),
    ArrowDown: () => stage.current?.scrollBy({ top: MOVE }),
  };
  const onKey = (event: KeyboardEvent) => {
    const chosen = event.ctrlKey || event.metaKey || event.altKey ? undefined : act[event.key];
    if (!chosen) return;
    // The desk's own single keys must not hear it.
    event.preventDefault();
    event.stopPropagation();
    chosen();
  };
  return (
    <Modal.Root opened onClose={onClose} fullScreen>
      <Modal.Overlay backgroundOpacity={0.7} />
      <Modal.Content aria-label={t("files.viewer", { name: file.name })}>
        <div className={classes.viewer} onKeyDown={onKey}>
          <div className={classes.bar}>
            <Modal.Title className={classes.name}>
              <bdi>{file.name}</bdi>
            </Modal.Title>
            <span className={classes.help}>{t("files.viewerHelp")}</span>
            <Button size="compact-sm" variant="default" onClick={act["-"]}>
              {t("files.zoomOut")}
            </Button>
            <output className={classes.zoom}>{Math.round(zoom * 100)} %</output>
            <Button size="compact-sm" variant="default" onClick={act["+"]}>
              {t("files.zoomIn")}
            </Button>
            <Button size="compact-sm" variant="default" onClick={act["r"]}>
              {t("files.turn")}
            </Button>
            <Button size="compact-sm" variant="default" onClick={fit}>
              {t("files.fit")}
            </Button>
            <Modal.CloseButton aria-label={words("desk.close")} />
          </div>
          <div
            className={classes.stage}
            ref={stage}
            tabIndex={0}
            role="group"
            data-autofocus
            aria-label={t("files.viewer", { name: file.name })}
          >
            <img
              src={url}
              alt={t("files.picture", { name: file.name })}
              width={file.width}
              height={file.height}
              style={{ scale: `${zoom}`, rotate: `${turn}deg` }}
            />
          </div>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
