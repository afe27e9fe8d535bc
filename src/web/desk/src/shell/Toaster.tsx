import { Button } from "@mantine/core";
import { useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "./language.tsx";
import classes from "./Toaster.module.css";

/** Short messages at the edge; announced politely, never focused. */
export function Toaster() {
  const { t } = useLanguage();
  const toasts = useDeskState((s) => s.toasts);
  return (
    <div className={classes.stack} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div className={classes.toast} data-tone={toast.tone} key={toast.id}>
          <span>{t(toast.text, toast.values)}</span>
          {toast.action && (
            <Button size="compact-sm" variant="default" onClick={toast.action.run}>
              {t(toast.action.label)}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
