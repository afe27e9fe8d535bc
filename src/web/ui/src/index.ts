export {
  type Catalogue,
  chooseLocale,
  type Locale,
  locales,
  type MessageKey,
  type MessageKeyOf,
  type Translate,
  translator,
  type Values,
} from "./i18n/translate.ts";
