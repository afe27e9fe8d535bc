import { Button } from "@mantine/core";
import type { SavedReply } from "@servicedesk/protocol";
import { useCallback, useEffect, useState } from "react";
import { useDeskState } from "../desk/useDesk.tsx";
import { ListFailed, ListSkeleton } from "../inbox/ListStates.tsx";
import { useLanguage } from "../shell/language.tsx";
import { languageName } from "../time/format.ts";
import classes from "./Replies.module.css";
import { knownVariables } from "./fill.ts";
import { forgetReplies, repliesApi } from "./repliesApi.ts";
import { ReplyForm } from "./ReplyForm.tsx";
import { useWords } from "./words.ts";

/** The saved replies that this person may use, with those that may be changed. */
export default function Replies() {
  const t = useWords();
  const roles = useDeskState((s) => s.user.roles);
  const mayShare = roles.includes("supervisor") || roles.includes("administrator");
  const [replies, setReplies] = useState<readonly SavedReply[]>();
  const [code, setCode] = useState<string>();
  const [edited, setEdited] = useState<SavedReply | "new">();
  const read = useCallback(async () => {
    forgetReplies();
    const reply = await repliesApi.list();
    setCode(reply.ok ? undefined : reply.code);
    if (reply.ok) setReplies(reply.value.replies);
  }, []);
  useEffect(() => void read(), [read]);
  const done = () => {
    setEdited(undefined);
    void read();
  };
  return (
    <main className={classes.page} data-region tabIndex={-1}>
      <div className={classes.head}>
        <h1 className={classes.title}>{t("title")}</h1>
        <Button size="compact-md" onClick={() => setEdited("new")}>
          {t("add")}
        </Button>
      </div>
      <p className={classes.text}>{t("text", { variables: knownVariables.join(", ") })}</p>
      {code !== undefined && <ListFailed code={code} retry={() => void read()} />}
      {code === undefined && !replies && <ListSkeleton />}
      {edited !== undefined && (
        <ReplyForm
          key={edited === "new" ? 0 : edited.id}
          reply={edited === "new" ? undefined : edited}
          mayShare={mayShare}
          done={done}
          cancel={() => setEdited(undefined)}
        />
      )}
      {replies &&
        (["own", "shared"] as const).map((kind) => (
          <section key={kind} aria-label={t(kind)}>
            <h2 className={classes.kind}>{t(kind)}</h2>
            <ReplyTable
              replies={replies.filter((one) => one.shared === (kind === "shared"))}
              edit={kind === "own" || mayShare ? setEdited : undefined}
            />
          </section>
        ))}
    </main>
  );
}

interface ReplyTableProps {
  readonly replies: readonly SavedReply[];
  /** Absent where nothing may be changed. */
  readonly edit: ((reply: SavedReply) => void) | undefined;
}

function ReplyTable({ replies, edit }: ReplyTableProps) {
  const t = useWords();
  const { locale } = useLanguage();
  if (replies.length === 0) return <p className={classes.text}>{t("none")}</p>;
  return (
    <ul className={classes.list}>
      {replies.map((reply) => (
        <li key={reply.id} className={classes.row}>
          <b>/{reply.shortcut}</b>
          <span className={classes.words} dir="auto">
            {reply.text}
          </span>
          <span className={classes.language}>
            {reply.locale === undefined ? t("all") : languageName(reply.locale, locale)}
          </span>
          {edit && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${t("edit")} /${reply.shortcut}`}
              onClick={() => edit(reply)}
            >
              {t("edit")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
