/** Frames do not come to a page or panel that is not seen: then a timer draws (milliseconds). */
const UNSEEN_MS = 150;

/** Runs once in the next animation frame, however often it is asked. */
export function onceAFrame(run: () => void): () => void {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const once = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
    run();
  };
  return () => {
    if (timer === undefined) {
      timer = setTimeout(once, UNSEEN_MS);
      frame = requestAnimationFrame(once);
    }
  };
}
