import { useEffect, useState } from "preact/hooks";
import card from "./Card.module.css";
import { useWidget } from "./context.ts";

/** The way to keep a quiet chat open, with what is left of its time. */
export function Silence({ closesAt, busy }: { closesAt: string | undefined; busy: boolean }) {
  const { t, formats, chat } = useWidget();
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <section className={card.card}>
      {closesAt && (
        <p className={card.title} role="timer">
          {t("widget.silence.closes", { time: formats.countdown(Date.parse(closesAt) - now) })}
        </p>
      )}
      <div className={card.actions}>
        <button
          type="button"
          className={card.primary}
          disabled={busy}
          onClick={() => void chat.session.stillHere()}
        >
          {t("widget.silence.still")}
        </button>
      </div>
    </section>
  );
}
