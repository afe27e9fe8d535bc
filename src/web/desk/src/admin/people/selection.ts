export interface CellAt {
  readonly row: number;
  readonly column: number;
}

/** Where a range began and where it is now; the same cell when only one is chosen. */
export interface Selection {
  readonly anchor: CellAt;
  readonly active: CellAt;
}

export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly start: number;
  readonly end: number;
}

export function rangeOf({ anchor, active }: Selection, rows: number, columns: number): Range {
  const row = (at: number) => Math.max(0, Math.min(rows - 1, at));
  const column = (at: number) => Math.max(0, Math.min(columns - 1, at));
  return {
    top: row(Math.min(anchor.row, active.row)),
    bottom: row(Math.max(anchor.row, active.row)),
    start: column(Math.min(anchor.column, active.column)),
    end: column(Math.max(anchor.column, active.column)),
  };
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that PageUp and PageDown pass. */
  readonly page: number;
}

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** What a key makes of the selection; undefined when it moves nothing. Shift extends the range. */
export function moved(selection: Selection, event: Pressed, size: GridSize): Selection | undefined {
  const { active } = selection;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const ctrl = event.ctrlKey || event.metaKey;
  if (ctrl && event.key.toLowerCase() === "a") {
    return {
      anchor: { row: 0, column: active.column },
      active: { row: last.row, column: active.column },
    };
  }
  const next = target(event.key, ctrl, active, last, size.page);
  if (!next) return undefined;
  const cell = {
    row: Math.max(0, Math.min(last.row, next.row)),
    column: Math.max(0, Math.min(last.column, next.column)),
  };
  return { anchor: event.shiftKey ? selection.anchor : cell, active: cell };
}

function target(
  key: string,
  ctrl: boolean,
  { row, column }: CellAt,
  last: CellAt,
  page: number,
): CellAt | undefined {
  switch (key) {
    case "ArrowUp":
      return { row: ctrl ? 0 : row - 1, column };
    case "ArrowDown":
      return { row: ctrl ? last.row : row + 1, column };
    case "ArrowLeft":
      return { row, column: ctrl ? 0 : column - 1 };
    case "ArrowRight":
      return { row, column: ctrl ? last.column : column + 1 };
    case "Home":
      return { row: ctrl ? 0 : row, column: 0 };
    case "End":
      return { row: ctrl ? last.row : row, column: last.column };
    case "PageUp":
      return { row: row - page, column };
    case "PageDown":
      return { row: row + page, column };
    default:
      return undefined;
  }
}
