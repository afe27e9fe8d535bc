import { ActionIcon, TextInput } from "@mantine/core";
import type { SessionRow } from "@servicedesk/protocol";
import { useState } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { CloseIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { staffApi } from "../staff/staffApi.ts";
import classes from "./Tags.module.css";
import { tagsOf } from "./tags.ts";

/** The field's own id: the keyboard goes there. */
export const tagField = "session-tags";
const longest = 40;

/** Words under which the chat is filed and found again; visitors see none of them. */
export function Tags({ row }: { row: SessionRow }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const [typed, setTyped] = useState("");
  const [known, setKnown] = useState<readonly string[]>();
  const tags = row.tags ?? [];
  const change = (add: readonly string[], remove: readonly string[]) =>
    desk.told(desk.sessions.tag(row.sessionId, add, remove));
  const add = async () => {
    const names = tagsOf(typed);
    if (names.length > 0 && (await change(names, []))) setTyped("");
  };
  const learn = () => {
    if (known) return;
    void staffApi.tags().then((reply) => {
      if (reply.ok) setKnown(reply.value);
    });
  };
  return (
    <div>
      {tags.length > 0 && (
        <ul className={classes.tags}>
          {tags.map((name) => (
            <li key={name} className={classes.tag}>
              <bdi>{name}</bdi>
              <ActionIcon
                size={24}
                variant="transparent"
                color="gray"
                aria-label={t("desk.tags.remove", { name })}
                onClick={() => void change([], [name])}
              >
                <CloseIcon size={12} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextInput
          id={tagField}
          size="xs"
          dir="auto"
          list={`${tagField}-known`}
          autoComplete="off"
          maxLength={4 * longest}
          aria-label={t("desk.tags.add")}
          placeholder={t("desk.tags.add")}
          value={typed}
          onFocus={learn}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <datalist id={`${tagField}-known`}>
          {known
            ?.filter((name) => !tags.includes(name))
            .map((name) => (
              <option key={name} value={name} />
            ))}
        </datalist>
      </form>
    </div>
  );
}
