import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import classes from "./RowList.module.css";
import { useHeldOrder, useLatest } from "./useHeldOrder.ts";

/** Height of every row, in pixels; rows of one height can be drawn without measuring. */
const rowHeight = 76;

interface RowListProps {
  readonly label: string;
  /** Ids in the order in which they want to stand. */
  readonly wanted: readonly number[];
  readonly opened: number | undefined;
  readonly open: (id: number) => void;
  readonly row: (id: number) => ReactNode;
  readonly footer?: ReactNode;
}

/** A virtual list of rows of which one can be opened; its order keeps still under the pointer and the focus. */
export function RowList({ label, wanted, opened, open, row, footer }: RowListProps) {
  const desk = useDesk();
  const { t } = useLanguage();
  const { shown, pending, apply, handlers } = useHeldOrder(wanted);
  const [active, setActive] = useState<number>();
  const scroller = useRef<HTMLDivElement>(null);
  const current = [active, opened, shown[0]].find((id) => id !== undefined && shown.includes(id));
  const currentIndex = current === undefined ? -1 : shown.indexOf(current);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => shown[index] ?? index,
    overscan: 8,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const drawn = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
      return currentIndex >= 0 && !drawn.includes(currentIndex)
        ? [...drawn, currentIndex].sort((a, b) => a - b)
        : drawn;
    },
  });

  const latest = useLatest({ shown, virtual });
  useEffect(() => {
    desk.shownOrder = () => latest.current.shown;
    desk.focusRow = (id) => {
      const index = latest.current.shown.indexOf(id);
      if (index < 0) return;
      latest.current.virtual.scrollToIndex(index);
      setActive(id);
      requestAnimationFrame(() =>
        document.getElementById(rowId(id))?.focus({ preventScroll: true }),
      );
    };
    return () => {
      desk.shownOrder = () => [];
      desk.focusRow = () => undefined;
    };
  }, [desk, latest]);

  return (
    <div className={classes.list} {...handlers}>
      <div role="status" className={classes.chipPlace}>
        {pending > 0 && (
          <button type="button" className={classes.chip} onClick={apply}>
            {t("desk.list.updates", { count: pending })}
          </button>
        )}
      </div>
      <div className={classes.scroller} ref={scroller} tabIndex={-1}>
        <div
          role="listbox"
          aria-label={label}
          className={classes.rows}
          style={{ blockSize: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map((item) => {
            const id = shown[item.index];
            if (id === undefined) return null;
            return (
              <div
                key={id}
                id={rowId(id)}
                role="option"
                aria-selected={id === opened}
                aria-setsize={shown.length}
                aria-posinset={item.index + 1}
                tabIndex={id === current ? 0 : -1}
                className={classes.row}
                style={{ transform: `translateY(${item.start}px)`, blockSize: rowHeight }}
                onFocus={() => setActive(id)}
                onClick={() => {
                  open(id);
                  desk.focusComposerSoon();
                }}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" && event.key !== " ") return;
                  event.preventDefault();
                  open(id);
                  if (event.key === "Enter") desk.focusComposerSoon();
                }}
              >
                {row(id)}
              </div>
            );
          })}
        </div>
        {footer}
      </div>
    </div>
  );
}

function rowId(id: number): string {
  return `row-${id}`;
}
