export interface BackoffOptions {
  /** Milliseconds; the ceiling of the first wait. Default 500. */
  firstMs?: number;
  /** Milliseconds; no ceiling is higher. Default 30 000. */
  longestMs?: number;
  /** 0 ≤ x < 1. Default Math.random. */
  random?: () => number;
}

/**
 * Full jitter: a wait drawn evenly from 0 to a ceiling that doubles with each failed try.
 * @param failures how many tries failed in a row, 0 for the first wait
 * @returns milliseconds
 */
export function backoff(failures: number, options: BackoffOptions = {}): number {
  const { firstMs = 500, longestMs = 30_000, random = Math.random } = options;
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 16));
  return Math.round(random() * ceiling);
}
