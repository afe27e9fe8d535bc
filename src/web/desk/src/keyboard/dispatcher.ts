import { isComposing, isPlain, keyName, takesText, type Pressed } from "./keys";

/** One thing that can be done, as data: buttons, keys and the list of shortcuts all read it here. */
export interface Action<C> {
  readonly id: string;
  /** Key names as {@link keyName} gives them; two keys in turn are separated by a blank ("G I"). */
  readonly keys: readonly string[];
  /** Whether it can be done now. */
  readonly when: (context: C) => boolean;
  readonly run: (context: C) => void;
}

/** The first key of a pair is forgotten after this time. */
const pairWithinMs = 1500;

/** Finds the action that a key means. Holds only the first key of a pair. */
export class KeyDispatcher<C> {
  private first: { readonly name: string; readonly at: number } | undefined;
  private readonly actions: readonly Action<C>[];
  private readonly now: () => number;

  constructor(actions: readonly Action<C>[], now: () => number = () => performance.now()) {
    this.actions = actions;
    this.now = now;
  }

  /**
   * @param plainKeys whether single letters act at all (WCAG 2.1.4: they can be turned off).
   * @param modal true while a dialog or menu has the keyboard: then nothing acts but what it does itself.
   */
  find(
    event: Pressed & { readonly target?: EventTarget | null },
    context: C,
    plainKeys = true,
    modal = false,
  ): Action<C> | undefined {
    if (modal || isComposing(event)) return undefined;
    const name = keyName(event);
    if (["Shift", "Control", "Alt", "Meta"].includes(event.key)) return undefined;
    if (
      isPlain(name) &&
      (takesText(event.target ?? null) || (!plainKeys && /^(Shift\+)?.$/.test(name)))
    ) {
      this.first = undefined;
      return undefined;
    }
    const pair =
      this.first && this.now() - this.first.at <= pairWithinMs
        ? `${this.first.name} ${name}`
        : undefined;
    this.first = undefined;
    const match = this.matching(pair, context) ?? this.matching(name, context);
    if (!match && this.actions.some((a) => a.keys.some((k) => k.startsWith(`${name} `)))) {
      this.first = { name, at: this.now() };
    }
    return match;
  }

  private matching(name: string | undefined, context: C): Action<C> | undefined {
    if (name === undefined) return undefined;
    return this.actions.find((a) => a.keys.includes(name) && a.when(context));
  }
}
