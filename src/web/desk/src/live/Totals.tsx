import { Tooltip } from "@mantine/core";
import type { BoardTotals } from "@servicedesk/protocol";
import type { MessageKey } from "@servicedesk/ui";
import type { ReactNode } from "react";
import { useLanguage } from "../shell/language.tsx";
import { numberFormat } from "../time/format.ts";
import type { BoardFilter } from "./boardFilter.ts";
import { Since } from "./Since.tsx";
import classes from "./Totals.module.css";

interface TotalsProps {
  readonly totals: BoardTotals;
  readonly now: () => number;
  readonly filter: BoardFilter | undefined;
  readonly choose: (filter: BoardFilter) => void;
}

export function Totals({ totals, now, filter, choose }: TotalsProps) {
  const { t, locale } = useLanguage();
  const number = numberFormat(locale, {});
  const mean = numberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = numberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const share = (value: number) => percent.format(value / 100);
  const picking = { filter, choose };
  const window = t("desk.live.window", { minutes: String(totals.windowMinutes) });
  return (
    <dl className={classes.tiles}>
      <Tile name="waiting" mark={totals.waiting > totals.waitingTarget}>
        <Pick name="waiting" {...picking}>
          {number.format(totals.waiting)}
        </Pick>
        <Beside>{t("desk.live.target", { target: number.format(totals.waitingTarget) })}</Beside>
      </Tile>
      <Tile name="longest">
        {totals.longestWaitSince ? <Since at={totals.longestWaitSince} now={now} /> : <Nobody />}
      </Tile>
      <Tile name="serviceLevel" mark={isBelow(totals.serviceLevel, totals.serviceLevelTarget)}>
        {totals.serviceLevel === undefined ? (
          <NoData />
        ) : (
          <Pick name="serviceLevel" {...picking}>
            {share(totals.serviceLevel)}
          </Pick>
        )}
        <Beside>
          {totals.serviceLevelTarget !== undefined &&
            t("desk.live.target", { target: share(totals.serviceLevelTarget) })}{" "}
          · {window}
        </Beside>
      </Tile>
      <Tile name="abandonment" mark={isBelow(totals.abandonmentTarget, totals.abandonment)}>
        {totals.abandonment === undefined ? (
          <NoData />
        ) : (
          <Pick name="abandonment" {...picking}>
            {share(totals.abandonment)}
          </Pick>
        )}
        <Beside>
          {totals.abandonmentTarget !== undefined &&
            t("desk.live.target", { target: share(totals.abandonmentTarget) })}{" "}
          · {window}
        </Beside>
      </Tile>
      <Tile name="active">
        <Pick name="active" {...picking}>
          {number.format(totals.active)}
        </Pick>
      </Tile>
      <Tile name="inBot">{number.format(totals.inBot)}</Tile>
      <Tile name="free">
        <Pick name="free" {...picking}>
          {number.format(totals.freeSlots)}
        </Pick>
      </Tile>
      <Tile name="rating">
        {totals.ratingMean === undefined ? <NoData /> : mean.format(totals.ratingMean)}
        {totals.ratingMean !== undefined && (
          <Beside>{t("desk.live.ratings", { count: totals.ratingCount })}</Beside>
        )}
      </Tile>
      <Tile name="agents" wide>
        <span className={classes.states}>
          <State
            name="online"
            word={t("desk.presence.online")}
            count={totals.online}
            {...picking}
          />
          <State name="busy" word={t("desk.presence.busy")} count={totals.busy} {...picking} />
          <State name="away" word={t("desk.presence.away")} count={totals.away} {...picking} />
          <State
            name="lost"
            word={t("desk.live.lost")}
            count={totals.lost}
            alarm={totals.lost > 0}
            {...picking}
          />
        </span>
      </Tile>
    </dl>
  );
}

/** Without data nothing is below anything. */
function isBelow(value: number | undefined, limit: number | undefined): boolean {
  return value !== undefined && limit !== undefined && value < limit;
}

type TileName =
  | "waiting"
  | "longest"
  | "serviceLevel"
  | "abandonment"
  | "active"
  | "inBot"
  | "free"
  | "rating"
  | "agents";

interface TileProps {
  readonly name: TileName;
  readonly mark?: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One figure with its name; the name tells on hover, focus or touch how it is counted. */
function Tile({ name, mark = false, wide = false, children }: TileProps) {
  const { t } = useLanguage();
  return (
    <div className={classes.tile} data-mark={mark} data-wide={wide}>
      <dt>
        <Definition label={`desk.live.${name}`} text={`desk.live.${name}Help`} />
      </dt>
      <dd className={classes.figure}>
        {children}
        {mark && <span className="desk-hidden"> {t("desk.live.missed")}</span>}
      </dd>
    </div>
  );
}

function Beside({ children }: { children: ReactNode }) {
  return <small className={classes.count}>{children}</small>;
}

interface PickProps {
  readonly name: BoardFilter;
  readonly filter: BoardFilter | undefined;
  readonly choose: (filter: BoardFilter) => void;
  readonly children: ReactNode;
}

/** A figure that leaves in the tables what it counts; once more and all is there again. */
function Pick({ name, filter, choose, children }: PickProps) {
  const { t } = useLanguage();
  return (
    <button
      type="button"
      className={classes.pick}
      aria-pressed={filter === name}
      aria-description={t(`desk.live.filter.${name}`)}
      onClick={() => choose(name)}
    >
      {children}
    </button>
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
export function NoData({ small = false }: { small?: boolean }) {
  const { t } = useLanguage();
  return <span className={small ? classes.small : classes.noData}>{t("desk.live.noData")}</span>;
}

interface StateProps extends Omit<PickProps, "children"> {
  readonly word: string;
  readonly count: number;
  readonly alarm?: boolean;
}

function State({ word, count, alarm = false, ...pick }: StateProps) {
  const { locale } = useLanguage();
  return (
    <span className={classes.state} data-alarm={alarm}>
      <Pick {...pick}>
        {numberFormat(locale, {}).format(count)} <small className={classes.small}>{word}</small>
      </Pick>
    </span>
  );
}
