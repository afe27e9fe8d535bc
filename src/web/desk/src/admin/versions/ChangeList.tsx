import { useLanguage } from "../../shell/language.tsx";
import { type Change, changesBetween, groupChanges } from "../desk/changes.ts";
import type { Desk } from "../desk/model.ts";
import { placeName } from "../parts/placeNames.ts";
import { stepsOf } from "../desk/paths.ts";
import { type AdminKey, type AdminTranslate, useWords } from "../words.ts";
import classes from "./ChangeList.module.css";
import { valueText } from "./valueText.ts";

interface ChangeListProps {
  readonly before: Desk;
  readonly after: Desk;
}

/** What differs between two desks, by item: the label of each place, what it was and what it is. */
export function ChangeList({ before, after }: ChangeListProps) {
  const t = useWords();
  const groups = groupChanges(changesBetween(before, after));
  if (groups.size === 0) return <p className={classes.none}>{t("changes.none")}</p>;
  return (
    <div className={classes.groups}>
      {[...groups].map(([place, changes]) => (
        <section key={place} className={classes.group}>
          <h3 className={classes.title}>
            {groupTitle(changes[0]?.kind === "removed" ? before : after, place, t)}
          </h3>
          <ul className={classes.list}>
            {changes.map((change) => (
              <ChangeLine
                key={change.path}
                change={change}
                place={place}
                before={before}
                after={after}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** "Queues · VIP"; settings of the whole desk by their own name. */
function groupTitle(desk: Desk, place: string, t: AdminTranslate): string {
  const [first] = stepsOf(place);
  const name = placeName(desk, place, t);
  if (first?.key === undefined) return name;
  const kind = t(`label.${first.name}` as AdminKey);
  return name.startsWith(kind) ? name : `${kind} · ${name}`;
}

interface ChangeLineProps extends ChangeListProps {
  readonly change: Change;
  readonly place: string;
}

function ChangeLine({ change, place, before, after }: ChangeLineProps) {
  const t = useWords();
  const { locale } = useLanguage();
  const desk = change.kind === "removed" ? before : after;
  const whole = placeName(desk, change.path, t);
  const own = placeName(desk, place, t);
  const label = whole.startsWith(`${own} › `) ? whole.slice(own.length + 3) : t("changes.item");
  const text = (value: unknown) => valueText(value, change.path, t, locale, desk);
  return (
    <li className={classes.line}>
      <span className={classes.kind} data-kind={change.kind}>
        {t(`changes.${change.kind}`)}
      </span>
      <span className={classes.label}>{label}</span>
      <span className={classes.values}>
        {change.kind !== "added" && <del className={classes.before}>{text(change.before)}</del>}
        {change.kind !== "added" && change.kind !== "removed" && (
          <span className={classes.arrow}>
            <span aria-hidden="true">→</span>
            <span className="desk-hidden">{t("changes.now")}</span>
          </span>
        )}
        {change.kind !== "removed" && <ins className={classes.after}>{text(change.after)}</ins>}
      </span>
    </li>
  );
}
