import { insightArea } from "../../insight/area.ts";
import { lazyInArea } from "../../shell/area.tsx";

/** What would happen, beside what is edited: each part comes when it is first shown. */
export const HoursPreview = lazyInArea(insightArea, async () => ({
  default: (await import("../../insight/HoursPreview.tsx")).HoursPreview,
}));

export const DryRunPanel = lazyInArea(insightArea, async () => ({
  default: (await import("../../insight/DryRunPanel.tsx")).DryRunPanel,
}));

export const ForecastPanel = lazyInArea(insightArea, async () => ({
  default: (await import("../../insight/ForecastPanel.tsx")).ForecastPanel,
}));
