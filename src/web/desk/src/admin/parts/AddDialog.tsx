import { TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useWords } from "../words.ts";
import { AskDialog } from "./AskDialog.tsx";

interface AddDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly taken: readonly string[];
  /** A name of its own besides the id; without it the id is the name. */
  readonly named?: boolean;
  readonly onClose: () => void;
  readonly onAdd: (id: string, name: string) => void;
}

/** The id, which other settings and reports name it by, is chosen once. */
export function AddDialog({ opened, title, taken, named = false, onClose, onAdd }: AddDialogProps) {
  const t = useWords();
  const [name, setName] = useState("");
  const [id, setId] = useState<string>();
  useEffect(() => {
    if (!opened) return;
    setName("");
    setId(undefined);
  }, [opened]);
  const shown = id ?? freeId(idOf(name), taken);
  const fault = taken.includes(shown)
    ? t("add.taken")
    : isId(shown)
      ? undefined
      : shown !== ""
        ? t("add.noId")
        : name.trim() === ""
          ? undefined
          : t("add.idNeeded");
  return (
    <AskDialog
      opened={opened}
      title={title}
      confirm={t("add.add")}
      leadsOn
      blocked={!isId(shown) || taken.includes(shown) || (named && name.trim() === "")}
      onClose={onClose}
      onConfirm={() => onAdd(shown, named ? name.trim() : shown)}
    >
      {named && (
        <TextInput
          label={t("add.name")}
          value={name}
          maxLength={100}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t("add.id")}
        description={t("add.idText")}
        value={shown}
        error={fault}
        data-autofocus={named ? undefined : true}
        onChange={(event) => setId(event.currentTarget.value)}
      />
    </AskDialog>
  );
}

export function isId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/.test(text);
}

/** "VIP – Refunds" → "vip-refunds"; nothing where no Latin letter or digit is. */
export function idOf(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}

/** The id itself, or with the first number that makes it one of its own. */
export function freeId(id: string, taken: readonly string[]): string {
  if (id === "" || !taken.includes(id)) return id;
  let count = 2;
  while (taken.includes(`${id}-${count}`)) count++;
  return `${id}-${count}`;
}
