import { Tooltip } from "@mantine/core";
import type { BoardTotals } from "@servicedesk/protocol";
import type { MessageKey } from "@servicedesk/ui";
import type { ReactNode } from "react";
import { useLanguage } from "../shell/language.tsx";
import { numberFormat } from "../time/format.ts";
import { Since } from "./Since.tsx";
import classes from "./Totals.module.css";

interface TotalsProps {
  readonly totals: BoardTotals;
  readonly now: () => number;
}

export function Totals({ totals, now }: TotalsProps) {
  const { t, locale } = useLanguage();
  const number = numberFormat(locale, {});
  const mean = numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <dl className={classes.tiles}>
      <Tile name="waiting" mark={totals.waiting > 0}>
        {number.format(totals.waiting)}
      </Tile>
      <Tile name="longest">
        {totals.longestWaitSince ? <Since at={totals.longestWaitSince} now={now} /> : <Nobody />}
      </Tile>
      <Tile name="active">{number.format(totals.active)}</Tile>
      <Tile name="inBot">{number.format(totals.inBot)}</Tile>
      <Tile name="free">{number.format(totals.freeSlots)}</Tile>
      <Tile name="rating">
        {totals.ratingMean === undefined ? (
          <NoData />
        ) : (
          <>
            {mean.format(totals.ratingMean)}
            <small className={classes.count}>
              {t("desk.live.ratings", { count: totals.ratingCount })}
            </small>
          </>
        )}
      </Tile>
      <Tile name="agents" wide>
        <span className={classes.states}>
          <State word={t("desk.presence.online")} count={totals.online} />
          <State word={t("desk.presence.busy")} count={totals.busy} />
          <State word={t("desk.presence.away")} count={totals.away} />
          <State word={t("desk.live.lost")} count={totals.lost} alarm={totals.lost > 0} />
        </span>
      </Tile>
    </dl>
  );
}

type TileName = "waiting" | "longest" | "active" | "inBot" | "free" | "rating" | "agents";

interface TileProps {
  readonly name: TileName;
  readonly mark?: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One figure with its name; the name tells on hover, focus or touch how it is counted. */
function Tile({ name, mark = false, wide = false, children }: TileProps) {
  return (
    <div className={classes.tile} data-mark={mark} data-wide={wide}>
      <dt>
        <Definition label={`desk.live.${name}`} text={`desk.live.${name}Help`} />
      </dt>
      <dd className={classes.figure}>{children}</dd>
    </div>
  );
}

export function Definition({ label, text }: { label: MessageKey; text: MessageKey }) {
  const { t } = useLanguage();
  return (
    <Tooltip label={t(text)} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={classes.name} aria-description={t(text)}>
        {t(label)}
      </button>
    </Tooltip>
  );
}

/** Nobody waits: neither zero seconds nor missing data. */
export function Nobody() {
  const { t } = useLanguage();
  return (
    <span className={classes.nobody}>
      <span aria-hidden="true">–</span>
      <span className="desk-hidden">{t("desk.live.nobody")}</span>
    </span>
  );
}

/** Nothing to measure is another thing than zero. */
export function NoData() {
  const { t } = useLanguage();
  return <span className={classes.noData}>{t("desk.live.noData")}</span>;
}

function State({ word, count, alarm = false }: { word: string; count: number; alarm?: boolean }) {
  const { locale } = useLanguage();
  return (
    <span className={classes.state} data-alarm={alarm}>
      {numberFormat(locale, {}).format(count)} <small className={classes.small}>{word}</small>
    </span>
  );
}
