import type { KeyOf } from "@servicedesk/ui";
import type english from "../../locales/search/en.json";
import { useAreaWords } from "../shell/area.tsx";

export type SearchKey = KeyOf<typeof english>;

export const useWords = () => useAreaWords<SearchKey>("search");
