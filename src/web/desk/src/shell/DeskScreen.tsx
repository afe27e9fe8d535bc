import { lazy, Suspense, useEffect, useMemo } from "react";
import type { Desk } from "../desk/Desk.ts";
import { DeskContext, useDesk, useDeskState } from "../desk/useDesk.tsx";
import { DeclineDialog } from "../dialogs/DeclineDialog.tsx";
import { OfflineDialog } from "../dialogs/OfflineDialog.tsx";
import { TransferDialog } from "../dialogs/TransferDialog.tsx";
import { Inbox } from "../inbox/Inbox.tsx";
import { FloatingOffers } from "../inbox/FloatingOffers.tsx";
import { ListSkeleton } from "../inbox/ListStates.tsx";
import type { DeskActionContext } from "../keyboard/actions.ts";
import { ShortcutsDialog } from "../keyboard/ShortcutsDialog.tsx";
import { ActionsContext, useKeyboard } from "../keyboard/useKeyboard.tsx";
import type { Sounds } from "../sound/sounds.ts";
import { staffApi } from "../staff/staffApi.ts";
import classes from "./DeskScreen.module.css";
import { NoPermission } from "./NoPermission.tsx";
import { Notices } from "./Notices.tsx";
import { go, usePage } from "./path.ts";
import { focusRegion } from "./regions.ts";
import { Replaced } from "./Replaced.tsx";
import { Toaster } from "./Toaster.tsx";
import { TopBar } from "./TopBar.tsx";
import { useTitle } from "./useTitle.ts";

const LiveBoard = lazy(() => import("../live/LiveBoard.tsx"));

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
  const maySupervise = roles.includes("supervisor") || roles.includes("administrator");
  const context = useMemo<DeskActionContext>(
    () => ({ desk, sounds, page, maySupervise, go, focusRegion }),
    [desk, sounds, page, maySupervise],
  );
  useKeyboard(context);
  useTitle();
  useSignedOutElsewhere(onLeave);
  const signOut = () => void staffApi.signOut().finally(() => onLeave(undefined));
  return (
    <ActionsContext value={context}>
      <div className={classes.screen}>
        <div>
          <TopBar sounds={sounds} onSignOut={signOut} />
          <Notices />
        </div>
        {page === "live" ? (
          maySupervise ? (
            <Suspense fallback={<ListSkeleton />}>
              <LiveBoard />
            </Suspense>
          ) : (
            <NoPermission />
          )
        ) : (
          <Inbox />
        )}
      </div>
      <FloatingOffers />
      <Toaster />
      <TransferDialog />
      <DeclineDialog />
      <OfflineDialog />
      <ShortcutsDialog />
      <Replaced />
    </ActionsContext>
  );
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
