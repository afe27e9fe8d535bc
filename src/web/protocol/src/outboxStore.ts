import type { OutboxItem } from "./outbox.ts";

const DATABASE = "servicedesk";
const STORE = "outbox";
const BY_OWNER = "owner";

type Kept = OutboxItem & { readonly owner: string };

/** Unsent messages in IndexedDB. Nothing is made there before the first use; where it is denied, nothing is kept. */
export class OutboxStore {
  private readonly owner: string;
  private database: Promise<IDBDatabase | undefined> | undefined;

  /** @param owner whose messages these are: nobody else's are read or sent */
  constructor(owner: string) {
    this.owner = owner;
  }

  /** In the order in which they were written. */
  async load(): Promise<readonly OutboxItem[]> {
    const database = await this.open();
    if (!database) {
      return [];
    }

    try {
      const store = database.transaction(STORE).objectStore(STORE);
      const found = await done<Kept[]>(store.index(BY_OWNER).getAll(this.owner));
      return found.sort((a, b) => a.createdAt - b.createdAt);
    } catch {
      return [];
    }
  }

  /** Keeps what is unsent and forgets the rest. Changes take effect in the order of the calls. */
  async keep(put: readonly OutboxItem[], gone: readonly string[]): Promise<void> {
    const database = await this.open();
    if (!database) {
      return;
    }

    try {
      const store = database.transaction(STORE, "readwrite").objectStore(STORE);
      const sent = put.filter((item) => item.state === "sent").map((item) => item.clientMsgId);
      const unsent = put.filter((item) => item.state !== "sent");
      await Promise.all([
        ...unsent.map((item) => done(store.put({ ...item, owner: this.owner } satisfies Kept))),
        ...[...gone, ...sent].map((id) => done(store.delete(id))),
      ]);
    } catch {
      // A full or closing database: what is in memory is still sent.
    }
  }

  private open(): Promise<IDBDatabase | undefined> {
    this.database ??= openDatabase().catch(() => undefined);
    return this.database;
  }
}

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore(STORE, { keyPath: "clientMsgId" });
    store.createIndex(BY_OWNER, BY_OWNER);
  };
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new globalThis.Error("IndexedDB failed"));
  });
}
