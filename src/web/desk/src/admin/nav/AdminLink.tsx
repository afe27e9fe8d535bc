import type { MouseEvent, ReactNode } from "react";
import { goTo } from "../../shell/path.ts";

interface AdminLinkProps {
  readonly to: string;
  readonly className?: string | undefined;
  readonly current?: boolean;
  readonly children: ReactNode;
}

/** A link within the administration: a click goes there without a reload, all else is the browser's. */
export function AdminLink({ to, className, current, children }: AdminLinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goTo(to);
  };
  return (
    <a
      href={to}
      className={className}
      aria-current={current === true ? "page" : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
