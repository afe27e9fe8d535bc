import { Button, NativeSelect } from "@mantine/core";
import { useId } from "react";
import type { Requirement } from "../desk/model.ts";
import { neighbourOf } from "../desk/neighbours.ts";
import { getAt } from "../desk/paths.ts";
import { useDraft, useDraftState } from "../desk/useDraft.tsx";
import { useWords } from "../words.ts";
import { Place, usePlaceFaults } from "./Place.tsx";
import classes from "./RequirementsEditor.module.css";

const levels = [1, 2, 3, 4, 5] as const;

/** Which skills are needed, from which level on, and whether they must be or had better be there. */
export function RequirementsEditor({ path }: { path: string }) {
  const t = useWords();
  const store = useDraft();
  const skills = useDraftState((s) => s.desk.skills);
  const needs = useDraftState((s) => (getAt(s.desk, path) ?? none) as readonly Requirement[]);
  const { error, warning } = usePlaceFaults(path);
  const free = skills.filter((skill) => !needs.some((need) => need.skillId === skill.id));
  const nameOf = (id: string) => skills.find((skill) => skill.id === id)?.name ?? id;
  const id = useId();
  const change = (at: number, part: Partial<Requirement>) =>
    store.put(
      path,
      needs.map((need, i) => (i === at ? { ...need, ...part } : need)),
    );
  const removeAt = (at: number) => {
    const beside = neighbourOf(store.get().desk, `${path}[${needs[at]?.skillId}]`);
    store.put(path, needs.toSpliced(at, 1));
    store.seek(beside);
  };
  return (
    <Place path={path}>
      {needs.length > 0 && (
        <ul className={classes.list} aria-label={t("needs.label")}>
          {needs.map((need, at) => (
            <li key={need.skillId}>
              <Place path={`${path}[${need.skillId}]`} className={classes.row}>
                <span className={classes.name}>{nameOf(need.skillId)}</span>
                <NativeSelect
                  size="xs"
                  aria-label={t("needs.level", { name: nameOf(need.skillId) })}
                  value={String(need.minLevel)}
                  data={levels.map((level) => ({
                    value: String(level),
                    label: t("needs.from", { level }),
                  }))}
                  onChange={(event) => change(at, { minLevel: Number(event.currentTarget.value) })}
                />
                <NativeSelect
                  size="xs"
                  aria-label={t("needs.mandatory", { name: nameOf(need.skillId) })}
                  value={need.mandatory ? "must" : "may"}
                  data={[
                    { value: "must", label: t("needs.must") },
                    { value: "may", label: t("needs.may") },
                  ]}
                  onChange={(event) =>
                    change(at, { mandatory: event.currentTarget.value === "must" })
                  }
                />
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  aria-label={t("needs.remove", { name: nameOf(need.skillId) })}
                  onClick={() => removeAt(at)}
                >
                  ×
                </Button>
                <RowFault path={`${path}[${need.skillId}]`} />
              </Place>
            </li>
          ))}
        </ul>
      )}
      {error && <p className={classes.error}>{error}</p>}
      {warning && <p className={classes.warning}>{warning}</p>}
      {skills.length === 0 ? (
        <p className={classes.none}>{t("needs.noSkills")}</p>
      ) : (
        free.length > 0 && (
          <NativeSelect
            size="xs"
            id={id}
            className={classes.add}
            aria-label={t("needs.add")}
            value=""
            data={[
              { value: "", label: t("needs.add") },
              ...free.map((skill) => ({ value: skill.id, label: skill.name })),
            ]}
            onChange={(event) => {
              const skillId = event.currentTarget.value;
              if (skillId === "") return;
              store.put(path, [...needs, { skillId, minLevel: 1, mandatory: true }]);
              store.seek(`${path}[${skillId}]`);
            }}
          />
        )
      )}
    </Place>
  );
}

const none: readonly Requirement[] = [];

function RowFault({ path }: { path: string }) {
  const own = usePlaceFaults(path);
  const level = usePlaceFaults(`${path}.minLevel`);
  const text = own.error ?? level.error;
  return text ? <span className={classes.error}>{text}</span> : null;
}
