import { Button, type ButtonProps, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { useLanguage } from "../shell/language.tsx";
import { Keys } from "./Keys.tsx";
import { useAction } from "./useKeyboard.tsx";

interface ActionButtonProps extends ButtonProps {
  readonly id: string;
  readonly children?: ReactNode;
}

/** A button of an action; its tooltip shows the key. */
export function ActionButton({ id, children, ...rest }: ActionButtonProps) {
  const { t } = useLanguage();
  const { action, run } = useAction(id);
  return (
    <Tooltip label={<KeyHint label={t(action.label)} keyName={action.keys[0]} />}>
      <Button size="compact-sm" variant="default" {...rest} onClick={run}>
        {children ?? t(action.label)}
      </Button>
    </Tooltip>
  );
}

export function KeyHint({ label, keyName }: { label: string; keyName: string | undefined }) {
  return (
    <>
      {label} {keyName && <Keys name={keyName} />}
    </>
  );
}
