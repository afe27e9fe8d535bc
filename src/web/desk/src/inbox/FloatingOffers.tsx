import { useDeskState } from "../desk/useDesk.tsx";
import { usePage } from "../shell/path.ts";
import { useLanguage } from "../shell/language.tsx";
import { oldestRinging } from "../state/offers.ts";
import classes from "./FloatingOffers.module.css";
import { OfferCards } from "./OfferCards.tsx";

/** Offers where the list is not on the screen: on the live board, and beside an open chat on narrow screens. */
export function FloatingOffers() {
  const { t } = useLanguage();
  const page = usePage();
  const opened = useDeskState((s) => s.opened !== undefined);
  const ringing = useDeskState((s) => oldestRinging(s.offers)?.card);
  const listHidden = page === "live" ? "always" : opened ? "narrow" : "never";
  return (
    <>
      {listHidden !== "never" && (
        <div className={classes.place} data-when={listHidden}>
          <OfferCards />
        </div>
      )}
      <div role="status" className="desk-hidden">
        {ringing && t("desk.offer.announce", { name: ringing.visitorName, queue: ringing.queue })}
      </div>
    </>
  );
}
