import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from "react";
import { ListSkeleton } from "../inbox/ListStates.tsx";
import { loaded, PartBoundary } from "../shell/PartBoundary.tsx";
import type { AdminPlace } from "./nav/pages.ts";
import { Seeking } from "./parts/Seeking.tsx";
import { OverviewPage } from "./overview/OverviewPage.tsx";
import { useWords } from "./words.ts";
import { PublishPage } from "./versions/PublishPage.tsx";

const load = {
  hours: () => import("./hours/HoursPage.tsx"),
  entryPoints: () => import("./entry/EntryPointsPage.tsx"),
  channels: () => import("./entry/ChannelsPage.tsx"),
  routing: () => import("./routing/RoutingPage.tsx"),
  queues: () => import("./queues/QueuesPage.tsx"),
  overflow: () => import("./overflow/OverflowPage.tsx"),
  forecast: () => import("./planning/ForecastPage.tsx"),
  agents: () => import("./people/AgentsPage.tsx"),
  skills: () => import("./people/SkillsPage.tsx"),
  workRules: () => import("./people/WorkRulesPage.tsx"),
  contentRules: () => import("./content/ContentRulesPage.tsx"),
  surveys: () => import("./surveys/SurveysPage.tsx"),
  audit: () => import("./audit/AuditPage.tsx"),
  bans: () => import("./bans/BansPage.tsx"),
  versions: () => import("./versions/VersionsPage.tsx"),
};

function page<P>(module: () => Promise<{ default: ComponentType<P> }>) {
  return lazy(() => loaded(module()));
}

const HoursPage = page(load.hours);
const EntryPointsPage = page(load.entryPoints);
const ChannelsPage = page(load.channels);
const RoutingPage = page(load.routing);
const QueuesPage = page(load.queues);
const OverflowPage = page(load.overflow);
const ForecastPage = page(load.forecast);
const AgentsPage = page(load.agents);
const SkillsPage = page(load.skills);
const WorkRulesPage = page(load.workRules);
const ContentRulesPage = page(load.contentRules);
const SurveysPage = page(load.surveys);
const AuditPage = page(load.audit);
const BansPage = page(load.bans);
const VersionsPage = page(load.versions);

/** The other pages come when this one has been shown for so long: going there then waits for nothing. */
const othersAfterMs = 600;

/** The page that the address names. */
export function AdminPage({ place }: { place: AdminPlace }) {
  const t = useWords();
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const one of Object.values(load)) void one().catch(() => undefined);
    }, othersAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const waiting = (
    <>
      <h1 className="desk-hidden">{t(`nav.${place.page}`)}</h1>
      <ListSkeleton />
    </>
  );
  return (
    <PartBoundary of={`${place.page} ${place.item ?? ""}`}>
      <Suspense fallback={waiting}>
        {pageOf(place)}
        <Seeking />
      </Suspense>
    </PartBoundary>
  );
}

function pageOf({ page, item }: AdminPlace): ReactNode {
  switch (page) {
    case "hours":
      return <HoursPage schedule={item} />;
    case "entry-points":
      return <EntryPointsPage entryPoint={item} />;
    case "channels":
      return <ChannelsPage />;
    case "routing":
      return <RoutingPage entryPoint={item} />;
    case "queues":
      return <QueuesPage queue={item} />;
    case "overflow":
      return <OverflowPage queue={item} />;
    case "forecast":
      return <ForecastPage />;
    case "agents":
      return <AgentsPage view={item} />;
    case "skills":
      return <SkillsPage />;
    case "rules-of-work":
      return <WorkRulesPage />;
    case "content-rules":
      return <ContentRulesPage rule={item} />;
    case "surveys":
      return <SurveysPage queue={item} />;
    case "publish":
      return <PublishPage />;
    case "audit":
      return <AuditPage />;
    case "bans":
      return <BansPage />;
    case "versions":
      return <VersionsPage version={item} />;
    default:
      return <OverviewPage />;
  }
}
