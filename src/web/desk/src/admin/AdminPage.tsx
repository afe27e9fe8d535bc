import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { ListSkeleton } from "../inbox/ListStates.tsx";
import type { AdminPlace } from "./nav/pages.ts";
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
  surveys: () => import("./surveys/SurveysPage.tsx"),
  audit: () => import("./audit/AuditPage.tsx"),
  versions: () => import("./versions/VersionsPage.tsx"),
};

const HoursPage = lazy(load.hours);
const EntryPointsPage = lazy(load.entryPoints);
const ChannelsPage = lazy(load.channels);
const RoutingPage = lazy(load.routing);
const QueuesPage = lazy(load.queues);
const OverflowPage = lazy(load.overflow);
const ForecastPage = lazy(load.forecast);
const AgentsPage = lazy(load.agents);
const SkillsPage = lazy(load.skills);
const WorkRulesPage = lazy(load.workRules);
const SurveysPage = lazy(load.surveys);
const AuditPage = lazy(load.audit);
const VersionsPage = lazy(load.versions);

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
  return <Suspense fallback={waiting}>{pageOf(place)}</Suspense>;
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
    case "surveys":
      return <SurveysPage queue={item} />;
    case "publish":
      return <PublishPage />;
    case "audit":
      return <AuditPage />;
    case "versions":
      return <VersionsPage version={item} />;
    default:
      return <OverviewPage />;
  }
}
