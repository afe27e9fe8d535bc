import { useLanguage } from "../../shell/language.tsx";
import { useFaultsWithin } from "../desk/useDraft.tsx";
import { isWithin } from "../desk/paths.ts";
import { faultText } from "../fields/Place.tsx";
import { useWords } from "../words.ts";

/** The faults of a list's items in words, by the item's key. */
export function useDayFaults(path: string): (key: string) => string | undefined {
  const t = useWords();
  const { locale } = useLanguage();
  const faults = useFaultsWithin(path);
  return (key) => {
    const own = faults.filter((fault) => isWithin(fault.item, `${path}[${key}]`));
    return own.length > 0 ? own.map((fault) => faultText(fault, t, locale)).join(" ") : undefined;
  };
}
