import type { Transport } from "./transport.ts";

type Handler = (value: never) => void;

/** The handlers of the server's callbacks, which outlive the transports that bring these. */
export class Callbacks {
  // Control is heard on every transport, also when nobody asked for it.
  private readonly handlers = new Map<string, Set<Handler>>([["Control", new Set()]]);
  private readonly control: (value: never, transport: Transport) => void;

  /** @param control told of each Control before its handlers are */
  constructor(control: (value: never, transport: Transport) => void) {
    this.control = control;
  }

  /** Adds a handler, also to the transport that is there; returns how to stop. */
  add(name: string, handler: Handler, transport: Transport | undefined): () => void {
    let set = this.handlers.get(name);
    if (!set) {
      set = new Set();
      this.handlers.set(name, set);
      if (transport) {
        this.listen(transport, name);
      }
    }

    set.add(handler);
    return () => set.delete(handler);
  }

  /** Makes a new transport bring its callbacks here. */
  attach(transport: Transport): void {
    for (const name of this.handlers.keys()) {
      this.listen(transport, name);
    }
  }

  private listen(transport: Transport, name: string): void {
    transport.on(name, (value: never) => {
      if (name === "Control") {
        this.control(value, transport);
      }

      for (const handler of this.handlers.get(name) ?? []) {
        handler(value);
      }
    });
  }
}
