import { useSubPath } from "../shell/path.ts";
import classes from "./Admin.module.css";
import { AdminNav } from "./nav/AdminNav.tsx";
import { placeOf } from "./nav/pages.ts";
import { useWords } from "./words.ts";

/** The administration: navigation at the start, the page beside it. */
export default function Admin() {
  const t = useWords();
  const place = placeOf(useSubPath());
  return (
    <div className={classes.area}>
      <AdminNav current={place.page} />
      <main className={classes.main} data-region tabIndex={-1}>
        <h1 className={classes.title}>{t(`nav.${place.page}`)}</h1>
      </main>
    </div>
  );
}
