/** What the frame keeps under a key; nothing where a cross-site frame is denied all storage. */
export function stored(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value where the frame may; an empty one is removed. */
export function store(key: string, value: string): void {
  try {
    if (value) {
      localStorage.setItem(key, value);
    } else {
      localStorage.removeItem(key);
    }
  } catch {
    // denied or full: it lives as long as the page
  }
}
