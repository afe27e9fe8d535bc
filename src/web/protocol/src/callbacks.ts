import type { Transport } from "./transport.ts";

type Handler = (value: never) => void;

/** The handlers of the server's callbacks, which outlive the transports that bring these. */
export class Callbacks {
  private readonly handlers = new Map<string, Set<Handler>>();
  private readonly own: Readonly<Record<string, (value: never, transport: Transport) => void>>;

  /** @param own heard on every transport, also when nobody asks for them, and before the handlers */
  constructor(own: Readonly<Record<string, (value: never, transport: Transport) => void>>) {
    this.own = own;
    for (const name of Object.keys(own)) {
      this.handlers.set(name, new Set());
    }
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
      this.own[name]?.(value, transport);
      for (const handler of this.handlers.get(name) ?? []) {
        handler(value);
      }
    });
  }
}
