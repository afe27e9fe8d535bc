import { MantineProvider, useComputedColorScheme } from "@mantine/core";
import type { StaffUser } from "@servicedesk/protocol";
import type { Catalogue, Locale } from "@servicedesk/ui";
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { Desk } from "./desk/Desk.ts";
import { DeskScreen } from "./shell/DeskScreen.tsx";
import { LanguageProvider } from "./shell/language.tsx";
import { currentPage, go, goTo } from "./shell/path.ts";
import { Sounds } from "./sound/sounds.ts";
import { SignIn } from "./staff/SignIn.tsx";
import { staffApi } from "./staff/staffApi.ts";
import { cssVariables, theme } from "./theme.ts";

interface AppProps {
  readonly locale: Locale;
  readonly catalogue: Catalogue;
}

export function App({ locale, catalogue }: AppProps) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <LanguageProvider locale={locale} catalogue={catalogue}>
        <Theme>
          <Gate />
        </Theme>
      </LanguageProvider>
    </MantineProvider>
  );
}

/** Tells the shared tokens which of light and dark Mantine shows. */
function Theme({ children }: { children: ReactNode }) {
  const scheme = useComputedColorScheme("light");
  useEffect(() => {
    document.documentElement.dataset.theme = scheme;
  }, [scheme]);
  return children;
}

type Session =
  | { readonly kind: "asking" }
  | { readonly kind: "anonymous"; readonly reason: string | undefined }
  | { readonly kind: "signedIn"; readonly desk: Desk };

/** Where the page was opened, to go there after signing in. */
function wantedPath(): string {
  const page = currentPage();
  return page === "sign-in" || page === "inbox" ? "/desk/inbox" : location.pathname;
}

/** Who is signed in decides what is seen. */
function Gate() {
  const sounds = useMemo(() => new Sounds(), []);
  const [session, setSession] = useState<Session>({ kind: "asking" });
  const [wanted] = useState(wantedPath);

  const enter = useCallback(
    (user: StaffUser) => {
      const desk = new Desk(user, sounds, () => document.documentElement.lang);
      sounds.start();
      desk.start();
      setSession({ kind: "signedIn", desk });
      if (currentPage() === "sign-in") goTo(wanted, true);
    },
    [sounds, wanted],
  );
  const leave = useCallback((desk: Desk, reason: string | undefined) => {
    void desk.stop();
    setSession({ kind: "anonymous", reason });
    go("sign-in", true);
  }, []);

  useEffect(() => {
    if (document.querySelector('meta[name="staff"][content="anonymous"]') !== null) {
      setSession({ kind: "anonymous", reason: undefined });
      go("sign-in", true);
      return;
    }
    void staffApi.me().then((reply) => {
      if (reply.ok) enter(reply.value);
      else {
        setSession({ kind: "anonymous", reason: reply.code === "network" ? "network" : undefined });
        go("sign-in", true);
      }
    });
  }, [enter]);

  switch (session.kind) {
    case "asking":
      return null;
    case "anonymous":
      return <SignIn sounds={sounds} reason={session.reason} onSignedIn={enter} />;
    case "signedIn":
      return (
        <DeskScreen
          desk={session.desk}
          sounds={sounds}
          onLeave={(reason) => leave(session.desk, reason)}
        />
      );
  }
}
