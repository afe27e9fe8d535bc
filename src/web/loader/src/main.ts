import { createCalls } from "./calls.ts";
import { readSnippet } from "./settings.ts";

type Api = ((...call: unknown[]) => unknown) & { q?: ArrayLike<unknown>[]; version?: string };

const page = window as { ServiceDesk?: Api; serviceDeskSettings?: unknown };
const script =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>("script[data-channel]");
const snippet = readSnippet(script);

if (snippet && !page.ServiceDesk?.version) {
  const early = page.ServiceDesk?.q ?? [];
  const { call, callEarly, startWhenIdle, version } = createCalls(
    snippet,
    page.serviceDeskSettings,
  );
  const api = (...given: unknown[]) => call(...(given as [unknown]));
  page.ServiceDesk = Object.assign(api, { version });
  early.forEach((queued) => callEarly(Array.from(queued)));
  if (snippet.autostart) {
    startWhenIdle();
  }
}
