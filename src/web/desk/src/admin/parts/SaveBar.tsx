import { Button } from "@mantine/core";
import { useEffect, useMemo, useRef } from "react";
import { useDraft, useDraftState, useFaults } from "../desk/useDraft.tsx";
import { changesBetween } from "../desk/changes.ts";
import type { Meanwhile } from "../desk/meanwhile.ts";
import { AdminLink } from "../nav/AdminLink.tsx";
import { pathOf } from "../nav/pages.ts";
import { type AdminTranslate, useWords } from "../words.ts";
import classes from "./SaveBar.module.css";
import { usePlaceName } from "./placeNames.ts";

/** How long a deletion can be taken back. */
const undoMs = 10_000;

/** Always at the foot of the page: how the draft stands, what can be saved, taken back and published. */
export function SaveBar() {
  const t = useWords();
  const store = useDraft();
  const desk = useDraftState((s) => s.desk);
  const saved = useDraftState((s) => s.saved);
  const published = useDraftState((s) => s.published);
  const busy = useDraftState((s) => s.busy);
  const unreadable = useDraftState((s) => s.unreadable);
  const faults = useFaults();
  const unsaved = useMemo(() => changesBetween(saved.desk, desk).length, [saved, desk]);
  const unpublished = useMemo(() => changesBetween(published.desk, desk).length, [published, desk]);
  const errors = faults.filter((fault) => fault.severity === "error").length;
  const save = () => {
    const [first] = unreadable;
    if (first !== undefined) store.seek(first);
    else void store.save();
  };
  return (
    <div className={classes.bar} data-region>
      <Messages />
      <div className={classes.row}>
        <span className={classes.state} role="status">
          {unsaved > 0
            ? t("save.unsaved", { count: unsaved })
            : unpublished > 0
              ? t("save.unpublished", { count: unpublished, version: published.version })
              : t("save.equal", { version: published.version })}
        </span>
        {errors > 0 && (
          <AdminLink to={pathOf("overview")} className={classes.faults}>
            {t("faults.count", { count: errors })}
          </AdminLink>
        )}
        <span className={classes.buttons}>
          <Button
            size="compact-sm"
            variant="default"
            disabled={unsaved === 0 || busy !== "no"}
            onClick={() => store.revert()}
          >
            {t("save.revert")}
          </Button>
          <Button
            size="compact-sm"
            variant={unsaved > 0 ? "filled" : "default"}
            disabled={unsaved === 0}
            loading={busy === "saving"}
            onClick={save}
            aria-keyshortcuts="Control+S"
          >
            {t("save.save")}
          </Button>
          <AdminLink to={pathOf("publish")} className={classes.review}>
            {t("save.review")}
          </AdminLink>
        </span>
      </div>
    </div>
  );
}

function Messages() {
  const t = useWords();
  const store = useDraft();
  const nameOf = usePlaceName();
  const refused = useDraftState((s) => s.refused);
  const places = useDraftState((s) => s.refusedPlaces);
  const collisions = useDraftState((s) => s.collisions);
  const meanwhile = useDraftState((s) => s.meanwhile);
  return (
    <>
      <div role="alert">
        {meanwhile?.stopped && (
          <p className={classes.message} data-tone="bad">
            {meanwhileText(meanwhile, t)}
          </p>
        )}
        {refused !== undefined && (
          <p className={classes.message} data-tone="bad">
            {t("save.refused", { context: refused, code: refused })} <small>({refused})</small>
          </p>
        )}
        {refused !== undefined && places.length > 0 && (
          <ul className={classes.places} data-tone="bad" tabIndex={0}>
            {places.map((one) => (
              <li key={`${one.field} ${one.rule}`}>
                <code>{one.field}</code>
                {one.value ? ` ${one.value}` : ""}: {one.rule}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div role="status">
        {meanwhile && !meanwhile.stopped && (
          <p className={classes.message}>{meanwhileText(meanwhile, t)}</p>
        )}
        {collisions.length > 0 && (
          <p className={classes.message}>
            {t("save.merged", { places: collisions.map(nameOf).join(", ") })}
          </p>
        )}
        <UndoLine onUndo={() => store.undo()} />
      </div>
    </>
  );
}

function meanwhileText(meanwhile: Meanwhile, t: AdminTranslate): string {
  const { kind, stopped, publisher, version, saver } = meanwhile;
  const values = { publisher, version, saver };
  return t(`meanwhile.${kind}`, stopped ? { ...values, context: "stopped" } : values);
}

/** Stays while the pointer or the focus is in it: time limits can be waited out. */
function UndoLine({ onUndo }: { onUndo: () => void }) {
  const t = useWords();
  const store = useDraft();
  const undoable = useDraftState((s) => s.undoable);
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!undoable) return;
    let timer = setTimeout(end, undoMs);
    function end() {
      if (!undoable) return;
      const held = line.current?.matches(":hover, :focus-within") ?? false;
      if (held) timer = setTimeout(end, 1_000);
      else store.forgetUndo(undoable.id);
    }
    return () => clearTimeout(timer);
  }, [undoable, store]);
  if (!undoable) return null;
  return (
    <p className={classes.message} ref={line}>
      <span>{t("undo.removed", { name: undoable.name })}</span>
      <Button size="compact-xs" variant="default" onClick={onUndo}>
        {t("undo.undo")}
      </Button>
    </p>
  );
}
