/**
 * What a browser records says nowhere how long it is: the player shows 0:00 until it was played. Going to the end finds it out, and
 * the player goes back to the start.
 */
export function learnLength(player: HTMLMediaElement): void {
  if (player.duration !== Infinity) return;
  const known = () => {
    if (!Number.isFinite(player.duration)) return;
    player.removeEventListener("durationchange", known);
    player.currentTime = 0;
  };
  player.addEventListener("durationchange", known);
  player.currentTime = Number.MAX_SAFE_INTEGER;
}
