const KEY = "servicedesk.uploads";

/** Whether an earlier page left uploads to go on with: then their code is loaded at once. */
export function uploadsWait(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false; // storage is denied: nothing was kept
  }
}

export function rememberUploads(wait: boolean): void {
  try {
    if (wait) localStorage.setItem(KEY, "1");
    else localStorage.removeItem(KEY);
  } catch {
    // as above
  }
}
