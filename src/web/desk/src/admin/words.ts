import type { KeyOf, Translate } from "@servicedesk/ui";
import type english from "../../locales/admin/en.json";
import { useAreaWords } from "../shell/area.tsx";

export type AdminKey = KeyOf<typeof english>;
export type AdminTranslate = Translate<AdminKey>;

/** The words of the administration pages. */
export const useWords = (): AdminTranslate => useAreaWords<AdminKey>("admin");
