import type { Area } from "../shell/area.tsx";

export const repliesArea: Area = {
  name: "replies",
  words: {
    en: () => import("../../locales/replies/en.json"),
    "zh-CN": () => import("../../locales/replies/zh-CN.json"),
  },
};
