import { TextInput } from "@mantine/core";
import { type KeyboardEvent, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { Dialog } from "../dialogs/Dialog.tsx";
import { Keys } from "../keyboard/Keys.tsx";
import { ActionsContext } from "../keyboard/useKeyboard.tsx";
import { useLanguage } from "../shell/language.tsx";
import { goTo } from "../shell/path.ts";
import { type Command, commandsFor } from "./commands.ts";
import classes from "./Palette.module.css";

/** Search or command: what is typed is looked for, or narrows what can be done now. */
export function Palette() {
  const desk = useDesk();
  const { t } = useLanguage();
  const opened = useDeskState((s) => s.dialog === "palette");
  return (
    <Dialog
      opened={opened}
      onClose={() => desk.set({ dialog: "none" })}
      title={t("desk.palette.title")}
      size="lg"
    >
      <Commands />
    </Dialog>
  );
}

function Commands() {
  const desk = useDesk();
  const { t } = useLanguage();
  const context = useContext(ActionsContext);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const commands = useMemo(
    () => (context ? commandsFor(text, context, t) : []),
    [text, context, t],
  );
  const at = Math.min(chosen, commands.length - 1);
  useEffect(() => {
    const row = list.current?.children[at];
    // Test environments do not scroll.
    if (row && "scrollIntoView" in row) row.scrollIntoView({ block: "nearest" });
  }, [at]);

  const run = (command: Command | undefined) => {
    if (!command || !context) return;
    desk.set({ dialog: "none" });
    if (command.kind === "action") {
      // The dialog gives the focus back first.
      requestAnimationFrame(() => command.action.run(context));
      return;
    }
    const query = command.text === "" ? "" : `?text=${encodeURIComponent(command.text)}`;
    goTo(`/desk/search${query}`);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setChosen(Math.min(commands.length - 1, Math.max(0, at + step)));
    else if (event.key === "Enter") run(commands[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={`palette-${at}`}
        aria-label={t("desk.palette.title")}
        placeholder={t("desk.palette.placeholder")}
        maxLength={200}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={press}
      />
      <ul
        className={classes.list}
        role="listbox"
        id="palette-list"
        aria-label={t("desk.palette.title")}
        ref={list}
      >
        {commands.map((command, i) => (
          <li
            key={command.kind === "search" ? "search" : command.action.id}
            id={`palette-${i}`}
            role="option"
            aria-selected={i === at}
            className={classes.row}
            onClick={() => run(command)}
          >
            {command.kind === "action" ? (
              <>
                <span>{command.label}</span>
                {command.action.keys[0] && <Keys name={command.action.keys[0]} />}
              </>
            ) : (
              <span>
                {command.text === ""
                  ? t("desk.palette.search")
                  : t("desk.palette.searchFor", { text: command.text })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
