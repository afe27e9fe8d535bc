import { ActionIcon, Menu } from "@mantine/core";
import type { TimelineEntry } from "@servicedesk/protocol";
import { EMOJI, type MessageAction } from "@servicedesk/ui";
import type { KeyboardEvent } from "react";
import { Keys } from "../keyboard/Keys.tsx";
import { MoreIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { actionOf, type ChosenAction, keyedActions, messageKeys } from "./messageKeys.ts";
import classes from "./MessageMenu.module.css";

interface MessageMenuProps {
  readonly entry: TimelineEntry;
  readonly me: string;
  readonly actions: readonly MessageAction[];
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly act: (action: ChosenAction) => void;
  readonly react: (emoji: string, off: boolean) => void;
}

/** What can be done with one message: a row of emoji and the actions with their keys. Enter on the message opens it too. */
export function MessageMenu(props: MessageMenuProps) {
  const { entry, me, actions, opened, onChange, act, react } = props;
  const { t } = useLanguage();
  const mine = (emoji: string) =>
    entry.reactions.some((one) => one.emoji === emoji && one.by.includes(me));
  return (
    <Menu
      opened={opened}
      onChange={onChange}
      position="bottom-end"
      alignItemsLabels="none"
      // Within the list it would be cut off at its edges.
      withinPortal
      portalProps={{ target: "main" }}
    >
      <Menu.Target>
        <ActionIcon
          className={classes.more}
          variant="subtle"
          size={28}
          tabIndex={-1}
          aria-label={t("message.actions")}
        >
          <MoreIcon size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown
        onKeyDownCapture={(event) => {
          const action = actionOf(event);
          if (!action || !actions.includes(action)) return;
          event.preventDefault();
          event.stopPropagation();
          onChange(false);
          act(action);
        }}
      >
        {actions.includes("react") && (
          <div className={classes.emoji} role="none" onKeyDown={walk}>
            {EMOJI.map((emoji) => (
              <Menu.CheckboxItem
                key={emoji}
                classNames={{ item: classes.one, itemIndicator: classes.sign }}
                closeMenuOnClick
                checked={mine(emoji)}
                aria-label={t("message.emoji", { context: emoji })}
                title={t("message.emoji", { context: emoji })}
                onChange={() => react(emoji, mine(emoji))}
              >
                {emoji}
              </Menu.CheckboxItem>
            ))}
          </div>
        )}
        {keyedActions
          .filter((action) => actions.includes(action))
          .map((action) => (
            <Menu.Item
              key={action}
              onClick={() => act(action)}
              rightSection={<Keys name={messageKeys[action]} />}
            >
              {t(action === "pin" && entry.pinned ? "message.act_unpin" : `message.act_${action}`)}
            </Menu.Item>
          ))}
        {actions.includes("erase") && (
          <Menu.Item color="red.9" onClick={() => act("erase")}>
            {t("message.act_erase")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Arrow keys along the emoji; up and down are the menu's. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role^=menuitem]")];
  const at = items.findIndex((item) => item === document.activeElement);
  items.at((at + step) % items.length)?.focus();
  event.preventDefault();
}
