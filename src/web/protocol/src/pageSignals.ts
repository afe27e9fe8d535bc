/** Calls back when the page came to life (visible, online, shown from the cache); returns how to stop. */
export type PageSignals = (awake: () => void) => () => void;

/** The page's window, where there is one. */
export const pageSignals: PageSignals = (awake) => {
  if (typeof window === "undefined") {
    return () => undefined;
  }

  const visible = () => {
    if (document.visibilityState === "visible") {
      awake();
    }
  };
  document.addEventListener("visibilitychange", visible);
  window.addEventListener("online", awake);
  window.addEventListener("pageshow", awake);
  return () => {
    document.removeEventListener("visibilitychange", visible);
    window.removeEventListener("online", awake);
    window.removeEventListener("pageshow", awake);
  };
};
