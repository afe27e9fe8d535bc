import { Button, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useWords } from "../words.ts";
import { AdminLink } from "./AdminLink.tsx";
import classes from "./AdminNav.module.css";
import { useDraftState } from "../desk/useDraft.tsx";
import { itemsNamed } from "./items.ts";
import { type AdminPage, pageGroups, pathOf } from "./pages.ts";

/** The pages by group, narrowed by what is typed into the field above them. */
export function AdminNav({ current }: { current: AdminPage }) {
  const t = useWords();
  const [wanted, setWanted] = useState("");
  // Where the page is narrow the list lies behind a button and leaves with the choice.
  const [opened, setOpened] = useState(false);
  useEffect(() => setOpened(false), [current]);
  const desk = useDraftState((s) => s.desk);
  const found = itemsNamed(desk, wanted);
  const groups = pageGroups
    .map((group) => ({ ...group, pages: group.pages.filter((page) => matches(page)) }))
    .filter((group) => group.pages.length > 0);
  return (
    <nav className={classes.nav} aria-label={t("nav.label")} data-region data-opened={opened}>
      <Button
        size="compact-sm"
        variant="default"
        className={classes.toggle}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        {t("nav.pages")}: {t(`nav.${current}`)}
      </Button>
      <TextInput
        className={classes.search}
        type="search"
        size="xs"
        label={t("nav.search")}
        classNames={{ label: "desk-hidden" }}
        placeholder={t("nav.search")}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {groups.map((group) => (
        <section key={group.label} className={classes.group}>
          <h2 className={classes.title}>{t(group.label)}</h2>
          <ul className={classes.list}>
            {group.pages.map((page) => (
              <li key={page}>
                <AdminLink to={pathOf(page)} current={page === current} className={classes.link}>
                  {t(`nav.${page}`)}
                </AdminLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {found.length > 0 && (
        <section className={classes.group}>
          <h2 className={classes.title}>{t("nav.items")}</h2>
          <ul className={classes.list}>
            {found.map((item) => (
              <li key={item.to}>
                <AdminLink to={item.to} className={classes.link}>
                  <bdi>{item.name}</bdi>
                  <span className={classes.kind}>{t(`nav.${item.page}`)}</span>
                </AdminLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      {groups.length + found.length === 0 && <p className={classes.none}>{t("nav.nothing")}</p>}
    </nav>
  );

  function matches(page: AdminPage): boolean {
    const text = `${t(`nav.${page}`)} ${t(`nav.words.${page}`)}`.toLocaleLowerCase();
    return wanted
      .toLocaleLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word));
  }
}
