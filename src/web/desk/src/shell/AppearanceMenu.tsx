import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from "@mantine/core";
import { locales } from "@servicedesk/ui";
import { GlobeIcon } from "./icons.tsx";
import { useLanguage } from "./language.tsx";

/** The language's own names, readable whatever language is shown. */
export const languageNames = { en: "English", "zh-CN": "简体中文" } as const;

const schemes = ["auto", "light", "dark"] as const;

/** Language and light or dark, as items of a menu. */
export function AppearanceItems() {
  const { locale, choose, t } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t("desk.appearance.language")}</Menu.Label>
      {locales.map((one) => (
        <Menu.RadioItem
          key={one}
          value={one}
          checked={one === locale}
          onChange={() => choose(one)}
          lang={one}
        >
          {languageNames[one]}
        </Menu.RadioItem>
      ))}
      <Menu.Label>{t("desk.appearance.theme")}</Menu.Label>
      {schemes.map((one) => (
        <Menu.RadioItem
          key={one}
          value={one}
          checked={one === colorScheme}
          onChange={() => setColorScheme(one)}
        >
          {t(`desk.appearance.${one}`)}
        </Menu.RadioItem>
      ))}
    </>
  );
}

export function AppearanceMenu() {
  const { t } = useLanguage();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t("desk.appearance.title")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t("desk.appearance.title")}
          >
            <GlobeIcon />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <AppearanceItems />
      </Menu.Dropdown>
    </Menu>
  );
}
