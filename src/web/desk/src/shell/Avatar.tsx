import classes from "./Avatar.module.css";

/** Dark enough for white letters (≥ 4.5:1) in light and dark. */
const fills = [
  "#2f5fa8",
  "#7a4aa0",
  "#0f6e6a",
  "#9a4a1a",
  "#8a3560",
  "#4a6420",
  "#5450b0",
  "#985008",
];

interface AvatarProps {
  readonly name: string;
  readonly size?: number;
  /** Shows whether the person is connected now. */
  readonly online?: boolean | undefined;
}

/** Initials on a colour that stays with the name; the name itself stands beside it, so this is hidden from readers. */
export function Avatar({ name, size = 36, online }: AvatarProps) {
  return (
    <span
      className={classes.avatar}
      style={{ inlineSize: size, blockSize: size }}
      aria-hidden="true"
    >
      <span
        className={classes.disc}
        style={{ background: fillOf(name), fontSize: size * 0.38 }}
        data-initials={initials(name)}
      />
      {online !== undefined && <span className={classes.dot} data-online={online} />}
    </span>
  );
}

export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const first = [...(words[0] ?? "")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}

function fillOf(name: string): string | undefined {
  let hash = 2166136261;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  return fills[((hash >>> 16) ^ (hash & 0xffff)) % fills.length];
}
