import { configure, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { goTo } from "../shell/path.ts";
import { AdminArea } from "./Admin.tsx";
import type { DraftStore } from "./desk/DraftStore.ts";
import { newQueue } from "./desk/model.ts";
import { getAt, setAt } from "./desk/paths.ts";
import { sampleDesk } from "./desk/sample.ts";
import { draftWith, shown } from "./testing.tsx";

// As slow as a page's code is at its first visit.
vi.mock("./queues/QueuesPage.tsx", async (original) => {
  await new Promise((resolve) => setTimeout(resolve, 400));
  return original();
});

// The first test has every page made ready.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

const desk = sampleDesk();

afterEach(() => {
  vi.restoreAllMocks();
  history.replaceState(null, "", "/");
});

function at(path: string, store: DraftStore): void {
  history.replaceState(null, "", `/desk/admin/${path}`);
  shown(store, <AdminArea />);
}

const focused = () => document.activeElement;
const field = (name: string) => screen.findByRole("textbox", { name });
const asked = async (name: string) =>
  within(await screen.findByRole("dialog")).getByRole("textbox", { name });
const press = async (name: string) => userEvent.click(await screen.findByRole("button", { name }));

test("a fault's link leads to its field, also where the page is shown for the first time", async () => {
  const fault = {
    item: "queues[billing].maxRounds",
    code: "range",
    value: "500",
    text: "must be 1 to 100",
    severity: "error",
  } as const;
  at("", await draftWith(desk, setAt(desk, "queues[billing].maxRounds", 500), [fault]));
  expect(await screen.findByText(/500 was entered\. Must be 1 to 100\./)).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: /^Billing › / }));
  const rounds = await field("Rounds of declines before an alert");
  await waitFor(() => expect(focused()).toBe(rounds));
});

test("a new queue that was saved is shown on every page that shows queues", async () => {
  const store = await draftWith(desk);
  at("queues", store);
  await press("Add a queue");
  await userEvent.type(await asked("Name"), "VIP{Enter}");
  await waitFor(() => expect(focused()).toHaveProperty("value", "VIP"));
  await userEvent.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(store.dirty()).toBe(false));
  goTo("/desk/admin/overflow/vip");
  expect(await screen.findByRole("heading", { name: "VIP" })).toBeDefined();
  expect(screen.queryByText(/error in the page/)).toBeNull();
});

test("an error in a page leaves the navigation and does not claim to be the network's", async () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  const broken = setAt(desk, "queues[billing].overflow", undefined);
  at("overflow", await draftWith(broken));
  expect(await screen.findByText(/error in the page/)).toBeDefined();
  expect(screen.queryByText("network")).toBeNull();
  const pages = screen.getByRole("navigation", { name: "Administration" });
  await userEvent.click(within(pages).getByRole("link", { name: "Skills" }));
  expect(await screen.findByRole("heading", { name: "Skills" })).toBeDefined();
});

test("after the first and every other added skill the focus is in its group", async () => {
  at("skills", await draftWith({ ...desk, skills: [] }));
  for (const name of ["French", "German"]) {
    await press("Add a skill");
    await userEvent.type(await asked("Name"), `${name}{Enter}`);
    const group = await screen.findByRole("combobox", { name: `Group of ${name}` });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(focused()).toBe(group);
  }
});

test("after a removal the focus is at what stands beside it, and after Undo at what is back", async () => {
  const store = await draftWith({ ...desk, agents: [] });
  at("skills", store);
  await press("Remove Chinese");
  await waitFor(() => expect(focused()).toHaveProperty("value", "Refunds"));
  await press("Undo");
  await waitFor(() => expect(focused()).toHaveProperty("value", "Chinese"));
  await press("Remove Chinese");
  await press("Remove Refunds");
  await waitFor(() => expect(focused()?.textContent).toBe("Add a skill"));
});

