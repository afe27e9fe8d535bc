import { Button, Menu } from "@mantine/core";
import { type SessionRow, StaffRoles } from "@servicedesk/protocol";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { ChevronDownIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { isWaiting } from "../state/lists.ts";
import { BanItem } from "./BanItem.tsx";

/** What a supervisor can do to a session that somebody else serves, or that waits; to the visitor of any. */
export function SuperviseMenu({ row, own }: { row: SessionRow; own: boolean }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const supervises = useDeskState((s) =>
    s.user.roles.some((r) => r === StaffRoles.supervisor || r === StaffRoles.administrator),
  );
  const monitoring = useDeskState((s) => s.monitoring.has(row.sessionId));
  const waiting = isWaiting(row);
  const active = row.phase === "active";
  if (!supervises) return null;
  const overseen = !own && row.phase !== "ended" && row.phase !== "deferred";
  const watch = () =>
    monitoring
      ? void desk.supervision.unmonitor(row.sessionId)
      : void desk.told(desk.supervision.monitor(row.sessionId));
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" rightSection={<ChevronDownIcon size={14} />}>
          {t("desk.supervise")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {overseen && (
          <>
            <Menu.Item onClick={watch}>
              {t(monitoring ? "desk.supervise.unmonitor" : "desk.supervise.monitor")}
            </Menu.Item>
            {active && (
              <>
                <Menu.Item onClick={() => desk.set({ dialog: "barge" })}>
                  {t("desk.supervise.barge")}
                </Menu.Item>
                <Menu.Item onClick={() => desk.set({ dialog: "takeOver" })}>
                  {t("desk.supervise.takeOver")}
                </Menu.Item>
              </>
            )}
            {(active || waiting) && (
              <>
                <Menu.Divider />
                <Menu.Item onClick={() => desk.set({ dialog: "assign" })}>
                  {t("desk.supervise.assign")}
                </Menu.Item>
                <Menu.Item onClick={() => desk.set({ dialog: "requeue" })}>
                  {t("desk.supervise.requeue")}
                </Menu.Item>
              </>
            )}
            {waiting && (
              <Menu.Item
                onClick={() =>
                  void desk.told(desk.supervision.bump(row)).then((done) => {
                    if (done) desk.bumped(row);
                  })
                }
              >
                {t("desk.supervise.bump")}
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item onClick={() => desk.set({ dialog: "endForAll" })}>
              {t("desk.supervise.end")}
            </Menu.Item>
          </>
        )}
        <BanItem row={row} />
      </Menu.Dropdown>
    </Menu>
  );
}
