import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { BackIcon } from "../../shell/icons.tsx";
import { useFaults } from "../desk/useDraft.tsx";
import { listed } from "../desk/neighbours.ts";
import { isWithin } from "../desk/paths.ts";
import { Place } from "../fields/Place.tsx";
import { AdminLink } from "../nav/AdminLink.tsx";
import { useWords } from "../words.ts";
import { FaultCount } from "./FaultCount.tsx";
import classes from "./ListDetail.module.css";

export interface ListItem {
  readonly key: string;
  readonly name: string;
  readonly note?: string | undefined;
  readonly to: string;
  /** Its place in the desk, for the count of its faults. */
  readonly place: string;
}

interface ListDetailProps {
  readonly label: string;
  readonly items: readonly ListItem[];
  readonly selected: string | undefined;
  readonly listPath: string;
  readonly add?: ReactNode;
  readonly children: ReactNode;
}

/** From so many items on the list has a field that narrows it. */
const filteredFrom = 9;

/** The items at the start, the chosen one beside them; where it is narrow one at a time with a way back. */
export function ListDetail(props: ListDetailProps) {
  const { label, items, selected, listPath, add, children } = props;
  const t = useWords();
  const faults = useFaults();
  const [wanted, setWanted] = useState("");
  const shown = items.filter((item) =>
    `${item.name} ${item.key}`.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()),
  );
  return (
    <div className={classes.both} data-detail={selected !== undefined}>
      <div className={classes.side}>
        {items.length >= filteredFrom && (
          <TextInput
            type="search"
            size="xs"
            aria-label={t("list.filter", { name: label })}
            placeholder={t("list.filter", { name: label })}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        <ul className={classes.list} aria-label={label}>
          {shown.map((item) => (
            <li key={item.key}>
              <Place path={listed(item.place)}>
                <AdminLink to={item.to} current={item.key === selected} className={classes.item}>
                  <span className={classes.words}>
                    <bdi className={classes.name}>{item.name}</bdi>
                    {item.note && <span className={classes.note}>{item.note}</span>}
                  </span>
                  <FaultCount faults={faults.filter((one) => isWithin(one.item, item.place))} />
                </AdminLink>
              </Place>
            </li>
          ))}
        </ul>
        {shown.length === 0 && wanted !== "" && <p className={classes.none}>{t("list.nothing")}</p>}
        {add}
      </div>
      <div className={classes.detail}>
        {selected !== undefined && (
          <AdminLink to={listPath} className={classes.back}>
            <BackIcon size={16} />
            {label}
          </AdminLink>
        )}
        {children}
      </div>
    </div>
  );
}
