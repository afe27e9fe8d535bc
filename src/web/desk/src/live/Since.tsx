import { useLanguage } from "../shell/language.tsx";
import { clockText, longDuration } from "../time/format.ts";
import { useTicking } from "../time/useServerNow.ts";

/** Time since an instant of the server, ticking by its clock. */
export function Since({ at, now }: { at: string; now: () => number }) {
  const { locale } = useLanguage();
  const elapsed = Math.max(0, useTicking(now) - Date.parse(at));
  return <span title={longDuration(elapsed, locale)}>{clockText(elapsed)}</span>;
}