test("a new schedule can be removed again, also when it was saved", async () => {
  const store = await draftWith(desk);
  at("hours", store);
  await press("Add a schedule");
  await userEvent.type(await asked("Id"), "night{Enter}");
  await store.save();
  await press("Remove night");
  expect(store.get().desk.schedules.map((one) => one.id)).toEqual(["support"]);
  await waitFor(() => expect(focused()?.textContent).toMatch(/^support/));
});

test("the last way out and the last step leave the focus where another is added", async () => {
  const queue = { ...newQueue("billing", "Billing", "support"), fallbacks: [{ kind: "bot" }] };
  const step = { trigger: "wait", value: 60, action: "end", boostSeconds: 0, skipIfEmpty: false };
  const store = await draftWith(
    setAt({ ...desk, queues: [queue] } as typeof desk, "queues[billing].overflow", [step]),
  );
  at("queues/billing", store);
  await press("Remove Go on with the bot");
  expect(getAt(store.get().desk, "queues[billing].fallbacks")).toEqual([]);
  await waitFor(() => expect(focused()?.getAttribute("aria-label")).toBe("Add a way out …"));
  goTo("/desk/admin/overflow/billing");
  await userEvent.click(await screen.findByRole("button", { name: /^After 1 min/ }));
  await press("Remove");
  await waitFor(() => expect(focused()?.textContent).toBe("Add a step"));
});

test("a name from which no id can be made says so, and takes one that is typed", async () => {
  const store = await draftWith(desk);
  at("skills", store);
  await press("Add a skill");
  await userEvent.type(await asked("Name"), "中文");
  expect(screen.getByText("No id can be made of this name: type one.")).toBeDefined();
  await userEvent.type(await asked("Id"), "chinese{Enter}");
  expect(getAt(store.get().desk, "skills[chinese].name")).toBe("中文");
});

test("discarding the draft leaves the focus on the page", async () => {
  let draft = setAt(desk, "queues[billing].maxRounds", 9);
  const saved = () => ({ revision: 1, basedOn: desk.version, desk: draft, faults: [] });
  const store = await draftWith(desk, draft, [], {
    draft: () => Promise.resolve({ ok: true, value: saved() }),
    discard: () => {
      draft = desk;
      return Promise.resolve({ ok: true, value: undefined });
    },
  });
  at("publish", store);
  await press("Discard the draft");
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "Discard the draft" }));
  await waitFor(() => expect(focused()).toHaveProperty("dataset.region"));
});

test("the emergency switch keeps the focus at what takes it back", async () => {
  let inForce = desk;
  const store = await draftWith(desk, desk, [], {
    published: () =>
      Promise.resolve({
        ok: true,
        value: { version: inForce.version, publishedAt: "", author: "", desk: inForce },
      }),
    emergency: (id, closed) => {
      const emergency = closed ? { reason: "Storm" } : undefined;
      inForce = setAt(inForce, `schedules[${id}].emergency`, emergency);
      const value = { version: inForce.version, publishedAt: "", author: "", desk: inForce };
      return Promise.resolve({ ok: true, value });
    },
  });
  at("hours/support", store);
  await press("Close now …");
  await userEvent.type(await asked("Reason"), "Storm{Enter}");
  const open = await screen.findByRole("button", { name: "Open again" });
  await waitFor(() => expect(focused()).toBe(open));
  await userEvent.click(open);
  const close = await screen.findByRole("button", { name: "Close now …" });
  await waitFor(() => expect(focused()).toBe(close));
});

test("the dry run is of the entry point whose rules are shown, once the draft that has it is saved", async () => {
  const [shop] = desk.entryPoints;
  const store = await draftWith(desk);
  store.put("entryPoints", [...desk.entryPoints, { ...shop, key: "tea-bar", name: "Tea bar" }]);
  at("routing/tea-bar", store);
  expect(await screen.findByText(/Save the draft to try it/)).toBeDefined();
  await press("Save draft");
  expect(await screen.findByLabelText("Entry point")).toHaveProperty("value", "tea-bar");
});
