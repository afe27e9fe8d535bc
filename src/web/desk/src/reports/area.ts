import type { Area } from "../shell/area.tsx";

export const reportsArea: Area = {
  name: "reports",
  words: {
    en: () => import("../../locales/reports/en.json"),
    "zh-CN": () => import("../../locales/reports/zh-CN.json"),
  },
};
