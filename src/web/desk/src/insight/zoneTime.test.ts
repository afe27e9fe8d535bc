import { expect, test } from "vitest";
import { instantIn, localIn } from "./zoneTime.ts";

test("a local time is the instant at which the zone's wall shows it", () => {
  expect(instantIn("Etc/UTC", "2026-11-24T18:00")).toBe("2026-11-24T18:00:00.000Z");
  expect(instantIn("Asia/Shanghai", "2026-11-24T18:00")).toBe("2026-11-24T10:00:00.000Z");
  expect(instantIn("America/New_York", "2026-07-01T09:00")).toBe("2026-07-01T13:00:00.000Z");
  expect(instantIn("Europe/Berlin", "")).toBeUndefined();
});

test("around changed clocks a time is one that the wall shows, or the first after the gap", () => {
  expect(instantIn("Europe/Berlin", "2026-03-29T01:59")).toBe("2026-03-29T00:59:00.000Z");
  expect(instantIn("Europe/Berlin", "2026-03-29T03:00")).toBe("2026-03-29T01:00:00.000Z");
  expect(instantIn("Europe/Berlin", "2026-03-29T02:30")).toBe("2026-03-29T01:30:00.000Z");
  expect(instantIn("Europe/Berlin", "2026-10-25T02:30")).toBe("2026-10-25T00:30:00.000Z");
});

test("every hour of the months with changes goes there and back, but for the hour that comes twice", () => {
  for (const zone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]) {
    let twice = 0;
    for (let at = Date.UTC(2026, 2, 1); at < Date.UTC(2026, 10, 15); at += 3_600_000) {
      const back = Date.parse(instantIn(zone, localIn(zone, at)) ?? "");
      if (back !== at) {
        twice++;
        expect(localIn(zone, back)).toBe(localIn(zone, at));
      }
    }
    expect(twice).toBeLessThanOrEqual(4);
  }
});
