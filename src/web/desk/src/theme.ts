import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const brand: MantineColorsTuple = [
  "#eef4ff",
  "#dbe6fd",
  "#b9cdf9",
  "#94b1f4",
  "#7399ef",
  "#5a86ea",
  "#4373e0",
  "#2f5bd7",
  "#3f67dd",
  "#1b3f93",
];

/** Mantine's dark greys in the tone of the shared tokens. */
const dark: MantineColorsTuple = [
  "#e2e6ec",
  "#b3bbc8",
  "#98a2b3",
  "#7b8698",
  "#3a4352",
  "#2c333f",
  "#212631",
  "#1b2029",
  "#12151b",
  "#0c0e12",
];

/** The desk's theme. Shades, contrast and text colours are those with which axe finds no fault in light and dark. */
export const theme = createTheme({
  colors: { brand, dark },
  primaryColor: "brand",
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  defaultRadius: 6,
  focusRing: "auto",
  cursorType: "pointer",
  respectReducedMotion: true,
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.5" },
  components: {
    // Within the landmark that every page has.
    Tooltip: {
      defaultProps: { openDelay: 400, withArrow: true, fz: "xs", portalProps: { target: "main" } },
    },
    // In place, not in a portal: so that a menu stays within the landmark that its button is in.
    Menu: {
      defaultProps: { withInitialFocusPlaceholder: false, withinPortal: false, shadow: "md" },
    },
  },
});

/** Mantine takes its words' and grounds' colours from the tokens that all web parts share. */
const shared = {
  "--mantine-color-body": "var(--sd-raised)",
  "--mantine-color-text": "var(--sd-text)",
  "--mantine-color-dimmed": "var(--sd-text-soft)",
  "--mantine-color-placeholder": "var(--sd-text-soft)",
  "--mantine-color-error": "var(--sd-danger-text)",
  "--mantine-color-default-border": "var(--sd-control-border)",
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
});
