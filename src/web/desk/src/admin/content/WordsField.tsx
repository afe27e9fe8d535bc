import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useDraft, useValue } from "../desk/useDraft.tsx";
import fields from "../fields/Fields.module.css";
import { Place, usePlaceFaults } from "../fields/Place.tsx";
import { useWords } from "../words.ts";
import { wordsOf } from "./ruleWords.ts";

/** The words of a rule, one per line. */
export function WordsField({ path }: { path: string }) {
  const t = useWords();
  const store = useDraft();
  const words = (useValue(path) ?? none) as readonly string[];
  const [typed, setTyped] = useState(words.join("\n"));
  const { error, warning } = usePlaceFaults(path);
  // Blank lines and spaces are no words and still stand where they are being typed; what came from elsewhere is shown as it is.
  const shown = wordsOf(typed).join("\n") === words.join("\n") ? typed : words.join("\n");
  return (
    <Place path={path} className={fields.field}>
      <Textarea
        size="xs"
        aria-label={t("label.contentRules.words")}
        rows={10}
        spellCheck={false}
        value={shown}
        error={error}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          store.put(path, wordsOf(event.currentTarget.value));
        }}
      />
      {warning && <p className={fields.warning}>{warning}</p>}
    </Place>
  );
}

const none: readonly string[] = [];
