import { getAt } from "../desk/paths.ts";
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
const year = 365 * day;

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

const toggle = (name: string, usual: boolean): FieldSpec => ({ kind: "switch", name, usual });

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
      number("maxRequeues", 1, 100, 5),
      seconds("stickySeconds", 0, 600, 30),
      seconds("stickyLookbackSeconds", 0, year, 259_200),
    ],
  },
  {
    id: "intake",
    label: "queues.group.intake",
    fields: [
      number("maxLengthFactor", 0, 1_000, 3),
      number("maxLengthAtLeast", 1, 1_000_000, 10),
      seconds("maxWaitSeconds", 30, day, 1_200),
      seconds("maxEtaSeconds", 0, day, 0),
      choice("whenNobodyOnline", ["wait", "fallback"]),
      seconds("lastIntakeSeconds", 0, day, 0),
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
      seconds("returnCreditSeconds", 0, day, 120),
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
      seconds("firstReplySeconds", 0, day, 120),
      seconds("firstReplyTypingSeconds", 0, 300, 30),
      seconds("replyDue.warnSeconds", 5, day, 60),
      seconds("replyDue.alarmSeconds", 6, day, 120),
      seconds("wrapUpSeconds", 0, 300, 30),
      choice("onAgentLost", ["requeue", "requeueOnNextMessage", "keep"]),
    ],
  },
  {
    id: "hold",
    label: "queues.group.hold",
    fields: [seconds("inactiveSeconds", 0, year, 0), number("inactivePercent", 0, 100, 0)],
  },
  {
    id: "targets",
    label: "queues.group.targets",
    fields: [
      seconds("targets.answerSeconds", 1, day, 30),
      number("targets.serviceLevelPercent", 1, 100, 80),
      number("targets.waiting", 0, 1_000_000, 10),
      seconds("targets.longestWaitSeconds", 1, day, 300),
      number("targets.abandonmentPercent", 0, 100, 5),
    ],
  },
];

/** The times that a visitor may choose to be called at. */
export const callBackFields: readonly FieldSpec[] = [
  number("callBack.slotMinutes", 5, 240, 30),
  number("callBack.leadMinutes", 0, 10_080, 30),
  number("callBack.daysAhead", 1, 60, 7),
];

export const surveyFields: readonly FieldSpec[] = [
  toggle("survey.enabled", true),
  seconds("survey.expiresSeconds", 60, year, 172_800),
  seconds("survey.remindSeconds", 0, year, 0),
  seconds("survey.againAfterSeconds", 0, year, 86_400),
  toggle("survey.withoutReply", false),
];

export const contentRuleFields: readonly FieldSpec[] = [
  choice("action", ["refuse", "mask"]),
  choice("from", ["everybody", "visitors", "staff"]),
];

export const agentSettingsFields: readonly FieldSpec[] = [
  seconds("graceSeconds", 1, 3_600, 30),
  seconds("tellVisitorAfterSeconds", 0, 3_599, 10),
  number("missLimit", 1, 100, 2),
  number("holdDownLosses", 1, 100, 3),
  seconds("holdDownWindowSeconds", 1, day, 300),
  seconds("holdDownSeconds", 1, 3_600, 30),
];

export const botSettingsFields: readonly FieldSpec[] = [
  seconds("idleCloseSeconds", 30, day, 600),
  toggle("survey", false),
];

/** A door's own setting besides its names. */
export const entryPointFields: readonly FieldSpec[] = [seconds("resumeSeconds", 0, year, 86_400)];

/** Those of the settings that any of the records has: a server that does not know one is not sent it. */
export function offered(
  fields: readonly FieldSpec[],
  records: readonly object[],
): readonly FieldSpec[] {
  return fields.filter(
    (spec) => records.length === 0 || records.some((one) => getAt(one, spec.name) !== undefined),
  );
}
