import type { PageInfo } from "@servicedesk/protocol";
import { safeHref } from "@servicedesk/ui";
import { LinkIcon } from "../shell/icons.tsx";
import classes from "./PageLink.module.css";

/** The page that the visitor is on: its title, followed only when it is a web address. */
export function PageLink({ page }: { page: PageInfo }) {
  const text = page.title || pathOf(page.url);
  const href = safeHref(page.url);
  if (!href) return <span>{text}</span>;
  return (
    <a
      className={classes.link}
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={page.url}
    >
      {text} <LinkIcon size={12} />
    </a>
  );
}

function pathOf(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return url;
  }
}
