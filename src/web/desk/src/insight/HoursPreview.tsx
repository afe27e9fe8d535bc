import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { HoursAhead, HoursAt, HoursChange } from "@servicedesk/protocol";
import { useEffect, useState } from "react";
import { ListFailed, ListSkeleton } from "../inbox/ListStates.tsx";
import { useLanguage } from "../shell/language.tsx";
import { dateText } from "../time/format.ts";
import classes from "./Insight.module.css";
import { insightApi, type OneDesk } from "./insightApi.ts";
import { useWords, wordOf } from "./words.ts";
import { instantIn, localIn } from "./zoneTime.ts";

interface HoursPreviewProps {
  /** The schedule's id. */
  readonly schedule: string;
  /** Shown first; the reader may change it. */
  readonly desk?: OneDesk;
  /** Another value asks anew, for example the draft's revision and the version in force. */
  readonly revision?: string;
}

/** "What happens at…", the next five changes, and every change of the next 13 months. */
export function HoursPreview({
  schedule,
  desk: first = "draft",
  revision = "",
}: HoursPreviewProps) {
  const t = useWords();
  const [desk, setDesk] = useState<OneDesk>(first);
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState({ local: "", again: 0 });
  const [at, setAt] = useState<HoursAt | { readonly code: string }>();
  const zone = at !== undefined && "zone" in at ? at.zone : undefined;
  useEffect(() => {
    let current = true;
    const instant = asked.local === "" ? undefined : instantIn(zone ?? "Etc/UTC", asked.local);
    void insightApi.hoursAt(schedule, desk, instant).then((reply) => {
      if (current) setAt(reply.ok ? reply.value : { code: reply.code });
    });
    return () => {
      current = false;
    };
    // The zone is that of the answer before: the same schedule keeps it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [schedule, desk, asked, revision]);
  if (!at) return <ListSkeleton />;
  if ("code" in at) {
    return (
      <ListFailed code={at.code} retry={() => setAsked({ ...asked, again: asked.again + 1 })} />
    );
  }
  const look = () => setAsked({ local: typed, again: asked.again + 1 });
  return (
    <div className={classes.stack}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <TextInput
          type="datetime-local"
          size="xs"
          label={t("hours.at")}
          description={t("hours.atHelp", { zone: at.zone })}
          value={typed === "" ? localIn(at.zone, Date.parse(at.at)) : typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          label={t("hours.asks")}
          value={desk}
          onChange={(event) => setDesk(event.currentTarget.value as OneDesk)}
          data={[
            { value: "draft", label: t("hours.asDraft") },
            { value: "published", label: t("hours.asPublished") },
          ]}
        />
        <Button type="submit" size="compact-sm" variant="default" mt={22}>
          {t("hours.look")}
        </Button>
      </form>
      <Moment at={at} />
      <h3 className={classes.heading}>{t("hours.next")}</h3>
      {at.next.length === 0 ? (
        <p className={classes.dim}>{t("hours.noChange")}</p>
      ) : (
        <Changes changes={at.next} zone={at.zone} />
      )}
      <Ahead key={`${schedule} ${desk} ${revision}`} schedule={schedule} desk={desk} />
    </div>
  );
}

function Moment({ at }: { at: HoursAt }) {
  const t = useWords();
  const { locale } = useLanguage();
  const time = dateText(at.at, locale, {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: at.zone,
  });
  const interval =
    at.date !== undefined && at.startMinute !== undefined && at.endMinute !== undefined
      ? t("hours.interval", {
          date: dateText(`${at.date}T12:00:00Z`, locale, { dateStyle: "medium", timeZone: "UTC" }),
          from: minuteText(at.startMinute),
          to: minuteText(at.endMinute),
        })
      : undefined;
  return (
    <div role="status">
      <p className={classes.reason}>{t(at.open ? "hours.openAt" : "hours.closedAt", { time })}</p>
      <ul className={classes.facts}>
        <li>{t("hours.decided", { layer: layerText(at.layer, at.name, t) })}</li>
        {interval !== undefined && <li>{interval}</li>}
      </ul>
    </div>
  );
}

function Ahead({ schedule, desk }: { schedule: string; desk: OneDesk }) {
  const t = useWords();
  const { locale } = useLanguage();
  const [opened, setOpened] = useState(false);
  const [ahead, setAhead] = useState<HoursAhead | { readonly code: string }>();
  useEffect(() => {
    if (!opened) return;
    let current = true;
    void insightApi.hoursAhead(schedule, desk).then((reply) => {
      if (current) setAhead(reply.ok ? reply.value : { code: reply.code });
    });
    return () => {
      current = false;
    };
  }, [opened, schedule, desk]);
  return (
    <details className={classes.details} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t("hours.all")}</summary>
      {!ahead ? (
        <ListSkeleton />
      ) : "code" in ahead ? (
        <ListFailed code={ahead.code} retry={() => setAhead(undefined)} />
      ) : (
        <>
          <p className={classes.dim}>
            {t("hours.count", {
              count: ahead.boundaries.length,
              clocks: ahead.clockChanges.length,
            })}
          </p>
          <ul className={classes.facts}>
            {ahead.clockChanges.map((one) => (
              <li key={one.at}>
                <time dateTime={one.at}>
                  {dateText(one.at, locale, {
                    dateStyle: "medium",
                    timeStyle: "short",
                    timeZone: ahead.zone,
                  })}
                </time>{" "}
                {t("hours.clock", {
                  before: offsetText(one.beforeMinutes),
                  after: offsetText(one.afterMinutes),
                })}
              </li>
            ))}
          </ul>
          <div className={classes.tall} tabIndex={0} role="group" aria-label={t("hours.all")}>
            <Changes changes={ahead.boundaries} zone={ahead.zone} />
          </div>
        </>
      )}
    </details>
  );
}

function Changes({ changes, zone }: { changes: readonly HoursChange[]; zone: string }) {
  const t = useWords();
  const { locale } = useLanguage();
  const style = { weekday: "short", year: "numeric", month: "short", day: "numeric" } as const;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t("hours.when")}</th>
          <th scope="col">{t("hours.what")}</th>
          <th scope="col">{t("hours.why")}</th>
          <th scope="col">{t("hours.offset")}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((one) => (
          <tr key={one.at}>
            <th scope="row">
              <time dateTime={one.at}>
                {dateText(one.at, locale, {
                  ...style,
                  hour: "2-digit",
                  minute: "2-digit",
                  timeZone: zone,
                })}
              </time>
            </th>
            <td>{t(one.opens ? "hours.opens" : "hours.closes")}</td>
            <td>{layerText(one.layer, one.name, t)}</td>
            <td>
              {offsetText(one.offsetMinutes)}
              {one.clocksChanged && (
                <>
                  {" "}
                  <span className={classes.tag}>{t("hours.clockChanged")}</span>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function layerText(
  layer: string,
  name: string | undefined,
  t: ReturnType<typeof useWords>,
): string {
  const word = wordOf(t, "layer", layer);
  return name === undefined || name === "" ? word : t("hours.named", { layer: word, name });
}

function minuteText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

function offsetText(minutes: number): string {
  return `UTC${minutes < 0 ? "−" : "+"}${minuteText(Math.abs(minutes))}`;
}
