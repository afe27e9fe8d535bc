import { useEffect } from "react";
import { useDesk } from "../desk/useDesk.tsx";

/** Hears of a draft that was written in another tab or on another device while its field is shown here. */
export function useTakenDraft(conv: number | undefined, take: (text: string) => void): void {
  const desk = useDesk();
  useEffect(
    () =>
      desk.drafts.onChange((changed, text, from) => {
        if (from === "elsewhere" && changed === conv) take(text);
      }),
    [desk, conv, take],
  );
}
