import { useRef, useState } from "preact/hooks";
import card from "./Card.module.css";
import { useWidget } from "./context.ts";

interface MessageFormProps {
  busy: boolean;
  onBack?: () => void;
}

const LONGEST = 4_000;

/** Leave a message: an address for the answer and what it is about. What was typed is never lost. */
export function MessageForm({ busy, onBack }: MessageFormProps) {
  const { t, chat, presence } = useWidget();
  const [email, setEmail] = useState(presence.email);
  const [text, setText] = useState(presence.draft);
  const [looked, setLooked] = useState({ email: false, text: false });
  const emailField = useRef<HTMLInputElement>(null);
  const textField = useRef<HTMLTextAreaElement>(null);
  const emailBad = !/^\S+@\S+\.\S+$/.test(email.trim());
  const textBad = text.trim() === "";

  const submit = async () => {
    setLooked({ email: true, text: true });
    if (emailBad || textBad) {
      (emailBad ? emailField : textField).current?.focus();
    } else if (await chat.session.leaveMessage(email.trim(), text.trim())) {
      presence.draft = "";
    }
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={card.field}>
        <label for="email">{t("widget.message.email")}</label>
        <input
          id="email"
          ref={emailField}
          type="email"
          autocomplete="email"
          required
          value={email}
          aria-invalid={looked.email && emailBad}
          aria-describedby={looked.email && emailBad ? "email-fault" : undefined}
          onInput={(event) => {
            setEmail(event.currentTarget.value);
            presence.email = event.currentTarget.value;
          }}
          onBlur={() => setLooked((now) => ({ ...now, email: now.email || email !== "" }))}
        />
        {looked.email && emailBad && (
          <p id="email-fault" className={card.fault}>
            {t("widget.message.emailBad")}
          </p>
        )}
      </div>
      <div className={card.field}>
        <label for="text">{t("widget.message.text")}</label>
        <textarea
          id="text"
          ref={textField}
          rows={3}
          required
          maxLength={LONGEST}
          dir="auto"
          value={text}
          aria-invalid={looked.text && textBad}
          aria-describedby={looked.text && textBad ? "text-fault" : undefined}
          onInput={(event) => {
            setText(event.currentTarget.value);
            presence.draft = event.currentTarget.value;
          }}
        />
        {looked.text && textBad && (
          <p id="text-fault" className={card.fault}>
            {t("widget.message.textMissing")}
          </p>
        )}
      </div>
      <div className={card.actions}>
        <button type="submit" className={card.primary} disabled={busy}>
          {busy ? t("widget.message.sending") : t("widget.message.send")}
        </button>
        {onBack && (
          <button type="button" onClick={onBack}>
            {t("widget.message.back")}
          </button>
        )}
      </div>
    </form>
  );
}
