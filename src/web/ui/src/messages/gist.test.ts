import { expect, test } from "vitest";
import en from "../../locales/en.json";
import { translator } from "../i18n/translate.ts";
import { gist } from "./gist.ts";

const t = translator("en", en);
const file = { id: "1", name: "photo.jpg", type: "image/jpeg", size: 3, thumbnail: false };

test.each([
  [{ text: "**Where** is it?" }, "Where is it?"],
  [{ text: "Look:", attachments: [file] }, "Look: photo.jpg"],
  [{ attachments: [file, { ...file, name: "bill.pdf" }] }, "photo.jpg bill.pdf"],
  [{ product: { id: "1", title: "Kettle", url: "https://shop.example" } }, "Kettle"],
  [{ order: { number: "4711", status: "sent" } }, "Order 4711"],
  [{}, "Attachment"],
])("%j reads in one line as %j", (body, line) => {
  expect(gist(body, t)).toBe(line);
});
