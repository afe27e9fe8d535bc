import { useMemo, useState } from "preact/hooks";
import { TranscriptCalls } from "../chat/transcript.ts";
import card from "./Card.module.css";
import { useWidget } from "./context.ts";

/** What was said, to keep: as a file, and by mail where the server sends some. */
export function Transcript({ sessionId }: { sessionId: number }) {
  const { t, chat, presence } = useWidget();
  const calls = useMemo(
    () => new TranscriptCalls(() => chat.token(), sessionId, document.documentElement.lang || "en"),
    [chat, sessionId],
  );
  const [email, setEmail] = useState(presence.email);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<"sent" | "failed" | "bad">();
  const mails = chat.features.includes("transcriptMail");

  const run = async (call: Promise<boolean>, done?: "sent") => {
    setBusy(true);
    const ok = await call;
    setBusy(false);
    setSaid(ok ? done : "failed");
  };
  const send = () => {
    if (!/^\S+@\S+\.\S+$/.test(email.trim())) setSaid("bad");
    else void run(calls.mail(email.trim()), "sent");
  };
  return (
    <>
      <div className={card.actions}>
        <button type="button" disabled={busy} onClick={() => void run(calls.save())}>
          {t("widget.transcript.save")}
        </button>
      </div>
      {mails && said !== "sent" && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <div className={card.field}>
            <label for="transcript-email">{t("widget.transcript.email")}</label>
            <input
              id="transcript-email"
              type="email"
              autocomplete="email"
              value={email}
              aria-invalid={said === "bad"}
              aria-describedby="transcript-said"
              onInput={(event) => {
                setEmail(event.currentTarget.value);
                presence.email = event.currentTarget.value;
              }}
            />
          </div>
          <div className={card.actions}>
            <button type="submit" disabled={busy}>
              {t("widget.transcript.send")}
            </button>
          </div>
        </form>
      )}
      <p id="transcript-said" role="status" className={said === "sent" ? card.soft : card.fault}>
        {said === "bad"
          ? t("widget.message.emailBad")
          : said !== undefined && t(`widget.transcript.${said}`)}
      </p>
    </>
  );
}
