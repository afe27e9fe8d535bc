import { Button } from "@mantine/core";
import type { SessionRow } from "@servicedesk/protocol";
import type { MessageKey, Values } from "@servicedesk/ui";
import type { ReactNode } from "react";
import { useDesk } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";
import type { Part } from "../state/part.ts";
import classes from "./ModeBar.module.css";

interface ModeBarProps {
  readonly row: SessionRow;
  readonly part: Part;
}

/** Says in what way one is in a session, or who else is, whenever that is not the usual; with the way out of it. */
export function ModeBar({ row, part }: ModeBarProps) {
  return (
    <>
      {part === "monitors" && <Monitoring row={row} />}
      {part === "joined" && <Joined row={row} />}
      {part === "advises" && <Advising row={row} />}
      {part === "answers" && row.onHold && <Held row={row} />}
      {part === "answers" && row.asked && (
        <Line
          mode="advises"
          text={row.asked.consult ? "desk.mode.askedAdvice" : "desk.mode.askedToTake"}
          values={{ name: row.asked.name }}
        />
      )}
      {part === "answers" && row.consultingAgentId !== undefined && <Advised row={row} />}
      {part === "answers" && row.bargedName !== undefined && (
        <Line mode="joined" text="desk.mode.beside" values={{ name: row.bargedName }} />
      )}
    </>
  );
}

interface LineProps {
  readonly mode: "monitors" | "joined" | "advises" | "held";
  readonly text: MessageKey;
  readonly values?: Values;
  readonly children?: ReactNode;
}

function Line({ mode, text, values, children }: LineProps) {
  const { t } = useLanguage();
  return (
    <div className={classes.bar} data-mode={mode} role="status">
      <span className={classes.words}>{t(text, values)}</span>
      {children}
    </div>
  );
}

function Monitoring({ row }: { row: SessionRow }) {
  const desk = useDesk();
  const { t } = useLanguage();
  return (
    <Line mode="monitors" text="desk.mode.monitors">
      {row.phase === "active" && (
        <Button size="compact-sm" variant="default" onClick={() => desk.set({ dialog: "barge" })}>
          {t("desk.supervise.barge")}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void desk.supervision.unmonitor(row.sessionId)}
      >
        {t("desk.supervise.unmonitor")}
      </Button>
    </Line>
  );
}

function Joined({ row }: { row: SessionRow }) {
  const desk = useDesk();
  const { t } = useLanguage();
  return (
    <Line mode="joined" text="desk.mode.joined" values={{ name: row.agentName ?? "" }}>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void desk.told(desk.supervision.command("Unbarge", row))}
      >
        {t("desk.supervise.unbarge")}
      </Button>
    </Line>
  );
}

function Advising({ row }: { row: SessionRow }) {
  const desk = useDesk();
  const { t } = useLanguage();
  return (
    <Line mode="advises" text="desk.mode.advises" values={{ name: row.agentName ?? "" }}>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void desk.told(desk.sessions.command("CancelConsult", row))}
      >
        {t("desk.consult.leave")}
      </Button>
    </Line>
  );
}

function Advised({ row }: { row: SessionRow }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const name = row.consultingAgentName ?? "";
  return (
    <Line mode="advises" text="desk.mode.advised" values={{ name }}>
      <Button
        size="compact-sm"
        onClick={() => void desk.told(desk.sessions.command("CompleteConsult", row))}
      >
        {t("desk.consult.complete", { name })}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void desk.told(desk.sessions.command("CancelConsult", row))}
      >
        {t("desk.consult.cancel")}
      </Button>
    </Line>
  );
}

function Held({ row }: { row: SessionRow }) {
  const desk = useDesk();
  const { t } = useLanguage();
  return (
    <Line mode="held" text="desk.mode.held">
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void desk.told(desk.sessions.command("Unhold", row))}
      >
        {t("desk.action.unhold")}
      </Button>
    </Line>
  );
}
