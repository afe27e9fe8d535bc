import { lazy, type ReactNode, Suspense } from "react";
import { ListSkeleton } from "../inbox/ListStates.tsx";
import type { AdminPlace } from "./nav/pages.ts";
import { OverviewPage } from "./overview/OverviewPage.tsx";
import { PublishPage } from "./versions/PublishPage.tsx";

const HoursPage = lazy(() => import("./hours/HoursPage.tsx"));
const EntryPointsPage = lazy(() => import("./entry/EntryPointsPage.tsx"));
const ChannelsPage = lazy(() => import("./entry/ChannelsPage.tsx"));
const RoutingPage = lazy(() => import("./routing/RoutingPage.tsx"));
const QueuesPage = lazy(() => import("./queues/QueuesPage.tsx"));
const OverflowPage = lazy(() => import("./overflow/OverflowPage.tsx"));
const AgentsPage = lazy(() => import("./people/AgentsPage.tsx"));
const SkillsPage = lazy(() => import("./people/SkillsPage.tsx"));
const WorkRulesPage = lazy(() => import("./people/WorkRulesPage.tsx"));
const SurveysPage = lazy(() => import("./surveys/SurveysPage.tsx"));
const VersionsPage = lazy(() => import("./versions/VersionsPage.tsx"));

/** The page that the address names. */
export function AdminPage({ place }: { place: AdminPlace }) {
  return <Suspense fallback={<ListSkeleton />}>{pageOf(place)}</Suspense>;
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
    case "versions":
      return <VersionsPage version={item} />;
    default:
      return <OverviewPage />;
  }
}
