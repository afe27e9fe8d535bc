import { Menu } from "@mantine/core";
import type { Ban, SessionRow } from "@servicedesk/protocol";
import { useEffect, useState } from "react";
import { bansApi } from "../desk/bansApi.ts";
import { useDesk } from "../desk/useDesk.tsx";
import { useLanguage } from "../shell/language.tsx";

/** Keeps the visitor out or, where that is so already, lets them in again. Looked up each time the menu opens. */
export function BanItem({ row }: { row: SessionRow }) {
  const desk = useDesk();
  const { t } = useLanguage();
  const [ban, setBan] = useState<Ban>();
  const { visitorId, visitorName: name } = row;
  useEffect(() => {
    let gone = false;
    void bansApi.ofVisitor(visitorId).then((reply) => {
      if (!gone && reply.ok) setBan(reply.value.bans[0]);
    });
    return () => {
      gone = true;
    };
  }, [visitorId]);
  const lift = async (id: number) => {
    const reply = await bansApi.lift(id);
    if (reply.ok) desk.toasts.show({ tone: "good", text: "desk.ban.lifted", values: { name } });
    else desk.refused(reply.code);
  };
  return ban ? (
    <Menu.Item onClick={() => void lift(ban.id)}>{t("desk.supervise.liftBan")}</Menu.Item>
  ) : (
    <Menu.Item onClick={() => desk.set({ banning: row })}>{t("desk.supervise.ban")}</Menu.Item>
  );
}
