import { Button } from "@mantine/core";
import { useState } from "react";
import { useDraft, useDraftState, useFaultsWithin } from "../desk/useDraft.tsx";
import { TextField } from "../fields/TextField.tsx";
import { Place } from "../fields/Place.tsx";
import { AddDialog } from "../parts/AddDialog.tsx";
import { FaultList } from "../parts/FaultList.tsx";
import { Empty, Page } from "../parts/Page.tsx";
import { RemoveButton } from "../parts/RemoveButton.tsx";
import { useWords } from "../words.ts";
import classes from "./SkillsPage.module.css";

/** What agents may hold and sessions may need, by group. */
export default function SkillsPage() {
  const t = useWords();
  const store = useDraft();
  const desk = useDraftState((s) => s.desk);
  const faults = useFaultsWithin("skills");
  const [adding, setAdding] = useState(false);
  const groups = [...new Set(desk.skills.map((skill) => skill.group ?? ""))].filter(
    (g) => g !== "",
  );
  const add = (id: string, name: string) => {
    store.edit((now) => ({ ...now, skills: [...now.skills, { id, name }] }));
    store.seek(`skills[${id}].group`);
  };
  const holders = (id: string) =>
    desk.agents.filter((agent) => agent.skills.some((skill) => skill.skillId === id)).length;
  const addButton = (
    <Button size="compact-sm" onClick={() => setAdding(true)}>
      {t("skills.add")}
    </Button>
  );
  return (
    <Page
      title={t("nav.skills")}
      text={t("skills.text")}
      actions={desk.skills.length > 0 && addButton}
    >
      <FaultList faults={faults} label={t("overview.faults")} />
      {desk.skills.length === 0 ? (
        <Place path="skills">
          <Empty text={t("skills.empty")} sample={t("skills.sample")} action={addButton} />
        </Place>
      ) : (
        <div className={classes.scroll} tabIndex={0} role="group" aria-label={t("nav.skills")}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("label.skills.name")}</th>
                <th scope="col">{t("label.skills.group")}</th>
                <th scope="col">{t("add.id")}</th>
                <th scope="col">{t("skills.holders")}</th>
                <th scope="col">
                  <span className="desk-hidden">{t("remove.remove")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {desk.skills.map((skill) => (
                <tr key={skill.id}>
                  <td>
                    <TextField
                      path={`skills[${skill.id}].name`}
                      label={t("label.skills.name")}
                      bare
                    />
                  </td>
                  <td>
                    <TextField
                      path={`skills[${skill.id}].group`}
                      label={t("skills.groupOf", { name: skill.name })}
                      suggestions="admin-skill-groups"
                      nullable
                      bare
                    />
                  </td>
                  <td className={classes.id}>{skill.id}</td>
                  <td>{holders(skill.id)}</td>
                  <td>
                    <RemoveButton path={`skills[${skill.id}]`} name={skill.name} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <datalist id="admin-skill-groups">
        {groups.map((group) => (
          <option key={group} value={group} />
        ))}
      </datalist>
      <AddDialog
        opened={adding}
        title={t("skills.add")}
        named
        taken={desk.skills.map((one) => one.id)}
        onClose={() => setAdding(false)}
        onAdd={add}
      />
    </Page>
  );
}
