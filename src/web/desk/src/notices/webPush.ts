import type { WebPushEnd, WebPushKey, WebPushSubscription } from "@servicedesk/protocol";
import { ask } from "../staff/staffApi.ts";

const path = "/api/staff/web-push";

/**
 * Lets the server reach this browser while no desk is open in it. Again with each start: the server's key or the browser's address may
 * have changed, and somebody else may have signed in here.
 * @param previews false leaves out what was said.
 */
export async function keepPushes(
  worker: ServiceWorkerRegistration,
  previews: boolean,
): Promise<void> {
  const manager = managerOf(worker);
  const answer = manager && (await ask<WebPushKey>("GET", path));
  if (!answer?.ok) return;
  const { key } = answer.value;
  const held = await manager?.getSubscription();
  const fits = held && keyOf(held) === key;
  if (held && !fits) await held.unsubscribe();
  const subscription = fits
    ? held
    : await manager?.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = subscription?.toJSON() ?? {};
  if (!endpoint || !keys?.p256dh || !keys.auth) return;
  const { p256dh, auth } = keys;
  await ask("PUT", path, { endpoint, p256dh, auth, previews } satisfies WebPushSubscription);
}

/** Whoever signs out is told nothing more in this browser. */
export async function endPushes(worker: ServiceWorkerRegistration): Promise<void> {
  const subscription = await managerOf(worker)?.getSubscription();
  if (!subscription) return;
  await ask("DELETE", path, { endpoint: subscription.endpoint } satisfies WebPushEnd);
  await subscription.unsubscribe();
}

function managerOf(worker: ServiceWorkerRegistration): PushManager | undefined {
  return "pushManager" in worker ? worker.pushManager : undefined;
}

/** In base64url, as the server tells it. */
function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
