import { type ReactNode, useRef, useState } from "react";
import { listed } from "../desk/neighbours.ts";
import { Place } from "../fields/Place.tsx";
import { useWords } from "../words.ts";
import classes from "./SortableList.module.css";

interface SortableListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  /** Stays the same for an item wherever it stands. */
  readonly keyOf: (item: T, index: number) => string;
  /** What the item is called when it is moved. */
  readonly nameOf: (item: T) => string;
  /** Where the item stands in the draft: sought there, its content has the focus. */
  readonly placeOf?: (item: T, index: number) => string;
  /** So many at the end stay where they are. */
  readonly pinned?: number;
  readonly onMove: (from: number, to: number) => void;
  readonly children: (item: T, index: number) => ReactNode;
}

/** A list whose order counts. An item's handle takes the arrow keys and the pointer; moves are announced. */
export function SortableList<T>(props: SortableListProps<T>) {
  const { label, items, keyOf, nameOf, placeOf, pinned = 0, onMove, children } = props;
  const t = useWords();
  const [held, setHeld] = useState<number>();
  const [over, setOver] = useState<number>();
  const [told, setTold] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const movable = items.length - pinned;

  const move = (from: number, to: number) => {
    const item = items[from];
    if (to < 0 || to >= movable || from === to || item === undefined) return;
    onMove(from, to);
    setTold(t("sort.moved", { name: nameOf(item), place: to + 1, count: items.length }));
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-handle="${to}"]`)?.focus(),
    );
  };
  const drop = () => {
    if (held !== undefined && over !== undefined) move(held, Math.min(over, movable - 1));
    setHeld(undefined);
    setOver(undefined);
  };
  return (
    <>
      <ol className={classes.list} aria-label={label} ref={list}>
        {items.map((item, index) => (
          <li
            key={keyOf(item, index)}
            className={classes.item}
            draggable={held === index}
            data-held={held === index}
            data-over={over === index && held !== index}
            data-below={held !== undefined && over === index && over > held}
            onDragStart={(event) => (event.dataTransfer.effectAllowed = "move")}
            onDragOver={(event) => {
              if (held === undefined) return;
              event.preventDefault();
              setOver(index);
            }}
            onDrop={(event) => {
              event.preventDefault();
              drop();
            }}
            onDragEnd={() => {
              setHeld(undefined);
              setOver(undefined);
            }}
          >
            {index < movable ? (
              <button
                type="button"
                className={classes.handle}
                data-handle={index}
                data-own-arrows
                aria-label={t("sort.handle", {
                  name: nameOf(item),
                  place: index + 1,
                  count: items.length,
                })}
                onPointerDown={() => setHeld(index)}
                onPointerUp={() => setHeld(undefined)}
                onKeyDown={(event) => {
                  const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
                  if (by === 0) return;
                  event.preventDefault();
                  event.stopPropagation();
                  move(index, index + by);
                }}
              >
                <span aria-hidden="true">{index + 1}</span>
                <Grip />
              </button>
            ) : (
              <span className={classes.pinned} aria-hidden="true">
                {index + 1}
              </span>
            )}
            {placeOf ? (
              <Place path={listed(placeOf(item, index))} className={classes.content}>
                {children(item, index)}
              </Place>
            ) : (
              <div className={classes.content}>{children(item, index)}</div>
            )}
          </li>
        ))}
      </ol>
      <span className="desk-hidden" role="status">
        {told}
      </span>
    </>
  );
}

function Grip() {
  return (
    <svg width="8" height="14" viewBox="0 0 8 14" fill="currentColor" aria-hidden="true">
      {[2, 7, 12].map((y) => (
        <g key={y}>
          <circle cx="2" cy={y} r="1.2" />
          <circle cx="6" cy={y} r="1.2" />
        </g>
      ))}
    </svg>
  );
}

/** The list with one item at another place. */
export function movedItem<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from];
  return item === undefined ? list : list.toSpliced(from, 1).toSpliced(to, 0, item);
}
