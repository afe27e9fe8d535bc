import { Button } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../dialogs/Dialog.tsx";
import { goTo } from "../../shell/path.ts";
import { remove, type Usages, usagesOf } from "../desk/removal.ts";
import { useDraft } from "../desk/useDraft.tsx";
import { AdminLink } from "../nav/AdminLink.tsx";
import { pathOfPlace } from "../nav/faultPlaces.ts";
import { useWords } from "../words.ts";
import ask from "./AskDialog.module.css";
import { usePlaceName } from "./placeNames.ts";

interface RemoveButtonProps {
  readonly path: string;
  readonly name: string;
  /** Where the page goes when the item is gone. */
  readonly after?: string;
}

/** Removes an item that nothing needs, to be taken back for a while; what it is used by is named first. */
export function RemoveButton({ path, name, after }: RemoveButtonProps) {
  const t = useWords();
  const store = useDraft();
  const [usages, setUsages] = useState<Usages>();
  const take = (goingAlong: readonly string[]) => {
    setUsages(undefined);
    // Where the page is narrow the list, which the focus moves to, is not there beside the item.
    if (after !== undefined) goTo(after);
    store.remove(name, remove(store.get().desk, [...goingAlong, path]), path);
  };
  const asked = () => {
    const found = usagesOf(store.get().desk, path);
    if (found.blocking.length + found.goingAlong.length === 0) take([]);
    else setUsages(found);
  };
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t("remove.removeName", { name })}
        onClick={asked}
      >
        {t("remove.remove")}
      </Button>
      <Dialog
        opened={usages !== undefined}
        onClose={() => setUsages(undefined)}
        title={t("remove.usedBy", { name })}
      >
        {usages && (
          <div className={ask.form}>
            <Uses label={t("remove.blocking")} paths={usages.blocking} />
            <Uses label={t("remove.goingAlong")} paths={usages.goingAlong} />
            <div className={ask.buttons}>
              <Button variant="default" data-autofocus onClick={() => setUsages(undefined)}>
                {t("ask.cancel")}
              </Button>
              <Button
                color="red.9"
                disabled={usages.blocking.length > 0}
                onClick={() => take(usages.goingAlong)}
              >
                {t("remove.remove")}
              </Button>
            </div>
          </div>
        )}
      </Dialog>
    </>
  );
}

/** So many are named; of more only the count is told. */
const mostNamed = 12;

function Uses({ label, paths }: { label: string; paths: readonly string[] }) {
  const t = useWords();
  const store = useDraft();
  const nameOf = usePlaceName();
  if (paths.length === 0) return null;
  return (
    <div>
      <p className={ask.text}>{label}</p>
      <ul>
        {paths.slice(0, mostNamed).map((path) => (
          <li key={path} onClick={() => store.seek(path)}>
            <AdminLink to={pathOfPlace(path)}>{nameOf(path)}</AdminLink>
          </li>
        ))}
        {paths.length > mostNamed && (
          <li>{t("remove.more", { count: paths.length - mostNamed })}</li>
        )}
      </ul>
    </div>
  );
}
