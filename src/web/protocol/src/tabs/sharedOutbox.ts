import { Outbox, type OutboxItem, type OutboxOptions } from "../outbox.ts";
import type { OutboxStore } from "../outboxStore.ts";
import type { Tabs } from "./tabs.ts";

const TOPIC = "outbox";

interface Change {
  readonly put: readonly OutboxItem[];
  readonly gone: readonly string[];
}

/**
 * An outbox whose messages all tabs show, the leader sends, and the store keeps beyond the page. A leader that is gone leaves
 * what it had not sent, or not seen acknowledged, to the next one, which sends it under the same ids.
 */
export function sharedOutbox(
  options: Omit<OutboxOptions, "kept" | "sends">,
  tabs: Tabs,
  store: OutboxStore | undefined,
): Outbox {
  const outbox = new Outbox({
    ...options,
    sends: () => tabs.leads,
    kept: (put, gone) => {
      tabs.say(TOPIC, { put, gone } satisfies Change);
      void store?.keep(put, gone);
    },
  });
  tabs.hear<Change>(TOPIC, ({ put, gone }) => outbox.merge(put, gone));
  tabs.onLead(() => void store?.load().then((items) => outbox.restore(items)));
  return outbox;
}
