import type { KeyOf } from "@servicedesk/ui";
import type english from "../../locales/replies/en.json";
import { useAreaWords } from "../shell/area.tsx";

export type RepliesKey = KeyOf<typeof english>;

export const useWords = () => useAreaWords<RepliesKey>("replies");
