import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import type { BoardAgent, Presence } from "@servicedesk/protocol";
import { useState } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { Dialog } from "../dialogs/Dialog.tsx";
import { MoreIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";

/** What a supervisor may make of an agent; an agent who is offline is only brought back by the agent. */
const choices = ["online", "busy", "away", "offlineWhenDone"] as const satisfies Presence[];

/** A supervisor chooses what an agent is. To be offline at once asks first: the chats go back to their queues. */
export function AgentMenu({ agent }: { agent: BoardAgent }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  if (agent.presence === "offline") return null;
  const set = (presence: Presence, now = false) =>
    desk.told(desk.supervision.setPresence(agent.agentId, presence, undefined, now));
  const values = { name: agent.name };
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t("desk.live.setState", values)}
          >
            <MoreIcon size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t("desk.live.setState", values)}</Menu.Label>
          {choices
            .filter((presence) => presence !== agent.presence)
            .map((presence) => (
              <Menu.Item key={presence} onClick={() => void set(presence)}>
                {t(`desk.presence.${presence}`)}
              </Menu.Item>
            ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setAsking(true)}>{t("desk.live.offlineNow")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog
        opened={asking}
        onClose={() => setAsking(false)}
        size="sm"
        title={t("desk.live.offlineNowAsk", values)}
      >
        <p>{t("desk.live.offlineNowHelp")}</p>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t("desk.cancel")}
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              setAsking(false);
              void set("offline", true);
            }}
          >
            {t("desk.live.offlineNowDo")}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
