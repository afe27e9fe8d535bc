import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { sampleDesk } from "../desk/sample.ts";
import { draftWith, shown } from "../testing.tsx";
import { HoursAhead } from "./HoursAhead.tsx";

test("what happens at a time is asked again when the emergency switch was used", async () => {
  const before = sampleDesk();
  const closed = { ...before, version: before.version + 1 };
  let inForce = before;
  const store = await draftWith(before, before, [], {
    published: () => ok({ version: inForce.version, publishedAt: "", author: "", desk: inForce }),
    emergency: () => {
      inForce = closed;
      return ok({ version: closed.version, publishedAt: "", author: "", desk: closed });
    },
  });
  shown(store, <HoursAhead schedule="support" />);
  const asked = vi.mocked(fetch);
  const times = () => asked.mock.calls.filter(([path]) => String(path).includes("/hours/")).length;
  await screen.findByRole("heading", { name: "What happens at …" });
  await waitFor(() => expect(times()).toBe(1));
  await store.emergency("support", true, "Storm", undefined);
  await waitFor(() => expect(times()).toBe(2));
});

function ok<T>(value: T) {
  return Promise.resolve({ ok: true as const, value });
}
