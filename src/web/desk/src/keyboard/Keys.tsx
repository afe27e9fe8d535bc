import classes from "./Keys.module.css";

const shown: Readonly<Record<string, string>> = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };
const onMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** One of an action's keys, drawn as key caps. */
export function Keys({ name }: { name: string }) {
  return (
    <span className={classes.keys}>
      {name.split(/[ +]/).map((part, i) => (
        <kbd className={classes.key} key={i}>
          {part === "Ctrl" && onMac ? "⌘" : (shown[part] ?? part)}
        </kbd>
      ))}
    </span>
  );
}
