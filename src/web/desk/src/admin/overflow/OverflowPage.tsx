import { useDraftState } from "../desk/useDraft.tsx";
import { pathOf } from "../nav/pages.ts";
import { ListDetail } from "../parts/ListDetail.tsx";
import { Page } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import { LadderEditor } from "./LadderEditor.tsx";

/** The ladder of each queue: what is tried while the wait goes on. */
export default function OverflowPage({ queue }: { queue: string | undefined }) {
  const t = useWords();
  const queues = useDraftState((s) => s.desk.queues);
  const chosen = queues.find((one) => one.id === queue);
  return (
    <Page title={t("nav.overflow")} text={t("overflow.text")}>
      <ListDetail
        label={t("nav.overflow")}
        listPath={pathOf("overflow")}
        selected={chosen?.id}
        items={queues.map((one) => ({
          key: one.id,
          name: one.name,
          note: t("overflow.count", { count: one.overflow.length }),
          to: pathOf("overflow", one.id),
          place: `queues[${one.id}].overflow`,
        }))}
      >
        {chosen ? <LadderEditor key={chosen.id} queue={chosen} /> : <p>{t("list.choose")}</p>}
      </ListDetail>
    </Page>
  );
}
