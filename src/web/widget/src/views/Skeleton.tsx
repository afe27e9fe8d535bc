import { useEffect, useState } from "preact/hooks";
import { useWidget } from "./context.ts";
import styles from "./Skeleton.module.css";

/** Three bubbles to come; not shown for a wait that is too short to notice. */
export function Skeleton() {
  const { t } = useWidget();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return late ? (
    <div className={styles.skeleton} role="img" aria-label={t("widget.loading")}>
      <span />
      <span />
      <span />
    </div>
  ) : null;
}
