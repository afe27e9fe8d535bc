import "./mantineStyles.ts";
import "./controls.css";
import { useEffect, useState } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { ListFailed, ListSkeleton } from "../inbox/ListStates.tsx";
import { useSubPath } from "../shell/path.ts";
import classes from "./Admin.module.css";
import { AdminPage } from "./AdminPage.tsx";
import type { DraftStore } from "./desk/DraftStore.ts";
import { draftOf } from "./desk/draftOf.ts";
import { DraftContext, useDraft, useDraftState } from "./desk/useDraft.tsx";
import { AdminNav } from "./nav/AdminNav.tsx";
import { placeOf } from "./nav/pages.ts";
import { SaveBar } from "./parts/SaveBar.tsx";
import { useWords } from "./words.ts";

/** The administration: navigation at the start, the page beside it, the state of the draft at its foot. */
export default function Admin() {
  const desk = useDesk();
  const [store] = useState(() => draftOf(desk));
  useEffect(() => {
    void (store.get().phase === "ready" ? store.refresh() : store.load());
    const back = () => {
      if (document.visibilityState === "visible") void store.refresh();
    };
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [store]);
  return (
    <DraftContext value={store}>
      <AdminArea />
    </DraftContext>
  );
}

/** Navigation, page and foot of the draft that stands in the context. */
export function AdminArea() {
  const t = useWords();
  const store = useDraft();
  const place = placeOf(useSubPath());
  const phase = useDraftState((s) => s.phase);
  const code = useDraftState((s) => s.code);
  useSaveKey(store);
  return (
    <div className={classes.area}>
      <AdminNav current={place.page} />
      <main className={classes.content}>
        <div className={classes.page} data-region tabIndex={-1} key={place.page}>
          {phase === "ready" ? (
            <AdminPage place={place} />
          ) : (
            <>
              <h1 className="desk-hidden">{t(`nav.${place.page}`)}</h1>
              {phase === "failed" ? (
                <ListFailed code={code ?? "unavailable"} retry={() => void store.load()} />
              ) : (
                <ListSkeleton />
              )}
            </>
          )}
        </div>
        {phase === "ready" && <SaveBar />}
      </main>
    </div>
  );
}

function useSaveKey(store: DraftStore): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const save = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!save || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      const [unreadable] = store.get().unreadable;
      if (unreadable !== undefined) store.seek(unreadable);
      else if (store.dirty() && store.get().busy === "no") void store.save();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [store]);
}
