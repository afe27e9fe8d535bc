import type { AdminKey } from "../words.ts";

/** How the settings of one record are shown: what kind of value, in which unit, from what default. */
export type FieldSpec =
  | {
      readonly kind: "seconds" | "number";
      /** The path below the record, for example "silence.warnSeconds". */
      readonly name: string;
      readonly low: number;
      readonly high: number;
      readonly usual: number | undefined;
      /** Empty means null: no limit of its own. */
      readonly nullable?: boolean;
    }
  | { readonly kind: "switch"; readonly name: string; readonly usual: boolean }
  | {
      readonly kind: "choice";
      readonly name: string;
      readonly choices: readonly string[];
      readonly usual: string;
    };

export interface FieldGroup {
  readonly id: string;
  readonly label: AdminKey;
  readonly fields: readonly FieldSpec[];
}

const day = 86_400;

export const seconds = (name: string, low: number, high: number, usual: number): FieldSpec => ({
  kind: "seconds",
  name,
  low,
  high,
  usual,
});

export const number = (name: string, low: number, high: number, usual: number): FieldSpec => ({
  kind: "number",
  name,
  low,
  high,
  usual,
});

const choice = (name: string, choices: readonly string[]): FieldSpec => ({
  kind: "choice",
  name,
  choices,
  usual: choices[0] ?? "",
});

/** Every setting of a queue. Defaults and ranges are those of the server, which checks them again. */
export const queueGroups: readonly FieldGroup[] = [
  {
    id: "offers",
    label: "queues.group.offers",
    fields: [
      choice("offerMode", ["exclusive", "autoAccept", "broadcast", "pull"]),
      number("broadcastAgents", 1, 5, 3),
      choice("agentPolicy", [
        "leastLoaded",
        "longestIdle",
        "roundRobin",
        "mostSkilled",
        "fillFirst",
        "ranked",
      ]),
      seconds("acceptSeconds", 5, 120, 20),
      seconds("excludeSeconds", 1, 3_600, 120),
      number("maxRounds", 1, 100, 3),
    ],
  },
  {
    id: "intake",
    label: "queues.group.intake",
    fields: [
      number("maxLengthFactor", 0, 1_000, 3),
      number("maxLengthAtLeast", 1, 1_000_000, 10),
      seconds("maxWaitSeconds", 30, day, 1_200),
    ],
  },
  {
    id: "order",
    label: "queues.group.order",
    fields: [
      seconds("serviceGuaranteeSeconds", 1, day, 900),
      seconds("tierPromoteSeconds", 1, day, 300),
      seconds("transferCreditSeconds", 0, day, 120),
      seconds("lostAgentCreditSeconds", 0, day, 600),
      seconds("maxBoostSeconds", 0, day, 900),
    ],
  },
  {
    id: "closing",
    label: "queues.group.closing",
    fields: [
      choice("closing", ["drain", "fallback", "end"]),
      seconds("drainSeconds", 0, day, 1_800),
    ],
  },
  {
    id: "silence",
    label: "queues.group.silence",
    fields: [
      seconds("silence.warnSeconds", 10, day, 180),
      seconds("silence.countdownSeconds", 11, day, 300),
      seconds("silence.closeSeconds", 12, day, 600),
      seconds("visitorGraceSeconds", 1, day, 120),
      seconds("visitorLeftSeconds", 1, day, 180),
    ],
  },
  {
    id: "service",
    label: "queues.group.service",
    fields: [
      seconds("replyDue.warnSeconds", 5, day, 60),
      seconds("replyDue.alarmSeconds", 6, day, 120),
      seconds("wrapUpSeconds", 0, 300, 30),
    ],
  },
];

export const surveyFields: readonly FieldSpec[] = [
  { kind: "switch", name: "survey.enabled", usual: true },
  seconds("survey.expiresSeconds", 60, 365 * day, 172_800),
  seconds("survey.remindSeconds", 0, 365 * day, 0),
];

export const agentSettingsFields: readonly FieldSpec[] = [
  seconds("graceSeconds", 1, 3_600, 30),
  seconds("tellVisitorAfterSeconds", 0, 3_599, 10),
  number("missLimit", 1, 100, 2),
  number("holdDownLosses", 1, 100, 3),
  seconds("holdDownWindowSeconds", 1, day, 300),
  seconds("holdDownSeconds", 1, 3_600, 30),
];

export const botSettingsFields: readonly FieldSpec[] = [seconds("idleCloseSeconds", 30, day, 600)];
