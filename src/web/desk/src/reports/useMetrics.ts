import type { MetricInfo } from "@servicedesk/protocol";
import { useCallback, useEffect, useState } from "react";
import { reportApi } from "./reportApi.ts";

let known: readonly MetricInfo[] | undefined;

interface Metrics {
  readonly metrics: readonly MetricInfo[] | undefined;
  /** Set when they could not be read. */
  readonly code: string | undefined;
  readonly retry: () => void;
}

/** The definitions of the server; read once, they change only with it. */
export function useMetrics(): Metrics {
  const [metrics, setMetrics] = useState(known);
  const [code, setCode] = useState<string>();
  const load = useCallback(() => {
    if (known) return;
    setCode(undefined);
    void reportApi.metrics().then((reply) => {
      if (reply.ok) setMetrics((known = reply.value));
      else setCode(reply.code);
    });
  }, []);
  useEffect(load, [load]);
  return { metrics, code, retry: load };
}
