import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { useDesk, useDeskState } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import { type ListName, orderOf } from "../state/lists.ts";
import { AllCaughtUp, ListFailed, ListSkeleton } from "./ListStates.tsx";
import { RowList } from "./RowList.tsx";
import { SessionListRow } from "./SessionListRow.tsx";

export function SessionList({ list }: { list: Exclude<ListName, "offline"> }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const rows = useDeskState((s) => s.rows);
  const agentId = useDeskState((s) => s.agentId);
  const status = useDeskState((s) => s.lists[list]);
  const opened = useDeskState((s) => (s.opened?.kind === "session" ? s.opened.id : undefined));
  const wanted = useMemo(() => orderOf(list, rows, agentId), [list, rows, agentId]);
  if (status.kind === "failed" && wanted.length === 0) {
    return <ListFailed code={status.code} retry={() => desk.lists.reload(list)} />;
  }
  if (status.kind === "loading" && wanted.length === 0) return <ListSkeleton />;
  if (wanted.length === 0) return <AllCaughtUp list={list} />;
  return (
    <RowList
      key={list}
      label={t(`desk.list.${list}`)}
      wanted={wanted}
      opened={opened}
      open={(id) => desk.chats.openSession(id)}
      row={(id) => {
        const row = rows.get(id);
        return row && <SessionListRow row={row} showAgent={list !== "mine"} />;
      }}
      footer={list === "all" && status.kind === "ready" && status.more && <More />}
    />
  );
}

function More() {
  const desk = useDesk();
  const { t } = useLanguage();
  const [busy, setBusy] = useState(false);
  return (
    <Button
      variant="subtle"
      fullWidth
      loading={busy}
      onClick={() => {
        setBusy(true);
        void desk.lists.loadMore().finally(() => setBusy(false));
      }}
    >
      {t("desk.list.more")}
    </Button>
  );
}
