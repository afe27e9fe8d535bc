import { useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import { isWaiting } from "../state/lists.ts";

/** How many visitors wait in the queues that this agent may see. */
export function QueueNow() {
  const { t } = useLanguage();
  const count = useDeskState((s) => [...s.rows.values()].filter(isWaiting).length);
  return <>{count === 0 ? t("desk.queueEmpty") : t("desk.queueNow", { count })}</>;
}
