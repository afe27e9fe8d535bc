import { Button, FileButton } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { ListFailed, ListSkeleton } from "../../inbox/ListStates.tsx";
import { useLanguage } from "../../shell/language.tsx";
import { goTo } from "../../shell/path.ts";
import { dateText } from "../../time/format.ts";
import { noteWords } from "../audit/auditWords.ts";
import { deskApi, schemaAddress } from "../desk/deskApi.ts";
import type { VersionRow } from "../desk/model.ts";
import { useDraft, useDraftState } from "../desk/useDraft.tsx";
import { AdminLink } from "../nav/AdminLink.tsx";
import { pathOf } from "../nav/pages.ts";
import { AskDialog } from "../parts/AskDialog.tsx";
import { Page } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import { VersionDetail } from "./VersionDetail.tsx";
import classes from "./VersionsPage.module.css";

/** How many lines the server gives at a time. */
const pageSize = 50;

/** Every version that was published, the newest first; the chosen one beside another. */
export default function VersionsPage({ version }: { version: string | undefined }) {
  const t = useWords();
  const { locale } = useLanguage();
  const published = useDraftState((s) => s.published.version);
  const [rows, setRows] = useState<readonly VersionRow[]>();
  const [code, setCode] = useState<string>();
  const [more, setMore] = useState(false);
  const read = useCallback(async (before?: number) => {
    const reply = await deskApi.versions(before);
    if (!reply.ok) {
      setCode(reply.code);
      return;
    }
    setCode(undefined);
    setMore(reply.value.length >= pageSize);
    setRows((known) => (before === undefined ? reply.value : [...(known ?? []), ...reply.value]));
  }, []);
  useEffect(() => void read(), [read, published]);
  const chosen = Number(version);
  return (
    <Page title={t("nav.versions")} text={t("versions.text")} actions={<Files />}>
      {code !== undefined && <ListFailed code={code} retry={() => void read()} />}
      {code === undefined && !rows && <ListSkeleton />}
      {rows && (
        <div className={classes.both}>
          <div>
            <ol className={classes.list} aria-label={t("nav.versions")}>
              {rows.map((row) => (
                <li key={row.version}>
                  <AdminLink
                    to={pathOf("versions", row.version)}
                    current={row.version === chosen}
                    className={classes.row}
                  >
                    <span className={classes.number}>
                      {t("overview.version", { version: row.version })}
                      {row.version === published && (
                        <span className={classes.now}>{t("versions.current")}</span>
                      )}
                    </span>
                    <span className={classes.by}>
                      {dateText(row.publishedAt, locale, {
                        dateStyle: "medium",
                        timeStyle: "short",
                      })}
                      {" · "}
                      <bdi>{row.author}</bdi>
                    </span>
                    {row.rolledBackFrom !== undefined && (
                      <span>{t("versions.rolledBack", { version: row.rolledBackFrom })}</span>
                    )}
                    {row.note && <span>{noteWords(row.note, t, locale)}</span>}
                  </AdminLink>
                </li>
              ))}
            </ol>
            {more && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => void read(rows.at(-1)?.version)}
              >
                {t("versions.more")}
              </Button>
            )}
          </div>
          <div className={classes.detail}>
            {Number.isInteger(chosen) && chosen > 0 ? (
              <VersionDetail
                key={chosen}
                version={chosen}
                previous={rows.find((row) => row.version < chosen)?.version}
              />
            ) : (
              <p className={classes.hint}>{t("versions.choose")}</p>
            )}
          </div>
        </div>
      )}
    </Page>
  );
}

/** Export of what is published, import of a file into the draft. */
function Files() {
  const t = useWords();
  const store = useDraft();
  const [file, setFile] = useState<{ readonly name: string; readonly content: unknown }>();
  const [unreadable, setUnreadable] = useState(false);
  const take = async (chosen: File | null) => {
    if (!chosen) return;
    try {
      setFile({ name: chosen.name, content: JSON.parse(await chosen.text()) });
      setUnreadable(false);
    } catch {
      setUnreadable(true);
    }
  };
  return (
    <>
      <span role="alert" className={classes.bad}>
        {unreadable && t("versions.noJson")}
      </span>
      <a href={schemaAddress} target="_blank" rel="noreferrer" title={t("versions.schemaText")}>
        {t("versions.schema")}
      </a>
      <Button
        component="a"
        size="compact-sm"
        variant="default"
        href={deskApi.exportAddress()}
        download
      >
        {t("versions.export")}
      </Button>
      <FileButton accept="application/json,.json" onChange={(chosen) => void take(chosen)}>
        {(props) => (
          <Button size="compact-sm" variant="default" {...props}>
            {t("versions.import")}
          </Button>
        )}
      </FileButton>
      <AskDialog
        opened={file !== undefined}
        title={t("versions.importTitle", { name: file?.name ?? "" })}
        text={t("versions.importText")}
        confirm={t("versions.importConfirm")}
        onClose={() => setFile(undefined)}
        onConfirm={() =>
          void store.import(file?.content).then((done) => {
            if (done) goTo(pathOf("publish"));
          })
        }
      />
    </>
  );
}
