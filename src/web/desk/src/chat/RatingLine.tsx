import { useLanguage } from "../shell/language.tsx";
import classes from "./MessageRow.module.css";

export interface Rated {
  readonly rating?: number;
  readonly ratingComment?: string;
}

/** The visitor's rating as a line of the conversation. */
export function RatingLine({ rated }: { rated: Rated }) {
  const { t } = useLanguage();
  if (rated.rating === undefined) return null;
  return (
    <li className={classes.note}>
      <span className={classes.noteText}>
        <span aria-hidden="true" className={classes.stars}>
          {"★".repeat(rated.rating)}
          {"☆".repeat(5 - rated.rating)}
        </span>{" "}
        {t("desk.rated", { score: rated.rating })}
        {rated.ratingComment && (
          <>
            {" "}
            “<bdi>{rated.ratingComment}</bdi>”
          </>
        )}
      </span>
    </li>
  );
}
