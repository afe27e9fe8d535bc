import { expect, test } from "vitest";
import { neighbourOf } from "./neighbours.ts";
import { setAt } from "./paths.ts";
import { sampleDesk } from "./sample.ts";

const desk = setAt(sampleDesk(), "queues[billing].overflow", [{}, {}, {}]);

test.each([
  ["skills[zh]", "skills[refunds]"],
  ["skills[refunds]", "skills[zh]"],
  ["queues[billing]", "queues"],
  ["queues[billing].overflow[0]", "queues[billing].overflow[0]"],
  ["queues[billing].overflow[2]", "queues[billing].overflow[1]"],
  ["entryPoints[shop].rules[default]", "entryPoints[shop].rules"],
])("the neighbour of %s is %s", (path, neighbour) =>
  expect(neighbourOf(desk, path)).toBe(neighbour),
);
