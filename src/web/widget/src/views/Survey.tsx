import { useState } from "preact/hooks";
import card from "./Card.module.css";
import { useWidget } from "./context.ts";
import styles from "./Survey.module.css";

const scores = [1, 2, 3, 4, 5] as const;
const LONGEST_COMMENT = 1_000;

export function Survey({ busy }: { busy: boolean }) {
  const { t, chat } = useWidget();
  const [score, setScore] = useState<number>();
  const [solved, setSolved] = useState<boolean>();
  const [comment, setComment] = useState("");
  const [missing, setMissing] = useState(false);

  return (
    <form
      className={card.card}
      aria-label={t("widget.survey.title")}
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(score === undefined);
        if (score !== undefined) {
          void chat.session.submitSurvey(score, solved, comment.trim() || undefined);
        }
      }}
    >
      <p className={card.title}>{t("widget.survey.title")}</p>
      <fieldset className={styles.scores} aria-describedby={missing ? "score-fault" : undefined}>
        <legend className={styles.hidden}>{t("widget.survey.score")}</legend>
        {scores.map((value) => (
          <label key={value} className={styles.score}>
            <input
              type="radio"
              name="score"
              value={value}
              checked={score === value}
              onChange={() => {
                setScore(value);
                setMissing(false);
              }}
            />
            <span className={styles.number}>{value}</span>
            <span className={styles.word}>{t(`widget.survey.score${value}`)}</span>
          </label>
        ))}
      </fieldset>
      {missing && (
        <p id="score-fault" className={card.fault} role="alert">
          {t("widget.survey.missing")}
        </p>
      )}
      <fieldset className={styles.solved}>
        <legend className={card.label}>{t("widget.survey.solved")}</legend>
        {([true, false] as const).map((value) => (
          <label key={`${value}`} className={styles.option}>
            <input
              type="radio"
              name="solved"
              checked={solved === value}
              onChange={() => setSolved(value)}
            />
            <span>{t(value ? "widget.survey.yes" : "widget.survey.no")}</span>
          </label>
        ))}
      </fieldset>
      <div className={card.field}>
        <label for="comment">{t("widget.survey.comment")}</label>
        <textarea
          id="comment"
          rows={2}
          dir="auto"
          maxLength={LONGEST_COMMENT}
          value={comment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
      </div>
      <div className={card.actions}>
        <button type="submit" className={card.primary} disabled={busy}>
          {t("widget.survey.send")}
        </button>
        <button type="button" onClick={() => chat.session.skipSurvey()}>
          {t("widget.survey.skip")}
        </button>
      </div>
    </form>
  );
}
