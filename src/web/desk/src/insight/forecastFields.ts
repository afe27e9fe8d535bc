import type { ForecastRequest } from "@servicedesk/protocol";
import type { InsightKey } from "./words.ts";

export interface ForecastField {
  readonly name: keyof ForecastRequest;
  readonly label: InsightKey;
  readonly help?: InsightKey;
  readonly low: number;
  readonly high: number;
  readonly usual: number;
  readonly whole: boolean;
}

/** What a forecast asks for, with the ranges that the server keeps; the level is a percentage here. */
export const forecastFields: readonly ForecastField[] = [
  {
    name: "arrivalsPerHour",
    label: "forecast.arrivals",
    low: 0.1,
    high: 20_000,
    usual: 60,
    whole: false,
  },
  {
    name: "handleSeconds",
    label: "forecast.handle",
    help: "forecast.handleHelp",
    low: 1,
    high: 86_400,
    usual: 480,
    whole: false,
  },
  {
    name: "patienceSeconds",
    label: "forecast.patience",
    help: "forecast.patienceHelp",
    low: 1,
    high: 7_200,
    usual: 180,
    whole: false,
  },
  { name: "agents", label: "forecast.agents", low: 1, high: 2_000, usual: 4, whole: true },
  { name: "slotsPerAgent", label: "forecast.slots", low: 1, high: 20, usual: 3, whole: true },
  { name: "targetSeconds", label: "forecast.target", low: 0, high: 3_600, usual: 30, whole: false },
  { name: "serviceLevel", label: "forecast.level", low: 1, high: 99.9, usual: 80, whole: false },
];

export type ForecastTexts = Readonly<Record<keyof ForecastRequest, string>>;

export const usualTexts = Object.fromEntries(
  forecastFields.map((field) => [field.name, String(field.usual)]),
) as ForecastTexts;

/** The number typed, or undefined when it is none of the field's range. */
export function readField(field: ForecastField, text: string): number | undefined {
  const value = text.trim() === "" ? NaN : Number(text);
  const fits =
    value >= field.low && value <= field.high && (!field.whole || Number.isInteger(value));
  return fits ? value : undefined;
}

/** The whole request, or undefined while a field is wrong. */
export function readForecast(texts: ForecastTexts): ForecastRequest | undefined {
  const values = forecastFields.map((field) => [field.name, readField(field, texts[field.name])]);
  if (values.some(([, value]) => value === undefined)) return undefined;
  const request = Object.fromEntries(values) as unknown as ForecastRequest;
  return { ...request, serviceLevel: request.serviceLevel / 100 };
}
