import { Button } from "@mantine/core";
import type { Ban } from "@servicedesk/protocol";
import { useDesk } from "../../desk/useDesk.tsx";
import { useLanguage } from "../../shell/language.tsx";
import { go } from "../../shell/path.ts";
import { dateText } from "../../time/format.ts";
import table from "../audit/AuditPage.module.css";
import { useWords } from "../words.ts";
import classes from "./BansPage.module.css";

interface BansTableProps {
  readonly bans: readonly Ban[];
  /** The id of the one that is being lifted. */
  readonly lifting: number | undefined;
  readonly onLift: (ban: Ban) => void;
}

/** One line for each ban, with the chat that it was given for and the way to lift it. */
export function BansTable({ bans, lifting, onLift }: BansTableProps) {
  const t = useWords();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t("nav.bans")}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("bans.visitor")}</th>
            <th scope="col">{t("bans.reason")}</th>
            <th scope="col">{t("bans.by")}</th>
            <th scope="col">{t("bans.since")}</th>
            <th scope="col">{t("bans.until")}</th>
            <th scope="col">{t("bans.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {bans.map((ban) => (
            <Line key={ban.id} ban={ban} busy={lifting === ban.id} onLift={() => onLift(ban)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface LineProps {
  readonly ban: Ban;
  readonly busy: boolean;
  readonly onLift: () => void;
}

function Line({ ban, busy, onLift }: LineProps) {
  const desk = useDesk();
  const t = useWords();
  const { locale } = useLanguage();
  const name = useBannedName()(ban);
  const instant = (at: string) => dateText(at, locale, { dateStyle: "medium", timeStyle: "short" });
  return (
    <tr>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      <td className={table.details}>
        <bdi>{ban.reason}</bdi>
      </td>
      <td>
        <bdi>{ban.by}</bdi>
      </td>
      <td className={table.at}>{instant(ban.at)}</td>
      <td className={table.at}>
        {ban.until === undefined ? t("bans.untilLifted") : instant(ban.until)}
      </td>
      <td className={classes.actions}>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t("bans.openNamed", { name })}
          onClick={() => void desk.openSessionOf(ban.sessionId).then(() => go("inbox"))}
        >
          {t("bans.open")}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t("bans.liftNamed", { name })}
          loading={busy}
          onClick={onLift}
        >
          {t("bans.lift")}
        </Button>
      </td>
    </tr>
  );
}

/** So many characters of an id stand for a visitor who gave no name, as in the lists. */
const signLength = 4;

/** What a banned visitor is called. */
export function useBannedName(): (ban: Ban) => string {
  const t = useWords();
  return ({ name, visitorId }) =>
    name ?? t("bans.unnamed", { sign: visitorId.slice(0, signLength).toUpperCase() });
}
