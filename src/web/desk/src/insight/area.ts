import type { Area } from "../shell/area.tsx";

export const insightArea: Area = {
  name: "insight",
  words: {
    en: () => import("../../locales/insight/en.json"),
    "zh-CN": () => import("../../locales/insight/zh-CN.json"),
  },
};
