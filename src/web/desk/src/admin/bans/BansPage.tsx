import { Button } from "@mantine/core";
import { type Ban, ErrorCodes } from "@servicedesk/protocol";
import { useCallback, useEffect, useState } from "react";
import { bansApi } from "../../desk/bansApi.ts";
import { useDesk } from "../../desk/useDesk.tsx";
import { ListFailed, ListSkeleton } from "../../inbox/ListStates.tsx";
import table from "../audit/AuditPage.module.css";
import { AskDialog } from "../parts/AskDialog.tsx";
import { focusPage } from "../parts/focusPage.ts";
import { Empty, Page } from "../parts/Page.tsx";
import { useWords } from "../words.ts";
import { BansTable, useBannedName } from "./BansTable.tsx";

/** Who is kept out of the chat, the newest first. */
export default function BansPage() {
  const desk = useDesk();
  const t = useWords();
  const nameOf = useBannedName();
  const [bans, setBans] = useState<readonly Ban[]>();
  const [more, setMore] = useState(false);
  const [code, setCode] = useState<string>();
  const [asked, setAsked] = useState<Ban>();
  const [lifting, setLifting] = useState<number>();
  const read = useCallback(async (before?: number) => {
    const reply = await bansApi.page(before);
    setCode(reply.ok ? undefined : reply.code);
    if (!reply.ok) return;
    setMore(reply.value.more);
    setBans((known) =>
      before === undefined ? reply.value.bans : [...(known ?? []), ...reply.value.bans],
    );
  }, []);
  useEffect(() => void read(), [read]);
  const lift = async (ban: Ban) => {
    setLifting(ban.id);
    const reply = await bansApi.lift(ban.id);
    setLifting(undefined);
    if (!reply.ok) desk.refused(reply.code);
    // One that ended meanwhile, or that somebody else lifted, is not in force either.
    if (!reply.ok && reply.code !== ErrorCodes.notFound) return;
    if (reply.ok)
      desk.toasts.show({ tone: "good", text: "desk.ban.lifted", values: { name: nameOf(ban) } });
    setBans((known) => known?.filter((one) => one.id !== ban.id));
    focusPage();
  };
  const shown = code === undefined ? bans : undefined;
  return (
    <Page title={t("nav.bans")} text={t("bans.text")}>
      {code !== undefined && <ListFailed code={code} retry={() => void read()} />}
      {code === undefined && !bans && <ListSkeleton />}
      {shown?.length === 0 && !more && <Empty text={t("bans.empty")} />}
      {shown && shown.length > 0 && <BansTable bans={shown} lifting={lifting} onLift={setAsked} />}
      {shown && more && (
        <Button
          size="compact-sm"
          variant="default"
          className={table.more}
          onClick={() => void read(shown.at(-1)?.id)}
        >
          {t("versions.more")}
        </Button>
      )}
      <AskDialog
        opened={asked !== undefined}
        title={t("bans.askTitle", { name: asked ? nameOf(asked) : "" })}
        text={t("bans.askText")}
        confirm={t("bans.lift")}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && void lift(asked)}
      />
    </Page>
  );
}
