import type { DeferredMenu } from "@servicedesk/protocol";
import { useRef, useState } from "preact/hooks";
import card from "./Card.module.css";
import { useWidget } from "./context.ts";

interface CallBackFormProps {
  menu: DeferredMenu;
  busy: boolean;
  onBack: () => void;
}

/** Ask to be called at one of the offered times, in the visitor's own zone. */
export function CallBackForm({ menu, busy, onBack }: CallBackFormProps) {
  const { t, formats, chat } = useWidget();
  const [slot, setSlot] = useState(menu.callBackSlots[0] ?? "");
  const [phone, setPhone] = useState("");
  const [looked, setLooked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const bad = !/^\+?[\d\s()./-]{3,40}$/.test(phone.trim());
  const fault = looked && bad;

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setLooked(true);
        if (bad) field.current?.focus();
        else void chat.session.wishCall(slot, phone.trim());
      }}
    >
      <div className={card.field}>
        <label for="slot">{t("widget.call.when")}</label>
        <select id="slot" value={slot} onChange={(event) => setSlot(event.currentTarget.value)}>
          {menu.callBackSlots.map((at) => (
            <option key={at} value={at}>
              {formats.when(Date.parse(at))}
            </option>
          ))}
        </select>
      </div>
      <div className={card.field}>
        <label for="phone">{t("widget.call.phone")}</label>
        <input
          id="phone"
          ref={field}
          type="tel"
          autocomplete="tel"
          required
          value={phone}
          aria-invalid={fault}
          aria-describedby={fault ? "phone-fault" : undefined}
          onInput={(event) => setPhone(event.currentTarget.value)}
        />
        {fault && (
          <p id="phone-fault" className={card.fault}>
            {t("widget.call.phoneBad")}
          </p>
        )}
      </div>
      <div className={card.actions}>
        <button type="submit" className={card.primary} disabled={busy || slot === ""}>
          {t("widget.call.ask")}
        </button>
        <button type="button" onClick={onBack}>
          {t("widget.message.back")}
        </button>
      </div>
    </form>
  );
}
