import { expect, test } from "vitest";
import { learnLength } from "./learnLength.ts";

function player(duration: number) {
  const heard = new EventTarget();
  return Object.assign(heard, { duration, currentTime: 3 }) as EventTarget & {
    duration: number;
    currentTime: number;
  };
}

const learn = (one: ReturnType<typeof player>) => learnLength(one as unknown as HTMLMediaElement);

test("a recording is read to its end for its length and stands at its start again", () => {
  const note = player(Infinity);
  learn(note);
  expect(note.currentTime).toBeGreaterThan(1_000_000);
  note.dispatchEvent(new Event("durationchange"));
  expect(note.currentTime).toBeGreaterThan(1_000_000);
  note.duration = 7.2;
  note.dispatchEvent(new Event("durationchange"));
  expect(note.currentTime).toBe(0);
  note.currentTime = 5;
  note.dispatchEvent(new Event("durationchange"));
  expect(note.currentTime).toBe(5);
});

test("what tells its length is left where it is", () => {
  const film = player(60);
  learn(film);
  expect(film.currentTime).toBe(3);
});
