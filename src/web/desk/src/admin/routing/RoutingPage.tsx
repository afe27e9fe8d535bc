import { Button } from "@mantine/core";
import { useDraftState } from "../desk/useDraft.tsx";
import { AdminLink } from "../nav/AdminLink.tsx";
import { pathOf } from "../nav/pages.ts";
import { ListDetail } from "../parts/ListDetail.tsx";
import { Empty, Page } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import { DryRun } from "../planning/DryRun.tsx";
import { RuleList } from "./RuleList.tsx";
import classes from "./RuleList.module.css";

/** The routing plan of each entry point. */
export default function RoutingPage({ entryPoint }: { entryPoint: string | undefined }) {
  const t = useWords();
  const entries = useDraftState((s) => s.desk.entryPoints);
  const [only] = entries;
  const chosen =
    entries.find((one) => one.key === entryPoint) ?? (entries.length === 1 ? only : undefined);
  return (
    <Page title={t("nav.routing")} text={t("routing.text")}>
      {entries.length === 0 ? (
        <Empty
          text={t("routing.noEntryPoints")}
          sample={t("routing.sample")}
          action={
            <Button
              size="compact-sm"
              component="span"
              renderRoot={(props) => (
                <AdminLink to={pathOf("entry-points")} {...(props as { children: string })} />
              )}
            >
              {t("nav.entry-points")}
            </Button>
          }
        />
      ) : (
        <ListDetail
          label={t("nav.routing")}
          listPath={pathOf("routing")}
          selected={chosen?.key}
          items={entries.map((one) => ({
            key: one.key,
            name: one.name,
            note: t("routing.count", { count: one.rules.length }),
            to: pathOf("routing", one.key),
            place: `entryPoints[${one.key}].rules`,
          }))}
        >
          {chosen ? (
            <div className={classes.beside} key={chosen.key}>
              <RuleList entry={chosen} />
              <DryRun entryPoint={chosen.key} />
            </div>
          ) : (
            <p>{t("list.choose")}</p>
          )}
        </ListDetail>
      )}
    </Page>
  );
}
