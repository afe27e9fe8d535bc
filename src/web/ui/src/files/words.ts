import type english from "../../locales/files/en.json";
import {
  type Catalogue,
  type KeyOf,
  type Locale,
  type Translate,
  translator,
} from "../i18n/translate.ts";

export type FilesTranslate = Translate<KeyOf<typeof english>>;

const catalogues: Readonly<Record<Locale, () => Promise<{ default: Catalogue }>>> = {
  en: () => import("../../locales/files/en.json"),
  "zh-CN": () => import("../../locales/files/zh-CN.json"),
};

const loaded = new Map<Locale, FilesTranslate>();

/** The words of files, loaded when the first file is shown. */
export async function loadFilesWords(locale: Locale): Promise<FilesTranslate> {
  const known = loaded.get(locale);
  if (known) return known;
  const t: FilesTranslate = translator(locale, (await catalogues[locale]()).default);
  loaded.set(locale, t);
  return t;
}

/** A count of bytes in words, for example "1.2 MB". */
export function sizeText(bytes: number, locale: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: units[step],
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step);
}
