import { useEffect, useState } from "react";
import { deskApi } from "../desk/deskApi.ts";
import type { Desk, DeskPublished } from "../desk/model.ts";

/** A published version; nothing while it is being read. */
export function useVersion(version: number | undefined): {
  readonly desk: Desk | undefined;
  readonly code: string | undefined;
  readonly retry: () => void;
} {
  const [read, setRead] = useState<DeskPublished>();
  const [code, setCode] = useState<string>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (version === undefined) return;
    let current = true;
    void deskApi.version(version).then((reply) => {
      if (!current) return;
      setCode(reply.ok ? undefined : reply.code);
      if (reply.ok) setRead(reply.value);
    });
    return () => {
      current = false;
    };
  }, [version, tries]);
  return {
    desk: read?.version === version ? read?.desk : undefined,
    code,
    retry: () => setTries((count) => count + 1),
  };
}
