import { Button } from "@mantine/core";
import { plainText } from "@servicedesk/ui";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { ActionsContext } from "../keyboard/useKeyboard.tsx";
import { Keys } from "../keyboard/Keys.tsx";
import { PhoneIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { QueueName } from "../shell/QueueName.tsx";
import { countdown, type OfferState, oldestRinging } from "../state/offers.ts";
import { useTicking } from "../time/useServerNow.ts";
import classes from "./OfferCards.module.css";
import { use } from "react";

/** Ringing sessions, above the list. Cards come and go without ever taking the focus. */
export function OfferCards() {
  const { t } = useLanguage();
  const offers = useDeskState((s) => s.offers);
  const oldest = oldestRinging(offers)?.card.offerId;
  return (
    <div
      className={classes.cards}
      role="group"
      aria-label={t("desk.offers")}
      hidden={offers.length === 0}
    >
      {offers.map((offer) => (
        <Card key={offer.card.offerId} offer={offer} takesKeys={offer.card.offerId === oldest} />
      ))}
    </div>
  );
}

function Card({ offer, takesKeys }: { offer: OfferState; takesKeys: boolean }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const actions = use(ActionsContext);
  const { card, stage, outcome } = offer;
  if (stage === "gone") {
    return (
      <article className={classes.card} data-gone="true">
        <p className={classes.gone}>
          <bdi>{card.visitorName}</bdi>: {t("desk.offer.gone", { context: outcome ?? "timedOut" })}
        </p>
      </article>
    );
  }
  return (
    <article className={classes.card} aria-label={t("desk.offer.from", { name: card.visitorName })}>
      <div className={classes.head}>
        <Ring offer={offer} />
        <div className={classes.who}>
          <strong className={classes.name}>
            <bdi>{card.visitorName}</bdi>
          </strong>
          <span className={classes.where}>
            <QueueName id={card.queue} />
            {card.fromAgent && (
              <>
                {" "}
                ·{" "}
                {t(card.consult ? "desk.offer.consult" : "desk.offer.transferredBy", {
                  name: card.fromAgent,
                })}
              </>
            )}
          </span>
        </div>
      </div>
      {card.call && (
        <p className={classes.call}>
          <PhoneIcon size={14} /> {t("desk.ticket.wishesCall")}
          {card.call.phone && (
            <>
              {": "}
              <bdi dir="ltr">{card.call.phone}</bdi>
            </>
          )}
        </p>
      )}
      {card.lastText && (
        <p className={classes.last} dir="auto">
          {plainText(card.lastText)}
        </p>
      )}
      <p className={classes.page}>{card.page.title || card.page.url}</p>
      <div className={classes.buttons}>
        <Button
          size="compact-md"
          loading={stage === "deciding"}
          onClick={() => {
            actions?.go("inbox");
            void desk.offers.accept(card.offerId);
          }}
          rightSection={takesKeys && <Keys name="A" />}
        >
          {t("desk.action.accept")}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          disabled={stage === "deciding"}
          onClick={() => desk.set({ dialog: "decline" })}
          rightSection={takesKeys && <Keys name="D" />}
        >
          {t("desk.action.decline")}
        </Button>
      </div>
    </article>
  );
}

const radius = 17;
const around = 2 * Math.PI * radius;

/** Seconds left by the server's clock, with a ring that empties. */
function Ring({ offer }: { offer: OfferState }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const left = countdown(
    offer.card,
    useTicking(() => desk.clock.now()),
  );
  return (
    <span className={classes.ring} data-urgent={left.seconds <= 5}>
      <svg width="42" height="42" viewBox="0 0 42 42" aria-hidden="true" focusable="false">
        <circle cx="21" cy="21" r={radius} className={classes.track} />
        <circle
          cx="21"
          cy="21"
          r={radius}
          className={classes.rest}
          strokeDasharray={around}
          strokeDashoffset={around * (1 - left.share)}
        />
      </svg>
      <span className={classes.seconds} aria-hidden="true">
        {left.seconds}
      </span>
      <span className="desk-hidden">{t("desk.offer.seconds", { count: left.seconds })}</span>
    </span>
  );
}
