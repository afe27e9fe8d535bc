import { Button } from "@mantine/core";
import type { SearchHit, SearchPage } from "@servicedesk/protocol";
import { useCallback, useEffect, useRef, useState } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { ListFailed, ListSkeleton } from "../inbox/ListStates.tsx";
import { go } from "../shell/path.ts";
import { HitList } from "./HitList.tsx";
import classes from "./Search.module.css";
import { addressOf, isBackwards, isEmpty, searchApi, type Wanted, wantedOf } from "./searchApi.ts";
import { SearchFields } from "./SearchFields.tsx";
import { useWords } from "./words.ts";

/** The search over all history that this person may see. */
export default function Search() {
  const t = useWords();
  const desk = useDesk();
  const [wanted, setWanted] = useState(() => wantedOf(location.search));
  const { pages, code, busy, read } = usePages();
  useEffect(() => void read(wantedOf(location.search)), [read]);
  useEffect(() => {
    const back = () => {
      const again = wantedOf(location.search);
      setWanted(again);
      void read(again);
    };
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, [read]);

  const search = () => {
    history.replaceState(null, "", addressOf(wanted));
    void read(wanted);
  };
  const open = (hit: SearchHit) => {
    go("inbox");
    void desk.openHit(hit);
  };
  const hits = pages?.flatMap((page) => page.hits) ?? [];
  const last = pages?.at(-1);
  return (
    <main className={classes.page} data-region tabIndex={-1}>
      <h1 className={classes.title}>{t("title")}</h1>
      <SearchFields wanted={wanted} change={setWanted} search={search} />
      {last?.behind && <p className={classes.behind}>{t("behind")}</p>}
      {code !== undefined && <ListFailed code={code} retry={() => void read(wanted)} />}
      {code === undefined && pages === undefined && busy && <ListSkeleton />}
      {code === undefined && pages === undefined && !busy && (
        <p className={classes.text}>{t("begin")}</p>
      )}
      {pages !== undefined && hits.length === 0 && (
        <div className={classes.text} role="status">
          <p>{last?.next === undefined ? t("empty") : t("onlyOlder")}</p>
          {last?.next === undefined && <p>{t("emptyHelp")}</p>}
        </div>
      )}
      {hits.length > 0 && <HitList hits={hits} open={open} />}
      {last?.next !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          className={classes.more}
          loading={busy}
          onClick={() => void read(wanted, last.next)}
        >
          {t("more")}
        </Button>
      )}
    </main>
  );
}

/** The pages found so far. An answer to what is no longer asked is nobody's. */
function usePages() {
  const [pages, setPages] = useState<readonly SearchPage[]>();
  const [code, setCode] = useState<string>();
  const [busy, setBusy] = useState(false);
  const asked = useRef(0);
  const read = useCallback(async (wanted: Wanted, before?: number) => {
    const mine = ++asked.current;
    if (before === undefined) setPages(undefined);
    setCode(undefined);
    if (isEmpty(wanted) || isBackwards(wanted)) {
      setBusy(false);
      return;
    }
    setBusy(true);
    const reply = await searchApi.page(wanted, before);
    if (mine !== asked.current) return;
    setBusy(false);
    if (reply.ok)
      setPages((known) => (before === undefined ? [reply.value] : [...(known ?? []), reply.value]));
    else setCode(reply.code);
  }, []);
  return { pages, code, busy, read };
}
