import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from "react";
import type { Desk } from "../desk/Desk.ts";
import { DeskContext, useDesk, useDeskState } from "../desk/useDesk.tsx";
import { BanDialog } from "../dialogs/BanDialog.tsx";
import { DeclineDialog } from "../dialogs/DeclineDialog.tsx";
import { OfflineDialog } from "../dialogs/OfflineDialog.tsx";
import { RecallDialog } from "../dialogs/RecallDialog.tsx";
import { ConfirmDialog } from "../dialogs/ConfirmDialog.tsx";
import { TargetDialog } from "../dialogs/TargetDialog.tsx";
import { Inbox } from "../inbox/Inbox.tsx";
import { FloatingOffers } from "../inbox/FloatingOffers.tsx";
import { ListSkeleton } from "../inbox/ListStates.tsx";
import type { DeskActionContext } from "../keyboard/actions.ts";
import { ShortcutsDialog } from "../keyboard/ShortcutsDialog.tsx";
import { NoticesDialog } from "../notices/NoticesDialog.tsx";
import { ActionsContext, useKeyboard } from "../keyboard/useKeyboard.tsx";
import { Palette } from "../palette/Palette.tsx";
import { notices, useNotices } from "../notices/useNotices.ts";
import type { Sounds } from "../sound/sounds.ts";
import { staffApi } from "../staff/staffApi.ts";
import classes from "./DeskScreen.module.css";
import { adminArea } from "../admin/area.ts";
import { repliesArea } from "../replies/area.ts";
import { reportsArea } from "../reports/area.ts";
import { searchArea } from "../search/area.ts";
import { lazyInArea } from "./area.tsx";
import { useFileDrops } from "./fileDrops.ts";
import { NoPermission } from "./NoPermission.tsx";
import { Notices } from "./Notices.tsx";
import { go, type Page, usePage } from "./path.ts";
import { focusRegion } from "./regions.ts";
import { Replaced } from "./Replaced.tsx";
import { Toaster } from "./Toaster.tsx";
import { TopBar } from "./TopBar.tsx";
import { forgetUnsaved, hasUnsaved } from "./unsaved.ts";
import { UnsavedDialog } from "./UnsavedDialog.tsx";
import { useTitle } from "./useTitle.ts";

const LiveBoard = lazy(() => import("../live/LiveBoard.tsx"));
const Search = lazyInArea(searchArea, () => import("../search/Search.tsx"), true);
const Replies = lazyInArea(repliesArea, () => import("../replies/Replies.tsx"), true);
const Reports = lazyInArea(reportsArea, () => import("../reports/Reports.tsx"), true);
const Admin = lazyInArea(adminArea, () => import("../admin/Admin.tsx"), true);

interface DeskScreenProps {
  readonly desk: Desk;
  readonly sounds: Sounds;
  /** Ends the sitting; the reason is told at the sign-in page. */
  readonly onLeave: (reason: string | undefined) => void;
}

export function DeskScreen({ desk, sounds, onLeave }: DeskScreenProps) {
  return (
    <DeskContext value={desk}>
      <Screen sounds={sounds} onLeave={onLeave} />
    </DeskContext>
  );
}

function Screen({ sounds, onLeave }: Omit<DeskScreenProps, "desk">) {
  const desk = useDesk();
  const page = usePage();
  const roles = useDeskState((s) => s.user.roles);
  const mayAdminister = roles.includes("administrator");
  const maySupervise = mayAdminister || roles.includes("supervisor");
  const context = useMemo<DeskActionContext>(
    () => ({ desk, sounds, page, maySupervise, mayAdminister, go, focusRegion }),
    [desk, sounds, page, maySupervise, mayAdminister],
  );
  useKeyboard(context);
  useFileDrops();
  useTitle();
  useNotices(sounds);
  useSignedOutElsewhere(onLeave);
  const [askUnsaved, setAskUnsaved] = useState(false);
  const leave = () => {
    forgetUnsaved(desk);
    void notices
      .endPushes()
      .then(() => staffApi.signOut())
      .finally(() => onLeave(undefined));
  };
  const signOut = () => (hasUnsaved(desk) ? setAskUnsaved(true) : leave());
  return (
    <ActionsContext value={context}>
      <div className={classes.screen}>
        <div>
          <TopBar sounds={sounds} onSignOut={signOut} />
          <Notices />
        </div>
        <PageContent page={page} />
      </div>
      <FloatingOffers />
      <Toaster />
      <TargetDialog />
      <ConfirmDialog />
      <DeclineDialog />
      <OfflineDialog />
      <RecallDialog />
      <BanDialog />
      <ShortcutsDialog />
      <NoticesDialog sounds={sounds} />
      <Palette />
      <UnsavedDialog opened={askUnsaved} onStay={() => setAskUnsaved(false)} onLeave={leave} />
      <Replaced />
    </ActionsContext>
  );
}

function PageContent({ page }: { page: Page }): ReactNode {
  const roles = useDeskState((s) => s.user.roles);
  const mayAdminister = roles.includes("administrator");
  const maySupervise = mayAdminister || roles.includes("supervisor");
  switch (page) {
    case "live":
      return maySupervise ? (
        <Suspense fallback={<ListSkeleton />}>
          <LiveBoard />
        </Suspense>
      ) : (
        <NoPermission page={page} />
      );
    case "search":
      return <Search />;
    case "replies":
      return <Replies />;
    case "reports":
      return maySupervise ? <Reports /> : <NoPermission page={page} />;
    case "admin":
      return mayAdminister ? <Admin /> : <NoPermission page={page} />;
    default:
      return <Inbox />;
  }
}

/** Reasons with which the server ends the sitting as a whole. */
const ends: ReadonlySet<string> = new Set(["signed_out", "unauthenticated", "forbidden", "banned"]);
/** After so many failed tries it is worth asking whether one is still signed in: a socket does not say. */
const doubtAfterTries = 2;

function useSignedOutElsewhere(onLeave: (reason: string) => void): void {
  const link = useDeskState((s) => s.link);
  useEffect(() => {
    if (link.kind === "closed" && ends.has(link.reason)) onLeave(link.reason);
    if (link.kind !== "waiting" || link.failures < doubtAfterTries) return;
    let current = true;
    void staffApi.me().then((reply) => {
      if (current && !reply.ok && reply.status === 401) onLeave("signed_out");
    });
    return () => {
      current = false;
    };
  }, [link, onLeave]);
}
