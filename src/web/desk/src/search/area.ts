import type { Area } from "../shell/area.tsx";

export const searchArea: Area = {
  name: "search",
  words: {
    en: () => import("../../locales/search/en.json"),
    "zh-CN": () => import("../../locales/search/zh-CN.json"),
  },
};
