export { pastedFiles } from "./files/pastedFiles.ts";
export {
  type Catalogue,
  chooseLocale,
  type KeyOf,
  type Locale,
  locales,
  type MessageKey,
  type MessageKeyOf,
  type Translate,
  translator,
  type Values,
} from "./i18n/translate.ts";
export {
  actionsOn,
  EMOJI,
  type Hand,
  lastEditable,
  type MessageAction,
  recallNeedsReason,
} from "./messages/actions.ts";
export { gist } from "./messages/gist.ts";
export { MessageContent } from "./messages/MessageContent.tsx";
export { Reactions } from "./messages/Reactions.tsx";
export { noteText } from "./messages/notes.ts";
export { Receipt } from "./messages/Receipt.tsx";
export { GROUP_GAP_MS, type Row, rowsOf } from "./messages/rows.ts";
export { placeAfterScroll, type ScrollPlace } from "./messages/scrollPlace.ts";
export { copyText } from "./text/copy.ts";
export {
  type Block,
  type Inline,
  parseMarkdownLite,
  plainText,
  safeHref,
} from "./text/markdownLite.ts";
export { RichText } from "./text/RichText.tsx";
export { contrast, readableBrand } from "./theme/contrast.ts";
export { inkOn } from "./theme/ink.ts";
