import { useLanguage } from "../shell/language.tsx";
import classes from "./Tables.module.css";

const width = 90;
const height = 22;

/** How many waited over the last minutes, as a small line; its figures are in its name. */
export function Spark({ depths, queue }: { depths: readonly number[]; queue: string }) {
  const { t } = useLanguage();
  const most = Math.max(0, ...depths);
  const step = width / Math.max(1, depths.length - 1);
  const y = (depth: number) => height - 2 - (most === 0 ? 0 : (depth / most) * (height - 4));
  const points = depths.map((depth, i) => `${(i * step).toFixed(1)},${y(depth).toFixed(1)}`);
  return (
    <svg
      className={classes.spark}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t("desk.live.sparkOf", {
        queue,
        now: String(depths.at(-1) ?? 0),
        most: String(most),
        minutes: String(depths.length),
      })}
    >
      <polyline points={points.join(" ")} fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}
