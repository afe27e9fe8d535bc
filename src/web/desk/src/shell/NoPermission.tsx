import classes from "../inbox/ListStates.module.css";
import { useLanguage } from "./language.tsx";

export function NoPermission({ page }: { page: "live" | "reports" | "admin" }) {
  const { t } = useLanguage();
  return (
    <main className={classes.state} data-region tabIndex={-1}>
      <h1 className={classes.title}>{t("desk.noPermission")}</h1>
      <p className={classes.text}>{t(`desk.noPermission.${page}`)}</p>
    </main>
  );
}
