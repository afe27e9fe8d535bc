import { Button, NativeSelect, TextInput } from "@mantine/core";
import type { AuditEntry } from "@servicedesk/protocol";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ListFailed, ListSkeleton } from "../../inbox/ListStates.tsx";
import { useLanguage } from "../../shell/language.tsx";
import { dateText } from "../../time/format.ts";
import { useDraftState } from "../desk/useDraft.tsx";
import { Empty, Page } from "../parts/Page.tsx";
import { type AdminKey, type AdminTranslate, useWords } from "../words.ts";
import classes from "./AuditPage.module.css";
import { detailWords, type Names, objectWords } from "./auditWords.ts";
import { auditApi, auditGroups, dayOf } from "./auditApi.ts";

/** What members of staff did by the power of their role, the newest first. */
export default function AuditPage() {
  const t = useWords();
  const { locale } = useLanguage();
  const names = useNames();
  const [group, setGroup] = useState("");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [entries, setEntries] = useState<readonly AuditEntry[]>();
  const [more, setMore] = useState(false);
  const [code, setCode] = useState<string>();
  const asked = useRef(0);
  const read = useCallback(
    async (before?: number) => {
      const mine = ++asked.current;
      const reply = await auditApi.page({
        what: group,
        from: dayOf(from, 0),
        to: dayOf(to, 1),
        before,
      });
      // An answer to what is no longer asked is nobody's.
      if (mine !== asked.current) return;
      setCode(reply.ok ? undefined : reply.code);
      if (!reply.ok) return;
      setMore(reply.value.more);
      setEntries((known) =>
        before === undefined ? reply.value.entries : [...(known ?? []), ...reply.value.entries],
      );
    },
    [group, from, to],
  );
  useEffect(() => void read(), [read]);
  return (
    <Page title={t("nav.audit")} text={t("audit.text")}>
      <div className={classes.tools}>
        <NativeSelect
          size="xs"
          label={t("audit.what")}
          value={group}
          onChange={(event) => setGroup(event.currentTarget.value)}
          data={[
            { value: "", label: t("audit.all") },
            ...auditGroups.map((one) => ({ value: `${one}.`, label: t(`audit.group.${one}`) })),
          ]}
        />
        <TextInput
          size="xs"
          type="date"
          label={t("audit.from")}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          type="date"
          label={t("audit.to")}
          value={to}
          error={from !== "" && to !== "" && to < from ? t("audit.backwards") : undefined}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      {code !== undefined && <ListFailed code={code} retry={() => void read()} />}
      {code === undefined && !entries && <ListSkeleton />}
      {code === undefined && entries?.length === 0 && <Empty text={t("audit.empty")} />}
      {code === undefined && entries && entries.length > 0 && (
        <div className={classes.scroll} tabIndex={0} role="group" aria-label={t("nav.audit")}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("audit.at")}</th>
                <th scope="col">{t("audit.who")}</th>
                <th scope="col">{t("audit.what")}</th>
                <th scope="col">{t("audit.onWhat")}</th>
                <th scope="col">{t("audit.details")}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td className={classes.at}>
                    {dateText(entry.at, locale, { dateStyle: "medium", timeStyle: "medium" })}
                  </td>
                  <td>
                    <bdi>{entry.whoName ?? entry.who}</bdi>
                  </td>
                  <td>{deedWords(entry.what, t)}</td>
                  <td>{objectWords(entry, t, locale, names)}</td>
                  <td className={classes.details}>{detailWords(entry, t, locale, names)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more && (
        <Button
          size="compact-sm"
          variant="default"
          className={classes.more}
          onClick={() => void read(entries?.at(-1)?.id)}
        >
          {t("versions.more")}
        </Button>
      )}
    </Page>
  );
}

function useNames(): Names {
  const agents = useDraftState((s) => s.desk.agents);
  const queues = useDraftState((s) => s.desk.queues);
  return useMemo(
    () => ({
      agents: new Map(agents.map((one) => [String(one.id), one.name])),
      queues: new Map(queues.map((one) => [one.id, one.name])),
    }),
    [agents, queues],
  );
}

/** A deed in words; one that has none is shown as it is stored. */
function deedWords(what: string, t: AdminTranslate): string {
  const key = `audit.deed.${what}` as AdminKey;
  const words = t(key);
  return words === key ? what : words;
}
