import { useEffect, useRef } from "react";

type Take = (files: readonly File[]) => void;

/** Those who take files now, the last one first. */
const takers: { readonly current: Take | undefined }[] = [];

/** Files that are dropped anywhere in the window go to who takes them; where nobody does, the browser must not open them in place of the desk. */
export function useFileDrops(): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      takers.findLast((taker) => taker.current)?.current?.(files);
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, []);
}

/** @param take undefined while no files are taken here. */
export function useDroppedFiles(take: Take | undefined): void {
  const taker = useRef(take);
  useEffect(() => {
    taker.current = take;
  });
  useEffect(() => {
    takers.push(taker);
    return () => {
      takers.splice(takers.indexOf(taker), 1);
    };
  }, []);
}
