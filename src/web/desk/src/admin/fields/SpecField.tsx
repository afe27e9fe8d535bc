import type { AdminKey } from "../words.ts";
import { useWords } from "../words.ts";
import { ChoiceField } from "./ChoiceField.tsx";
import { labelKeyOf } from "./labels.ts";
import { NumberField } from "./NumberField.tsx";
import type { FieldSpec } from "./specs.ts";
import { SwitchField } from "./SwitchField.tsx";

/** @param place of the record that the field belongs to. */
export function SpecField({ place, spec }: { place: string; spec: FieldSpec }) {
  const t = useWords();
  const path = `${place}.${spec.name}`;
  const label = t(labelKeyOf(path));
  switch (spec.kind) {
    case "seconds":
    case "number":
      return (
        <NumberField
          path={path}
          label={label}
          low={spec.low}
          high={spec.high}
          usual={spec.usual}
          duration={spec.kind === "seconds"}
          nullable={spec.nullable ?? false}
        />
      );
    case "switch":
      return <SwitchField path={path} label={label} usual={spec.usual} />;
    case "choice":
      return (
        <ChoiceField
          path={path}
          label={label}
          usual={spec.usual}
          choices={spec.choices.map((value) => ({
            value,
            label: t(`choice.${spec.name}.${value}` as AdminKey),
          }))}
          hint={t("field.usual", { value: t(`choice.${spec.name}.${spec.usual}` as AdminKey) })}
        />
      );
  }
}
