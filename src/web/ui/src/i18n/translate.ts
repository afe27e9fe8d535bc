import type en from "../../locales/en.json";

type PluralForm = "zero" | "one" | "two" | "few" | "many" | "other";
type WithoutForm<K> = K extends `${infer Base}_${PluralForm}` ? Base : K;

/** Every key of a catalogue; plural keys without their form. */
export type KeyOf<English> = WithoutForm<keyof English & string>;

/** Every key of the catalogue that all parts share. */
export type MessageKey = KeyOf<typeof en>;

/** Keys of one part, for example `MessageKeyOf<"widget">`. */
export type MessageKeyOf<Prefix extends string> = Extract<MessageKey, `${Prefix}.${string}`>;

export type Catalogue = Readonly<Record<string, string>>;

/** Values for `{{name}}` in a text; `count` also chooses the plural form, `context` a variant `key_context`. */
export type Values = Readonly<Record<string, string | number>>;

export type Translate<K extends string = MessageKey> = (key: K, values?: Values) => string;

/**
 * Words for keys, with plurals by Intl and variants by context. It understands the part of i18next's
 * catalogue format that the catalogues use, so that the desk's i18next and the widget share them.
 * A key that the catalogue lacks comes back as itself.
 */
export function translator<K extends string = MessageKey>(
  locale: string,
  catalogue: Catalogue,
): Translate<K> {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (key, values = {}) => {
    const { count, context } = values;
    const candidates = [
      context === undefined ? undefined : `${key}_${context}`,
      typeof count === "number" ? `${key}_${plurals.select(count)}` : undefined,
      typeof count === "number" ? `${key}_other` : undefined,
      key,
    ];
    const found = candidates.find((one) => one !== undefined && one in catalogue);
    const text = found === undefined ? key : (catalogue[found] ?? key);
    return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined
        ? whole
        : typeof value === "number"
          ? numbers.format(value)
          : value;
    });
  };
}

export const locales = ["en", "zh-CN"] as const;

export type Locale = (typeof locales)[number];

/** The best catalogue for the first wish that any catalogue meets; English otherwise. */
export function chooseLocale(wishes: readonly (string | null | undefined)[]): Locale {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split("-")[0];
    const match = locales.find((locale) => locale.toLowerCase().split("-")[0] === language);
    if (language && match) {
      return match;
    }
  }

  return "en";
}
