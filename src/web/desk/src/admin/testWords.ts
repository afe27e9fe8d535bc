import { translator } from "@servicedesk/ui";
import en from "../../locales/admin/en.json";
import zh from "../../locales/admin/zh-CN.json";
import type { AdminKey, AdminTranslate } from "./words.ts";

/** The administration's words for tests. */
export const english: AdminTranslate = translator<AdminKey>("en", en);
export const chinese: AdminTranslate = translator<AdminKey>("zh-CN", zh);
