import type { ChatState } from "./state.ts";

const TYPING_LIFE_MS = 6_000;
const TYPING_EVERY_MS = 3_000;

/** Who types: others are shown for six seconds, the visitor is told of at most every three. */
export class Typing {
  private readonly show: (typing: ChatState["typing"]) => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private toldAt = 0;

  constructor(show: (typing: ChatState["typing"]) => void) {
    this.show = show;
  }

  came(typing: ChatState["typing"]): void {
    clearTimeout(this.timer);
    this.show(typing);
    this.timer = setTimeout(() => this.show(undefined), TYPING_LIFE_MS);
  }

  /** True when the server should be told now that the visitor types. */
  due(now: number): boolean {
    const due = now - this.toldAt >= TYPING_EVERY_MS;
    this.toldAt = due ? now : this.toldAt;
    return due;
  }
}
