import { expect, test } from "vitest";
import { sampleDesk } from "../desk/sample.ts";
import { itemsNamed } from "./items.ts";

const desk = sampleDesk();

test("items are found by any part of their name or id", () => {
  expect(itemsNamed(desk, "BILL")).toEqual([
    { name: "Billing", page: "queues", to: "/desk/admin/queues/billing" },
  ]);
  expect(itemsNamed(desk, "sup")[0]).toMatchObject({ page: "hours", name: "support" });
  expect(itemsNamed(desk, "refund")[0]?.page).toBe("skills");
});

test("nothing typed finds nothing", () => expect(itemsNamed(desk, "  ")).toEqual([]));
