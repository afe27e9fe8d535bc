import { Menu } from "@mantine/core";
import { BellIcon } from "../shell/icons.tsx";
import { useLanguage } from "../shell/language.tsx";
import { notices, useHiddenPreviews, useNoticeState } from "./useNotices.ts";

/** Notifications of the system, as items of a menu: allowed from here, and whether they show what was written. */
export function NoticeItems() {
  const { t } = useLanguage();
  const state = useNoticeState();
  const hidden = useHiddenPreviews();
  if (state === "unsupported") return null;
  return (
    <>
      <Menu.Label>{t("desk.notices.state", { context: state })}</Menu.Label>
      {state === "off" && (
        <Menu.Item leftSection={<BellIcon size={16} />} onClick={() => void notices.allow()}>
          {t("desk.notices.allow")}
        </Menu.Item>
      )}
      {state === "on" && (
        <Menu.CheckboxItem checked={!hidden} onChange={(shown) => notices.hidePreviews(!shown)}>
          {t("desk.notices.previews")}
        </Menu.CheckboxItem>
      )}
      <Menu.Divider />
    </>
  );
}
