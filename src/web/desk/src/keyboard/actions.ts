import { tagField } from "../side/Tags.tsx";
import { StaffRoles } from "@servicedesk/protocol";
import type { MessageKey } from "@servicedesk/ui";
import type { Desk } from "../desk/Desk.ts";
import type { Sounds } from "../sound/sounds.ts";
import { openedRow } from "../state/deskState.ts";
import { isMine, isWaiting, listNames, nextWaitingOnUs } from "../state/lists.ts";
import { oldestRinging } from "../state/offers.ts";
import { isWide } from "../shell/sideChoice.ts";
import type { Page } from "../shell/path.ts";
import type { Action } from "./dispatcher.ts";

export interface DeskActionContext {
  readonly desk: Desk;
  readonly sounds: Sounds;
  readonly page: Page;
  readonly maySupervise: boolean;
  readonly mayAdminister: boolean;
  readonly go: (page: Page) => void;
  readonly focusRegion: (step: 1 | -1) => void;
}

export type ActionGroup = "lists" | "chat" | "offers" | "desk";

export interface DeskAction extends Action<DeskActionContext> {
  readonly label: MessageKey;
  readonly group: ActionGroup;
}

type Context = DeskActionContext;

const inInbox = (c: Context) => c.page === "inbox";
const answers = (c: Context) => inInbox(c) && c.desk.answersOpened();

function mayClaim(c: Context): boolean {
  const { agentId, user } = c.desk.store.get();
  const row = openedRow(c.desk.store.get());
  return (
    inInbox(c) &&
    row !== undefined &&
    isWaiting(row) &&
    agentId !== undefined &&
    user.roles.includes(StaffRoles.agent)
  );
}

const selectList = listNames.map((list, i): DeskAction => ({
  id: `list-${list}`,
  label: `desk.list.${list}`,
  group: "lists",
  keys: [String(i + 1)],
  when: inInbox,
  run: ({ desk }) => desk.selectList(list),
}));

