import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import { staffApi } from "../staff/staffApi.ts";
import classes from "./Mentions.module.css";
import { completed, matching, type Mentionable, mentionBegun, mentionedIn } from "./mentions.ts";

const listId = "mentions";
const optionId = (index: number) => `mention-${index}`;

/** A list of colleagues under an @ in a text among staff: ↑ ↓ choose, Enter or Tab takes, Escape leaves. */
export function useMentions(
  on: boolean,
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  change: (text: string) => void,
) {
  const { t } = useLanguage();
  const me = useDeskState((s) => s.agentId);
  const [people, setPeople] = useState<readonly Mentionable[]>();
  const [chosen, setChosen] = useState<readonly Mentionable[]>([]);
  const [caret, setCaret] = useState(0);
  const [left, setLeft] = useState<string>();
  const [at, setAt] = useState(0);
  const [placed, setPlaced] = useState<{ readonly caret: number }>();
  const begun = on ? mentionBegun(text, caret) : undefined;
  const found = begun === undefined || begun === left ? [] : matching(people ?? [], begun);
  const active = Math.min(at, found.length - 1);

  const wanted = on && text.includes("@") && people === undefined;
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    void staffApi.directory().then((reply) => {
      if (!current) return;
      const agents = reply.ok ? reply.value.agents : [];
      setPeople(
        agents
          .filter(({ agentId }) => agentId !== me)
          .map(({ agentId, name }) => ({ person: `agent:${agentId}`, name })),
      );
    });
    return () => {
      current = false;
    };
  }, [wanted, me]);

  // With the text that it belongs to: a frame later the next letter may have been typed.
  useLayoutEffect(() => {
    if (placed) field.current?.setSelectionRange(placed.caret, placed.caret);
  }, [placed, field]);

  const take = (one: Mentionable) => {
    const next = completed(text, caret, one);
    setChosen([...chosen, one]);
    setCaret(next.caret);
    setAt(0);
    change(next.text);
    setPlaced({ caret: next.caret });
  };

  /** True when the key was the list's. */
  const pressed = (event: KeyboardEvent): boolean => {
    const one = found[active];
    if (!one || event.nativeEvent.isComposing) return false;
    if (event.key === "ArrowDown") setAt((active + 1) % found.length);
    else if (event.key === "ArrowUp") setAt((active + found.length - 1) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") take(one);
    else if (event.key === "Escape") setLeft(begun);
    else return false;
    event.preventDefault();
    return true;
  };

  const list = found.length > 0 && (
    <ul id={listId} role="listbox" aria-label={t("desk.mention.list")} className={classes.list}>
      {found.map((one, index) => (
        <li
          key={one.person}
          id={optionId(index)}
          role="option"
          aria-selected={index === active}
          className={classes.one}
          onPointerDown={(event) => {
            event.preventDefault();
            take(one);
          }}
        >
          <bdi>{one.name}</bdi>
        </li>
      ))}
    </ul>
  );
  return {
    list,
    pressed,
    /** Call with where the caret stands, whenever it may have moved. */
    moved: setCaret,
    mentioned: (words: string) => mentionedIn(words, people ?? [], chosen),
    aria:
      found.length > 0
        ? { "aria-controls": listId, "aria-activedescendant": optionId(active) }
        : {},
  };
}
