import { Switch } from "@mantine/core";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { keyedActions, messageKeys } from "../chat/messageKeys.ts";
import { Dialog } from "../dialogs/Dialog.tsx";
import { useLanguage } from "../shell/language.tsx";
import { type ActionGroup, deskActions } from "./actions.ts";
import { Keys } from "./Keys.tsx";
import classes from "./ShortcutsDialog.module.css";
import { plainKeys, usePlainKeys } from "./useKeyboard.tsx";

const groups: readonly ActionGroup[] = ["lists", "offers", "chat", "desk"];

/** Every action with its keys, read from the same table as the keys themselves. */
export function ShortcutsDialog() {
  const desk = useDesk();
  const { t } = useLanguage();
  const opened = useDeskState((s) => s.dialog === "shortcuts");
  const letters = usePlainKeys();
  return (
    <Dialog
      opened={opened}
      onClose={() => desk.set({ dialog: "none" })}
      title={t("desk.shortcuts.title")}
      size="lg"
    >
      <Switch
        label={t("desk.shortcuts.letters")}
        description={t("desk.shortcuts.lettersHelp")}
        checked={letters}
        onChange={(event) => plainKeys.set(event.currentTarget.checked)}
        mb="md"
      />
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={classes.title}>{t(`desk.shortcuts.${group}`)}</h3>
            <dl className={classes.list}>
              {deskActions
                .filter((action) => action.group === group)
                .map((action) => (
                  <div className={classes.row} key={action.id}>
                    <dt>{t(action.label)}</dt>
                    <dd>
                      {action.keys.map((key) => (
                        <Keys name={key} key={key} />
                      ))}
                    </dd>
                  </div>
                ))}
              {group === "chat" && (
                <>
                  <div className={classes.row}>
                    <dt>{t("desk.action.send")}</dt>
                    <dd>
                      <Keys name="Enter" />
                    </dd>
                  </div>
                  <div className={classes.row}>
                    <dt>{t("desk.action.editLast")}</dt>
                    <dd>
                      <Keys name="ArrowUp" />
                    </dd>
                  </div>
                  <div className={classes.row}>
                    <dt>{t("desk.action.newLine")}</dt>
                    <dd>
                      <Keys name="Shift+Enter" />
                    </dd>
                  </div>
                </>
              )}
            </dl>
          </section>
        ))}
        <section>
          <h3 className={classes.title}>{t("desk.shortcuts.message")}</h3>
          <dl className={classes.list}>
            <div className={classes.row}>
              <dt>{t("message.actions")}</dt>
              <dd>
                <Keys name="Enter" />
              </dd>
            </div>
            {keyedActions.map((action) => (
              <div className={classes.row} key={action}>
                <dt>{t(`message.act_${action}`)}</dt>
                <dd>
                  <Keys name={messageKeys[action]} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
