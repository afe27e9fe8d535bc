import { Button, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { neighbourOf } from "../desk/neighbours.ts";
import { getAt } from "../desk/paths.ts";
import { useDraft, useDraftState, useFaultsWithin } from "../desk/useDraft.tsx";
import { useFaultText } from "../fields/faultText.ts";
import { Place } from "../fields/Place.tsx";
import { useWords } from "../words.ts";
import classes from "./EntryPointsPage.module.css";
import { originOf } from "./snippet.ts";

/** The sites whose pages may show the widget, as origins. */
export function SitesEditor({ path }: { path: string }) {
  const t = useWords();
  const textOf = useFaultText();
  const store = useDraft();
  const sites = useDraftState((s) => (getAt(s.desk, path) ?? none) as readonly string[]);
  const faults = useFaultsWithin(path);
  const [typed, setTyped] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string>();
  const add = () => {
    const origin = originOf(typed);
    if (origin === undefined) setWrong(t("entry.noSite"));
    else if (sites.includes(origin)) setWrong(t("entry.siteTaken"));
    else {
      store.put(path, [...sites, origin]);
      setTyped("");
      setWrong(undefined);
      // The button is greyed with an empty field and cannot keep the focus.
      field.current?.focus();
    }
  };
  const removeAt = (at: number) => {
    const beside = neighbourOf(store.get().desk, `${path}[${sites[at]}]`);
    store.put(path, sites.toSpliced(at, 1));
    store.seek(beside);
  };
  return (
    <Place path={path} className={classes.sites}>
      {sites.length === 0 ? (
        <p>{t("entry.noSites")}</p>
      ) : (
        <ul className={classes.list}>
          {sites.map((site, at) => {
            const own = faults.filter((fault) => fault.value === site);
            return (
              <li key={site}>
                <Place path={`${path}[${site}]`} className={classes.site}>
                  <span className={classes.address}>{site}</span>
                  {own.length > 0 && (
                    <span className={classes.error}>{own.map(textOf).join(" ")}</span>
                  )}
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="gray"
                    aria-label={t("remove.removeName", { name: site })}
                    onClick={() => removeAt(at)}
                  >
                    ×
                  </Button>
                </Place>
              </li>
            );
          })}
        </ul>
      )}
      <form
        className={classes.add}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextInput
          size="xs"
          className={classes.input}
          ref={field}
          aria-label={t("entry.site")}
          placeholder="https://shop.example"
          value={typed}
          error={wrong}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(undefined);
          }}
        />
        <Button size="xs" type="submit" variant="default" disabled={typed.trim() === ""}>
          {t("entry.addSite")}
        </Button>
      </form>
    </Place>
  );
}

const none: readonly string[] = [];
