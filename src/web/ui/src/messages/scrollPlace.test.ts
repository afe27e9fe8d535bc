import { expect, test } from "vitest";
import { placeAfterScroll } from "./scrollPlace.ts";

const box = (scrollTop: number, scrollHeight = 1_000) => ({
  scrollTop,
  scrollHeight,
  clientHeight: 400,
});

test("what grows below, before the event of one's own scrolling has come, does not leave the end", () => {
  const end = placeAfterScroll({ atEnd: false, top: 0 }, box(600));
  expect(end).toEqual({ atEnd: true, top: 600 });
  expect(placeAfterScroll(end, box(600, 1_240)).atEnd).toBe(true);
});

test("going up leaves the end, and only coming near it is being there again", () => {
  const up = placeAfterScroll({ atEnd: true, top: 600 }, box(500));
  expect(up.atEnd).toBe(false);
  expect(placeAfterScroll(up, box(540)).atEnd).toBe(false);
  expect(placeAfterScroll(up, box(560)).atEnd).toBe(true);
});
