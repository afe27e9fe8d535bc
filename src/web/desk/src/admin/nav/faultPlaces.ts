import { stepsOf } from "../desk/paths.ts";
import { type AdminPage, pathOf } from "./pages.ts";

const pageOf: Readonly<Record<string, AdminPage>> = {
  schedules: "hours",
  queues: "queues",
  channels: "channels",
  skills: "skills",
  contentRules: "content-rules",
  agentSettings: "rules-of-work",
  botSettings: "rules-of-work",
};

const matrixView: Readonly<Record<string, string>> = {
  memberships: "queues",
  skills: "skills",
  channelLimits: "channels",
};

/** The page on which a place of the desk is edited. */
export function pathOfPlace(place: string): string {
  const [first, second] = stepsOf(place);
  if (!first) return pathOf("overview");
  switch (first.name) {
    case "entryPoints":
      return second?.name === "rules"
        ? pathOf("routing", first.key)
        : pathOf("entry-points", first.key);
    case "queues":
      if (second?.name === "overflow") return pathOf("overflow", first.key);
      if (second?.name === "survey") return pathOf("surveys", first.key);
      return pathOf("queues", first.key);
    case "agents":
      return pathOf("agents", matrixView[second?.name ?? ""]);
    default: {
      const page = pageOf[first.name];
      return page === undefined ? pathOf("overview") : pathOf(page, first.key);
    }
  }
}
