import type { LinkPreview } from "@servicedesk/protocol";
import { useEffect, useState } from "react";
import { useDeskState } from "../desk/useDesk.tsx";
import { ask } from "../staff/staffApi.ts";
import classes from "./LinkCard.module.css";

/** The first address in a text, without the signs that end a sentence. */
export function firstLink(text: string): string | undefined {
  return /https?:\/\/[^\s<>"']{3,2000}/
    .exec(text)?.[0]
    .replace(/[.,;:!?)\]}»”。，；！？）]{1,20}$/, "");
}

/** Each address is asked for once a sitting. */
const asked = new Map<string, Promise<LinkPreview | undefined>>();

function previewOf(url: string): Promise<LinkPreview | undefined> {
  let answer = asked.get(url);
  if (!answer) {
    answer = ask<LinkPreview>("GET", `/api/link-preview?url=${encodeURIComponent(url)}`).then(
      (reply) => (reply.ok ? reply.value : undefined),
    );
    asked.set(url, answer);
  }
  return answer;
}

/** What the page that a message links to says of itself, where this server looks at pages. */
export function LinkCard({ text }: { text: string }) {
  const offered = useDeskState((s) => s.features.includes("linkPreviews"));
  const url = offered ? firstLink(text) : undefined;
  const [preview, setPreview] = useState<LinkPreview>();
  useEffect(() => {
    let current = true;
    setPreview(undefined);
    if (url !== undefined) void previewOf(url).then((it) => current && setPreview(it));
    return () => {
      current = false;
    };
  }, [url]);
  if (preview?.title === undefined) return null;
  return (
    <a
      className={classes.card}
      href={preview.url}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      <bdi className={classes.site}>{preview.site ?? new URL(preview.url).host}</bdi>
      <bdi className={classes.title}>{preview.title}</bdi>
      {preview.description !== undefined && <bdi>{preview.description}</bdi>}
    </a>
  );
}
