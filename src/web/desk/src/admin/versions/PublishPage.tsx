import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { goTo } from "../../shell/path.ts";
import { useDraft, useDraftState, useFaults } from "../desk/useDraft.tsx";
import { pathOf } from "../nav/pages.ts";
import { AskDialog } from "../parts/AskDialog.tsx";
import { FaultList } from "../parts/FaultList.tsx";
import { focusPage } from "../parts/focusPage.ts";
import { Page, Section } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import { ChangeList } from "./ChangeList.tsx";
import classes from "./PublishPage.module.css";
import { useVersion } from "./useVersion.ts";

const longestNote = 500;

/** What the draft changes, what is wrong with it, and the way to make it the desk's version. */
export function PublishPage() {
  const t = useWords();
  const store = useDraft();
  const published = useDraftState((s) => s.published);
  const desk = useDraftState((s) => s.desk);
  const busy = useDraftState((s) => s.busy);
  const unreadable = useDraftState((s) => s.unreadable.size > 0);
  const faults = useFaults();
  const [note, setNote] = useState("");
  const [discarding, setDiscarding] = useState(false);
  const behind = useDraftState(() => store.behind());
  const nothing = store.unpublished() === 0;
  const errors = faults.some((fault) => fault.severity === "error");
  const publish = async () => {
    if (!(await store.publish(note.trim()))) return;
    setNote("");
    goTo(pathOf("versions", store.get().published.version));
    focusPage();
  };
  return (
    <Page
      title={t("nav.publish")}
      text={t("publish.text", { version: published.version })}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          disabled={nothing || busy !== "no"}
          onClick={() => setDiscarding(true)}
        >
          {t("publish.discard")}
        </Button>
      }
    >
      {behind && <Behind />}
      {faults.length > 0 && (
        <Section title={t("overview.faults")}>
          <FaultList faults={faults} label={t("overview.faults")} />
        </Section>
      )}
      <Section title={t("publish.changes")}>
        <ChangeList before={published.desk} after={desk} />
      </Section>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void publish();
        }}
      >
        <TextInput
          size="xs"
          className={classes.note}
          label={t("publish.note")}
          description={t("publish.noteText")}
          maxLength={longestNote}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="sm"
          loading={busy === "publishing"}
          disabled={nothing || errors || behind || unreadable || busy === "saving"}
        >
          {t("publish.publish")}
        </Button>
      </form>
      {errors && <p className={classes.hint}>{t("publish.faultsFirst")}</p>}
      <AskDialog
        opened={discarding}
        title={t("publish.discardTitle")}
        text={t("publish.discardText", { version: published.version })}
        confirm={t("publish.discard")}
        danger
        leadsOn
        onClose={() => setDiscarding(false)}
        onConfirm={() => void store.discard().then(focusPage)}
      />
    </Page>
  );
}

/** Somebody published meanwhile: what that changed, and the way to take it in. */
function Behind() {
  const t = useWords();
  const store = useDraft();
  const published = useDraftState((s) => s.published);
  const basedOn = useDraftState((s) => s.saved.basedOn);
  const busy = useDraftState((s) => s.busy !== "no");
  const base = useVersion(basedOn);
  return (
    <Section
      title={t("publish.behind", { version: published.version })}
      text={t("publish.behindText", { version: basedOn })}
      actions={
        <Button size="compact-sm" loading={busy} onClick={() => void store.catchUp()}>
          {t("publish.catchUp")}
        </Button>
      }
    >
      {base.desk && <ChangeList before={base.desk} after={published.desk} />}
    </Section>
  );
}
