import type { Attachment } from "../contracts.g.ts";

/** An upload as it outlives the page. */
export interface KeptUpload {
  readonly id: string;
  /** The person (`kind:id`) whose it is. */
  readonly owner: string;
  readonly conv: number;
  readonly name: string;
  readonly type: string;
  readonly file: Blob;
  readonly url?: string;
  /** When the server gives it up. */
  readonly expiresAt?: string;
  readonly attachment?: Attachment;
}

/** Where uploads under way are kept. Every call may fail silently: a frame may be denied all storage, and then a reload forgets. */
export interface UploadStore {
  all(): Promise<readonly KeptUpload[]>;
  put(upload: KeptUpload): Promise<void>;
  remove(id: string): Promise<void>;
}

const NAME = "servicedesk-uploads";
const TABLE = "uploads";

/** Keeps them in this origin's IndexedDB. */
export function indexedDbStore(): UploadStore {
  let opened: Promise<IDBDatabase> | undefined;
  const open = () =>
    (opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: "id" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("denied"));
    }));
  const run = async <T>(
    mode: IDBTransactionMode,
    act: (table: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined> => {
    try {
      const table = (await open()).transaction(TABLE, mode).objectStore(TABLE);
      return await new Promise((resolve, reject) => {
        const request = act(table);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error("failed"));
      });
    } catch {
      return undefined;
    }
  };
  return {
    all: async () => (await run<KeptUpload[]>("readonly", (table) => table.getAll())) ?? [],
    put: async (upload) => void (await run("readwrite", (table) => table.put(upload))),
    remove: async (id) => void (await run("readwrite", (table) => table.delete(id))),
  };
}
