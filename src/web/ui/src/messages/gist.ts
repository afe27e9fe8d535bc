import type { EventBody } from "@servicedesk/protocol";
import type { Translate } from "../i18n/translate.ts";
import { plainText } from "../text/markdownLite.ts";

/** What a message says, in one line and without looks: its words, its files' names, its product or order. */
export function gist(body: EventBody, t: Translate): string {
  const { text = "", attachments = [], product, order } = body;
  const parts = [
    plainText(text),
    ...attachments.map((file) => file.name),
    product?.title,
    order && t("message.order", { number: order.number }),
  ];
  return parts.filter(Boolean).join(" ") || t("message.attached");
}
