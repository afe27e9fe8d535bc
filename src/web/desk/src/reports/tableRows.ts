import type { MetricInfo, Report, ReportFigure, ReportRow } from "@servicedesk/protocol";

/** By which column and in which direction a table is sorted. */
export interface Sorting {
  /** The id of a metric, or `name` or `time`. */
  readonly column: string;
  readonly up: boolean;
}

export function figureOf(row: ReportRow, metric: string): ReportFigure | undefined {
  return row.figures.find((figure) => figure.metric === metric);
}

/** The rows in their order: what has no data comes last, and what rests on too few is not ranked with the rest. */
export function sorted(report: Report, { column, up }: Sorting): readonly ReportRow[] {
  const direction = up ? 1 : -1;
  const rows = report.rows.map((row, index) => ({ row, index, rank: rankOf(row, column) }));
  rows.sort((a, b) => {
    if (a.rank.group !== b.rank.group) return a.rank.group - b.rank.group;
    const order = compare(a.rank.value, b.rank.value) * direction;
    return order === 0 ? a.index - b.index : order;
  });
  return rows.map(({ row }) => row);
}

interface Rank {
  /** 0 in order, 1 not ranked, 2 no data. */
  readonly group: number;
  readonly value: number | string;
}

function rankOf(row: ReportRow, column: string): Rank {
  if (column === "name") return { group: 0, value: row.label };
  if (column === "time") return { group: 0, value: row.start };
  const figure = figureOf(row, column);
  if (!figure) return { group: 2, value: 0 };
  return figure.ranked ? { group: 0, value: figure.value } : { group: 1, value: 0 };
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b);
  return Number(a) - Number(b);
}

/** The columns that a table shows before anybody chose others. */
const usual: Readonly<Record<string, readonly string[]>> = {
  queues: [
    "queue.entered",
    "queue.answered",
    "queue.abandoned",
    "queue.wait",
    "queue.service_level",
    "queue.abandonment",
    "queue.depth",
  ],
  conversations: [
    "conversation.opened",
    "conversation.resolved",
    "conversation.first_response",
    "conversation.response",
    "conversation.handle_time",
    "conversation.resolution_without_bot",
    "conversation.sla",
  ],
  agents: [
    "agent.staffed",
    "agent.available",
    "agent.occupancy",
    "agent.slot_occupancy",
    "agent.concurrency",
    "agent.served",
  ],
};

const columnsKey = (table: string) => `servicedesk.reports.columns.${table}`;

/** The chosen columns of a table in the table's order; an unknown choice is the usual one. */
export function chosenColumns(table: string, metrics: readonly MetricInfo[]): readonly string[] {
  const all = metrics.filter((metric) => metric.table === table).map((metric) => metric.id);
  const kept = localStorage.getItem(columnsKey(table))?.split(",");
  const wanted = new Set(kept ?? usual[table] ?? all);
  const chosen = all.filter((id) => wanted.has(id));
  return chosen.length > 0 ? chosen : all;
}

export function keepColumns(table: string, columns: readonly string[]): void {
  localStorage.setItem(columnsKey(table), columns.join(","));
}
