import { endPushes, keepPushes } from "./webPush.ts";

/** unsupported: not in this browser, or not over plain http; blocked: only the browser's own settings change it. */
export type NoticeState = "unsupported" | "off" | "blocked" | "on";

export interface Notice {
  /** One of the same tag takes the place of the one before. */
  readonly tag: string;
  readonly title: string;
  /** Left out where previews are hidden. */
  readonly preview?: string | undefined;
  /** Buttons on it, where the system shows them. */
  readonly actions?: readonly { readonly action: string; readonly title: string }[];
  /** Stays until it is answered. */
  readonly stays?: boolean;
}

export interface NoticeClick {
  readonly tag: string;
  /** Empty for a click beside the buttons. */
  readonly action: string;
}

const scope = "/desk/";
const clickKind = "servicedesk.notice";
const hiddenKey = "servicedesk.notices.hidePreviews";
/** How the worker names the notification that opened the desk. */
const clickedBefore = /^#((?:chat|staff|offer)-\d+)$/;
/** Held by every tab of the desk that can be seen. */
const viewLock = "servicedesk.desk.view";

/** Notifications of the system, for whoever has no tab of the desk in view. */
export class DesktopNotices {
  private readonly listeners = new Set<() => void>();
  private worker: Promise<ServiceWorkerRegistration> | undefined;
  private leaveView: (() => void) | undefined;

  readonly state = (): NoticeState => {
    if (!supported()) return "unsupported";
    switch (Notification.permission) {
      case "granted":
        return "on";
      case "denied":
        return "blocked";
      default:
        return "off";
    }
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly hidesPreviews = (): boolean => localStorage.getItem(hiddenKey) === "1";

  hidePreviews(hide: boolean): void {
    localStorage.setItem(hiddenKey, hide ? "1" : "0");
    this.tell();
  }

  /** Call from a click: browsers ask nobody otherwise. */
  async allow(): Promise<void> {
    if (!supported()) return;
    await Notification.requestPermission();
    this.tell();
  }

  /**
   * Tells other tabs while this one can be seen, and hears of clicks.
   * @returns how to stop.
   */
  start(clicked: (click: NoticeClick) => void): () => void {
    if (!supported()) return () => undefined;
    const tag = clickedBefore.exec(location.hash)?.[1];
    if (tag !== undefined) {
      history.replaceState(history.state, "", location.pathname + location.search);
      clicked({ tag, action: "" });
    }
    const looked = () => this.inView(document.visibilityState === "visible");
    const heard = ({ data }: MessageEvent<unknown>) => {
      if (isClick(data)) clicked(data);
    };
    looked();
    document.addEventListener("visibilitychange", looked);
    navigator.serviceWorker.addEventListener("message", heard);
    return () => {
      this.inView(false);
      document.removeEventListener("visibilitychange", looked);
      navigator.serviceWorker.removeEventListener("message", heard);
    };
  }

  /** Shows it unless a tab of the desk is in view. */
  async show(notice: Notice): Promise<void> {
    if (this.state() !== "on" || (await isInView())) return;
    // Without its worker, or refused by the system, it is missed: what is shown in the desk does not depend on it.
    const registration = await this.registration().catch(() => undefined);
    const shown = registration?.showNotification(notice.title, {
      tag: notice.tag,
      body: this.hidesPreviews() ? "" : (notice.preview ?? ""),
      icon: "/desk/favicon.svg",
      requireInteraction: notice.stays ?? false,
      ...extras(notice),
    });
    await shown?.catch(() => undefined);
  }

  /** News comes to this browser while no desk is open in it, where the server pushes. Without it what is missed waits in the desk. */
  async keepPushes(): Promise<void> {
    if (this.state() !== "on") return;
    const previews = !this.hidesPreviews();
    await this.registration()
      .then((worker) => keepPushes(worker, previews))
      .catch(() => undefined);
  }

  /** Call before signing out. */
  async endPushes(): Promise<void> {
    if (!supported()) return;
    const worker = await navigator.serviceWorker.getRegistration(scope);
    if (worker) await endPushes(worker).catch(() => undefined);
  }

  /** Takes it away, seen or not. */
  async close(tag: string): Promise<void> {
    if (this.state() !== "on") return;
    // A page before this one may have shown it.
    const registration = await navigator.serviceWorker.getRegistration(scope);
    for (const shown of (await registration?.getNotifications({ tag })) ?? []) shown.close();
  }

  private registration(): Promise<ServiceWorkerRegistration> {
    this.worker ??= navigator.serviceWorker
      .register("/desk/notices.js", { scope })
      .then(() => navigator.serviceWorker.ready);
    // One that failed is tried again with the next notice.
    this.worker.catch(() => (this.worker = undefined));
    return this.worker;
  }

  private inView(seen: boolean): void {
    if (seen === (this.leaveView !== undefined)) return;
    this.leaveView?.();
    this.leaveView = undefined;
    if (!seen) return;
    const gone = new Promise<void>((resolve) => (this.leaveView = resolve));
    void navigator.locks.request(viewLock, { mode: "shared" }, () => gone);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function supported(): boolean {
  return "Notification" in window && "serviceWorker" in navigator && "locks" in navigator;
}

async function isInView(): Promise<boolean> {
  const { held } = await navigator.locks.query();
  return held?.some((lock) => lock.name === viewLock) ?? false;
}

// Buttons, and sounding again for a tag that is shown already, are not in the language's own types.
function extras(notice: Notice): object {
  return { renotify: true, actions: notice.actions ?? [] };
}

function isClick(data: unknown): data is NoticeClick {
  return typeof data === "object" && data !== null && "kind" in data && data.kind === clickKind;
}
