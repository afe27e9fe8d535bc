import { ActionIcon, Menu } from "@mantine/core";
import type { TimelineEntry } from "@servicedesk/protocol";
import { EMOJI, type MessageAction } from "@servicedesk/ui";
import { Keys } from "../keyboard/Keys.tsx";
import { MoreIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import classes from "./MessageMenu.module.css";

/** Keys that act on the message that has the focus. */
export const messageKeys: Readonly<Partial<Record<MessageAction, string>>> = {
  quote: "Q",
  edit: "E",
  recall: "Delete",
  pin: "P",
  copy: "Y",
};

interface MessageMenuProps {
  readonly entry: TimelineEntry;
  readonly me: string;
  readonly actions: readonly MessageAction[];
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly act: (action: MessageAction) => void;
  readonly react: (emoji: string, off: boolean) => void;
}

/** What can be done with one message, by mouse; by keyboard it opens with Enter on the message. */
export function MessageMenu(props: MessageMenuProps) {
  const { entry, me, actions, opened, onChange, act, react } = props;
  const { t } = useLanguage();
  const mine = (emoji: string) =>
    entry.reactions.some((one) => one.emoji === emoji && one.by.includes(me));
  const word = (action: MessageAction) =>
    t(
      action === "pin" && entry.pinned
        ? "message.act_unpin"
        : (`message.act_${action}` as "message.act_pin"),
    );
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" withinPortal>
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
      <Menu.Dropdown>
        {actions.includes("react") && (
          <div className={classes.emoji} role="none">
            {EMOJI.map((emoji) => (
              <Menu.Item
                key={emoji}
                className={classes.one}
                data-mine={mine(emoji)}
                aria-label={t("message.emoji", { context: emoji })}
                onClick={() => react(emoji, mine(emoji))}
              >
                {emoji}
              </Menu.Item>
            ))}
          </div>
        )}
        {actions
          .filter((action) => action !== "react")
          .map((action) => (
            <Menu.Item
              key={action}
              onClick={() => act(action)}
              rightSection={<Keys name={messageKeys[action] ?? ""} />}
            >
              {word(action)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
