import { Button, TextInput } from "@mantine/core";
import type { ForecastAnswer, ForecastRequest } from "@servicedesk/protocol";
import { useState } from "react";
import { ListFailed } from "../inbox/ListStates.tsx";
import { useLanguage } from "../shell/language.tsx";
import { numberFormat } from "../time/format.ts";
import { ForecastFigures } from "./ForecastFigures.tsx";
import { forecastFields, readField, readForecast, usualTexts } from "./forecastFields.ts";
import classes from "./Insight.module.css";
import { insightApi } from "./insightApi.ts";
import { useWords } from "./words.ts";

/** Stated arrivals, handle time, patience and staffing, and what they come to. */
export function ForecastPanel() {
  const t = useWords();
  const { locale } = useLanguage();
  const [texts, setTexts] = useState(usualTexts);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<
    | { readonly request: ForecastRequest; readonly value: ForecastAnswer }
    | { readonly code: string }
  >();
  const request = readForecast(texts);
  const run = () => {
    if (!request) return;
    setBusy(true);
    void insightApi.forecast(request).then((reply) => {
      setBusy(false);
      setAnswer(reply.ok ? { request, value: reply.value } : { code: reply.code });
    });
  };
  const shown = (value: number) => numberFormat(locale, {}).format(value);
  return (
    <div className={classes.stack}>
      <p className={classes.line}>{t("forecast.text")}</p>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        {forecastFields.map((field) => {
          const range = { low: shown(field.low), high: shown(field.high) };
          const wrong = readField(field, texts[field.name]) === undefined;
          const help = [field.help && t(field.help), t("forecast.range", range)];
          return (
            <TextInput
              key={field.name}
              size="xs"
              inputMode={field.whole ? "numeric" : "decimal"}
              label={t(field.label)}
              description={help.filter(Boolean).join(" · ")}
              inputWrapperOrder={["label", "input", "description", "error"]}
              error={wrong ? t("forecast.outside", range) : undefined}
              value={texts[field.name]}
              onChange={(event) => setTexts({ ...texts, [field.name]: event.currentTarget.value })}
            />
          );
        })}
        <div className={classes.wide}>
          <Button type="submit" size="compact-md" loading={busy} disabled={!request}>
            {t("forecast.run")}
          </Button>
        </div>
      </form>
      {answer &&
        ("code" in answer ? (
          <ListFailed code={answer.code} retry={run} />
        ) : (
          <ForecastFigures request={answer.request} answer={answer.value} />
        ))}
    </div>
  );
}
