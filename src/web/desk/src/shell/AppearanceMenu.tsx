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
        <Menu.Item
          key={one}
          role="menuitemradio"
          aria-checked={one === locale}
          onClick={() => choose(one)}
          lang={one}
        >
          {one === locale ? "● " : "○ "}
          {languageNames[one]}
        </Menu.Item>
      ))}
      <Menu.Label>{t("desk.appearance.theme")}</Menu.Label>
      {schemes.map((one) => (
        <Menu.Item
          key={one}
          role="menuitemradio"
          aria-checked={one === colorScheme}
          onClick={() => setColorScheme(one)}
          closeMenuOnClick={false}
        >
          {one === colorScheme ? "● " : "○ "}
          {t(`desk.appearance.${one}`)}
        </Menu.Item>
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