/** Everything that can be done at the desk with a key or a button. */
export const deskActions: readonly DeskAction[] = [
  {
    id: "next",
    label: "desk.action.next",
    group: "lists",
    keys: ["J", "ArrowDown"],
    when: inInbox,
    run: ({ desk }) => desk.step(1),
  },
  {
    id: "previous",
    label: "desk.action.previous",
    group: "lists",
    keys: ["K", "ArrowUp"],
    when: inInbox,
    run: ({ desk }) => desk.step(-1),
  },
  {
    id: "next-waiting",
    label: "desk.action.nextWaiting",
    group: "lists",
    keys: ["N"],
    when: (c) => {
      const { rows, agentId } = c.desk.store.get();
      return inInbox(c) && agentId !== undefined && nextWaitingOnUs(rows, agentId) !== undefined;
    },
    run: ({ desk }) => desk.nextWaiting(),
  },
  ...selectList,
  {
    id: "focus-list",
    label: "desk.action.focusList",
    group: "lists",
    keys: ["["],
    when: inInbox,
    run: ({ desk }) => {
      const order = desk.shownOrder();
      const opened = desk.store.get().opened?.id;
      const target = opened !== undefined && order.includes(opened) ? opened : order[0];
      if (target !== undefined) desk.focusRow(target);
    },
  },
  {
    id: "accept",
    label: "desk.action.accept",
    group: "offers",
    keys: ["A"],
    when: ({ desk }) => oldestRinging(desk.store.get().offers) !== undefined,
    run: ({ desk, go }) => {
      const offer = oldestRinging(desk.store.get().offers);
      if (!offer) return;
      go("inbox");
      void desk.offers.accept(offer.card.offerId);
    },
  },
  {
    id: "decline",
    label: "desk.action.decline",
    group: "offers",
    keys: ["D"],
    when: ({ desk }) => oldestRinging(desk.store.get().offers) !== undefined,
    run: ({ desk }) => desk.set({ dialog: "decline" }),
  },
  {
    id: "reply",
    label: "desk.action.reply",
    group: "chat",
    keys: ["R", "Enter"],
    when: (c) => inInbox(c) && c.desk.store.get().opened !== undefined,
    run: ({ desk }) => desk.focusComposer(),
  },
  {
    id: "transfer",
    label: "desk.action.transfer",
    group: "chat",
    keys: ["T"],
    when: answers,
    run: ({ desk }) => desk.set({ dialog: "transfer" }),
  },
  {
    id: "consult",
    label: "desk.action.consult",
    group: "chat",
    keys: ["Shift+T"],
    when: (c) => answers(c) && openedRow(c.desk.store.get())?.consultingAgentId === undefined,
    run: ({ desk }) => desk.set({ dialog: "consult" }),
  },
  {
    id: "claim",
    label: "desk.action.claim",
    group: "chat",
    keys: ["C"],
    when: mayClaim,
    run: ({ desk }) => {
      const row = openedRow(desk.store.get());
      if (row) void desk.claim(row);
    },
  },
  {
    id: "hold",
    label: "desk.action.hold",
    group: "chat",
    keys: ["H"],
    when: answers,
    run: ({ desk }) => {
      const row = openedRow(desk.store.get());
      if (row) void desk.told(desk.sessions.command(row.onHold ? "Unhold" : "Hold", row));
    },
  },
  {
    id: "note",
    label: "desk.action.note",
    group: "chat",
    keys: ["Shift+N"],
    when: (c) => inInbox(c) && c.desk.writingsInOpened().includes("note"),
    run: ({ desk }) => desk.switchWriting(),
  },
  {
    id: "resolve",
    label: "desk.action.resolve",
    group: "chat",
    keys: ["E"],
    when: (c) =>
      answers(c) && c.desk.store.get().resolving?.sessionId !== c.desk.store.get().opened?.id,
    run: ({ desk }) => desk.resolveOpened(false),
  },
  {
    id: "resolve-next",
    label: "desk.action.resolveNext",
    group: "chat",
    keys: ["Shift+E"],
    when: answers,
    run: ({ desk }) => desk.resolveOpened(true),
  },
  {
    id: "wrap-up-done",
    label: "desk.action.done",
    group: "chat",
    keys: ["E"],
    when: (c) => inInbox(c) && wrapsUpOpened(c.desk),
    run: ({ desk }) => {
      const row = openedRow(desk.store.get());
      if (row) void desk.sessions.wrapUpDone(row.sessionId);
    },
  },
  {
    id: "side",
    label: "desk.action.side",
    group: "chat",
    keys: ["]"],
    when: inInbox,
    run: ({ desk }) => desk.showSide(!desk.store.get().sideOpen),
  },
  {
    id: "tags",
    label: "desk.action.tags",
    group: "chat",
    keys: ["L"],
    when: inInbox,
    run: ({ desk }) => {
      desk.showSide(true);
      requestAnimationFrame(() => document.getElementById(tagField)?.focus());
    },
  },
  {
    id: "leave",
    label: "desk.action.leave",
    group: "chat",
    keys: ["Escape"],
    when: inInbox,
    run: ({ desk }) => leave(desk),
  },
  {
    id: "go-inbox",
    label: "desk.action.goInbox",
    group: "desk",
    keys: ["G I"],
    when: () => true,
    run: ({ go }) => go("inbox"),
  },
  {
    id: "palette",
    label: "desk.action.palette",
    group: "desk",
    keys: ["Ctrl+K"],
    when: () => true,
    run: ({ desk }) => desk.set({ dialog: "palette" }),
  },
  {
    id: "go-search",
    label: "desk.action.goSearch",
    group: "desk",
    keys: ["G S"],
    when: () => true,
    run: ({ go }) => go("search"),
  },
  {
    id: "go-replies",
    label: "desk.action.goReplies",
    group: "desk",
    keys: ["G R"],
    when: () => true,
    run: ({ go }) => go("replies"),
  },
  {
    id: "go-live",
    label: "desk.action.goLive",
    group: "desk",
    keys: ["G L"],
    when: (c) => c.maySupervise,
    run: ({ go }) => go("live"),
  },
  {
    id: "go-admin",
    label: "desk.action.goAdmin",
    group: "desk",
    keys: ["G A"],
    when: (c) => c.mayAdminister,
    run: ({ go }) => go("admin"),
  },
  {
    id: "status",
    label: "desk.action.status",
    group: "desk",
    keys: ["Ctrl+Shift+."],
    when: () => true,
    run: ({ desk }) => desk.set({ statusMenuOpen: true }),
  },
  {
    id: "mute",
    label: "desk.action.mute",
    group: "desk",
    keys: ["M"],
    when: () => true,
    run: ({ sounds }) => sounds.setMuted(!sounds.muted),
  },
  {
    id: "notices",
    label: "desk.action.notices",
    group: "desk",
    keys: ["Shift+M"],
    when: () => true,
    run: ({ desk }) => desk.set({ dialog: "notices" }),
  },
  {
    id: "next-region",
    label: "desk.action.nextRegion",
    group: "desk",
    keys: ["F6"],
    when: () => true,
    run: ({ focusRegion }) => focusRegion(1),
  },
  {
    id: "previous-region",
    label: "desk.action.previousRegion",
    group: "desk",
    keys: ["Shift+F6"],
    when: () => true,
    run: ({ focusRegion }) => focusRegion(-1),
  },
  {
    id: "shortcuts",
    label: "desk.action.shortcuts",
    group: "desk",
    keys: ["?"],
    when: () => true,
    run: ({ desk }) => desk.set({ dialog: "shortcuts" }),
  },
];

export function wrapsUpOpened(desk: Desk): boolean {
  const state = desk.store.get();
  const row = openedRow(state);
  const mine = row !== undefined && state.agentId !== undefined && isMine(row, state.agentId);
  return mine && row.phase !== "active" && row.wrapUpUntil !== undefined;
}

/** Out of the field first, then out of the side, then out of the conversation. */
function leave(desk: Desk): void {
  const focused = document.activeElement;
  const { opened, sideOpen } = desk.store.get();
  const drawer = sideOpen && !isWide();
  if (focused instanceof HTMLTextAreaElement || focused instanceof HTMLInputElement) {
    if (opened) desk.focusRow(opened.id);
    if (document.activeElement === focused) focused.blur();
  } else if (drawer) {
    desk.showSide(false);
  } else if (opened) {
    desk.chats.close();
    desk.focusRow(opened.id);
  }
}
