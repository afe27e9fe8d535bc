import type { Area } from "../shell/area.tsx";

export const adminArea: Area = {
  name: "admin",
  words: {
    en: () => import("../../locales/admin/en.json"),
    "zh-CN": () => import("../../locales/admin/zh-CN.json"),
  },
};
