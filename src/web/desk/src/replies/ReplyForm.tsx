import { Button, NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import type { SavedReply } from "@servicedesk/protocol";
import { useState } from "react";
import { useLanguage } from "../shell/language.tsx";
import { languageName } from "../time/format.ts";
import classes from "./Replies.module.css";
import { repliesApi } from "./repliesApi.ts";
import { type RepliesKey, useWords } from "./words.ts";

/** UTF-16 units of one message. */
const longest = 4_000;
const languages = ["en", "zh-CN", "ar", "de", "es", "fr", "ja", "ko", "pt", "ru"];
const known = ["already_taken", "version_conflict", "forbidden", "invalid", "too_large"];

interface ReplyFormProps {
  /** Absent for a new one. */
  readonly reply: SavedReply | undefined;
  readonly mayShare: boolean;
  readonly done: () => void;
  readonly cancel: () => void;
}

export function ReplyForm({ reply, mayShare, done, cancel }: ReplyFormProps) {
  const t = useWords();
  const { locale: reader } = useLanguage();
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? "");
  const [text, setText] = useState(reply?.text ?? "");
  const [locale, setLocale] = useState(reply?.locale ?? "");
  const [shared, setShared] = useState(false);
  const [code, setCode] = useState<string>();
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const ready = /^[^\s/]{1,60}$/.test(shortcut) && text.trim() !== "" && text.length <= longest;
  const finish = async (asked: Promise<{ ok: true } | { ok: false; code: string }>) => {
    setBusy(true);
    const answer = await asked;
    setBusy(false);
    if (answer.ok) done();
    else setCode(answer.code);
  };
  const save = () => {
    const words = { shortcut, text, ...(locale !== "" && { locale }) };
    const asked = reply
      ? repliesApi.change(reply.id, { ...words, revision: reply.revision })
      : repliesApi.add({ ...words, shared });
    void finish(asked);
  };
  const tags = languages.includes(locale) || locale === "" ? languages : [...languages, locale];
  return (
    <form
      className={classes.form}
      aria-label={reply ? `${t("edit")} /${reply.shortcut}` : t("add")}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !busy) save();
      }}
    >
      <TextInput
        label={t("shortcut")}
        description={t("shortcutHelp")}
        leftSection="/"
        maxLength={60}
        value={shortcut}
        autoFocus
        onChange={(event) => setShortcut(event.currentTarget.value)}
      />
      <Textarea
        label={t("words")}
        autosize
        minRows={3}
        maxRows={12}
        dir="auto"
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("language")}
        value={locale}
        onChange={(event) => setLocale(event.currentTarget.value)}
        data={[
          { value: "", label: t("all") },
          ...tags.map((tag) => ({ value: tag, label: languageName(tag, reader) })),
        ]}
      />
      {!reply && mayShare && (
        <Switch
          label={t("forAll")}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      )}
      {code !== undefined && (
        <p className={classes.refused} role="alert">
          {t(`refused.${known.includes(code) ? code : "unknown"}` as RepliesKey)}
        </p>
      )}
      <div className={classes.buttons}>
        <Button size="compact-md" type="submit" disabled={!ready} loading={busy}>
          {t("save")}
        </Button>
        <Button size="compact-md" variant="default" onClick={cancel}>
          {t("cancel")}
        </Button>
        {reply && (
          <Button
            size="compact-md"
            variant={sure ? "filled" : "subtle"}
            color="red"
            className={classes.remove}
            onClick={() => (sure ? void finish(repliesApi.remove(reply.id)) : setSure(true))}
          >
            {sure ? t("removeAsk", { shortcut: reply.shortcut }) : t("remove")}
          </Button>
        )}
      </div>
    </form>
  );
}
