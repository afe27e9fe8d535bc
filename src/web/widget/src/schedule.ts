/** Runs once in the next animation frame, however often it is asked; by a timer while the page is hidden. */
export function onceAFrame(run: () => void): () => void {
  let asked = false;
  const once = () => {
    asked = false;
    run();
  };
  return () => {
    if (asked) {
      return;
    }

    asked = true;
    if (document.visibilityState === "visible") {
      requestAnimationFrame(once);
    } else {
      setTimeout(once, 100); // frames do not come to a hidden page
    }
  };
}
