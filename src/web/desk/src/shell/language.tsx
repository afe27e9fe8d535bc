import {
  chooseLocale,
  type Catalogue,
  type Locale,
  type Translate,
  translator,
} from "@servicedesk/ui";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

const catalogues: Record<Locale, () => Promise<{ default: Catalogue }>> = {
  en: () => import("@servicedesk/ui/locales/en.json"),
  "zh-CN": () => import("@servicedesk/ui/locales/zh-CN.json"),
};

const storageKey = "servicedesk.locale";

export interface Language {
  readonly locale: Locale;
  readonly t: Translate;
  readonly choose: (locale: Locale) => void;
}

const LanguageContext = createContext<Language | undefined>(undefined);

export function initialLocale(): Locale {
  return chooseLocale([localStorage.getItem(storageKey), ...navigator.languages]);
}

export async function loadCatalogue(locale: Locale): Promise<Catalogue> {
  return (await catalogues[locale]()).default;
}

interface LanguageProviderProps {
  readonly locale: Locale;
  readonly catalogue: Catalogue;
  readonly children: ReactNode;
}

/** Gives the words of one language to everything below and lets it be changed without a reload. */
export function LanguageProvider({ locale, catalogue, children }: LanguageProviderProps) {
  const [words, setWords] = useState({ locale, catalogue });
  useEffect(() => {
    document.documentElement.lang = words.locale;
  }, [words.locale]);
  const language = useMemo<Language>(
    () => ({
      locale: words.locale,
      t: translator(words.locale, words.catalogue),
      choose: (next) => {
        localStorage.setItem(storageKey, next);
        void loadCatalogue(next).then((loaded) => setWords({ locale: next, catalogue: loaded }));
      },
    }),
    [words],
  );
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) throw new Error("useLanguage is used outside of LanguageProvider");
  return language;
}
