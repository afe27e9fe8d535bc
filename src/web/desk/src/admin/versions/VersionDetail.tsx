import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { ListFailed, ListSkeleton } from "../../inbox/ListStates.tsx";
import { goTo } from "../../shell/path.ts";
import { deskApi } from "../desk/deskApi.ts";
import type { Desk } from "../desk/model.ts";
import { useDraft, useDraftState } from "../desk/useDraft.tsx";
import { pathOf } from "../nav/pages.ts";
import { AskDialog } from "../parts/AskDialog.tsx";
import { focusPage } from "../parts/focusPage.ts";
import { Section } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import { ChangeList } from "./ChangeList.tsx";
import { useVersion } from "./useVersion.ts";

interface VersionDetailProps {
  readonly version: number;
  /** The one published before it. */
  readonly previous: number | undefined;
}

type Against = "previous" | "published" | "draft";

/** One version beside the one before it, the published one or the draft; and the way back to it. */
export function VersionDetail({ version, previous }: VersionDetailProps) {
  const t = useWords();
  const store = useDraft();
  const published = useDraftState((s) => s.published);
  const draft = useDraftState((s) => s.desk);
  const [chosen, setChosen] = useState<Against>();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState("");
  const own = useVersion(version);
  const before = useVersion(previous);
  const isPublished = version === published.version;
  const against = chosen ?? (previous === undefined ? "draft" : "previous");
  if (own.code !== undefined) return <ListFailed code={own.code} retry={own.retry} />;
  if (!own.desk) return <ListSkeleton />;
  const pair = pairOf(against);
  return (
    <Section
      title={t("overview.version", { version })}
      actions={
        <>
          <NativeSelect
            size="xs"
            aria-label={t("versions.against")}
            value={against}
            onChange={(event) => setChosen(event.currentTarget.value as Against)}
            data={[
              ...(previous === undefined
                ? []
                : [
                    {
                      value: "previous",
                      label: t("versions.againstPrevious", { version: previous }),
                    },
                  ]),
              ...(isPublished
                ? []
                : [
                    {
                      value: "published",
                      label: t("versions.againstPublished", { version: published.version }),
                    },
                  ]),
              { value: "draft", label: t("versions.againstDraft") },
            ]}
          />
          <Button
            component="a"
            size="compact-sm"
            variant="default"
            href={deskApi.exportAddress(version)}
            download
          >
            {t("versions.export")}
          </Button>
          {!isPublished && (
            <Button size="compact-sm" onClick={() => setAsking(true)}>
              {t("versions.rollBack")}
            </Button>
          )}
        </>
      }
    >
      {pair ? <ChangeList before={pair[0]} after={pair[1]} /> : <ListSkeleton />}
      <AskDialog
        opened={asking}
        title={t("versions.rollBackTitle", { version })}
        text={t("versions.rollBackText", { version })}
        confirm={t("versions.rollBack")}
        leadsOn
        onClose={() => setAsking(false)}
        onConfirm={() =>
          void store.rollBack(version, note.trim()).then((done) => {
            if (done) goTo(pathOf("versions", store.get().published.version));
            focusPage();
          })
        }
      >
        <TextInput
          label={t("publish.note")}
          value={note}
          maxLength={500}
          data-autofocus
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </AskDialog>
    </Section>
  );

  function pairOf(side: Against): readonly [Desk, Desk] | undefined {
    if (!own.desk) return undefined;
    if (side === "draft") return [own.desk, draft];
    if (side === "published") return [own.desk, published.desk];
    return before.desk ? [before.desk, own.desk] : undefined;
  }
}
