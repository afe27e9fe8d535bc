import { useFaultsWithin } from "../desk/useDraft.tsx";
import { isWithin } from "../desk/paths.ts";
import { useFaultText } from "../fields/faultText.ts";

/** The faults of a list's items in words, by the item's key. */
export function useDayFaults(path: string): (key: string) => string | undefined {
  const textOf = useFaultText();
  const faults = useFaultsWithin(path);
  return (key) => {
    const own = faults.filter((fault) => isWithin(fault.item, `${path}[${key}]`));
    return own.length > 0 ? own.map(textOf).join(" ") : undefined;
  };
}
