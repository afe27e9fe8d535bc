import type { ReactNode } from "react";

/** Line icons of 20 × 20 drawn in the text's colour; always hidden from screen readers, whatever they stand in is named. */
function Icon({ children, size = 20 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

interface IconProps {
  size?: number;
}

export const ChartIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M3 3v14h14M7 14v-3M11 14V7M15 14v-5" />
  </Icon>
);

export const BellIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M5 8a5 5 0 0 1 10 0c0 4 1.5 5 1.5 5h-13S5 12 5 8M8.3 16a2 2 0 0 0 3.4 0" />
  </Icon>
);
export const BellOffIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M6 5.1A5 5 0 0 1 15 8c0 2 .4 3.3.8 4.1M13 13H3.5S5 12 5 8M8.3 16a2 2 0 0 0 3.4 0M3 3l14 14" />
  </Icon>
);
export const BackIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M12 4 6 10l6 6" />
  </Icon>
);
export const CheckIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="m4 10.5 4 4 8-9" />
  </Icon>
);
export const CloseIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);
export const MoveIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M3 7h12l-3-3M17 13H5l3 3" />
  </Icon>
);
export const SendIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M3 10 17 3l-4 14-3.5-5.5zM9.5 11.5 17 3" />
  </Icon>
);
export const ClipIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="m14.5 9.5-5.3 5.3a3.2 3.2 0 0 1-4.6-4.6l6-6a2.1 2.1 0 0 1 3 3l-5.7 5.7a1 1 0 0 1-1.5-1.4l5-5" />
  </Icon>
);
export const PanelIcon = (p: IconProps) => (
  <Icon {...p}>
    <rect x="3" y="4" width="14" height="12" rx="2" />
    <path d="M12.5 4v12" />
  </Icon>
);
export const InboxIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M3 11 5 4.5h10L17 11v4.5H3zM3 11h4l1 2h4l1-2h4" />
  </Icon>
);
export const PulseIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M2.5 10.5h3.5l2-6 4 11 2-5h3.5" />
  </Icon>
);
export const SlidersIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M3 6h8M15 6h2M3 14h2M9 14h8" />
    <circle cx="13" cy="6" r="2" />
    <circle cx="7" cy="14" r="2" />
  </Icon>
);
export const JobsIcon = (p: IconProps) => (
  <Icon {...p}>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 6v4l2.5 2" />
  </Icon>
);
export const KeyboardIcon = (p: IconProps) => (
  <Icon {...p}>
    <rect x="2" y="5" width="16" height="10" rx="2" />
    <path d="M5 8h.01M8 8h.01M11 8h.01M14 8h.01M6.5 12h7" />
  </Icon>
);
export const SunIcon = (p: IconProps) => (
  <Icon {...p}>
    <circle cx="10" cy="10" r="3.5" />
    <path d="M10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1" />
  </Icon>
);
export const GlobeIcon = (p: IconProps) => (
  <Icon {...p}>
    <circle cx="10" cy="10" r="7" />
    <path d="M3 10h14M10 3c2.5 2.3 2.5 11.7 0 14M10 3c-2.5 2.3-2.5 11.7 0 14" />
  </Icon>
);
export const DoorIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M8 3.5H4v13h4M8.5 10H17M14 7l3 3-3 3" />
  </Icon>
);
export const ChevronDownIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="m5.5 8 4.5 4.5L14.5 8" />
  </Icon>
);
export const ArrowDownIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M10 4v12M5 11l5 5 5-5" />
  </Icon>
);
export const LinkIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M8.5 5H5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3.5M11 4h5v5M16 4l-7 7" />
  </Icon>
);
export const MailIcon = (p: IconProps) => (
  <Icon {...p}>
    <rect x="3" y="5" width="14" height="10" rx="1.5" />
    <path d="m3.5 6 6.5 5 6.5-5" />
  </Icon>
);

export const AskIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M4 4h12v9H9l-3.500 3v-3H4Z" />
    <path d="M8.600 7.200a1.500 1.500 0 1 1 1.900 1.500c-.4.1-.5.4-.5.7M10 11.200h.01" />
  </Icon>
);

export const PhoneIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M6.2 3.5 8.5 7 7 9c.8 1.8 2.2 3.2 4 4l2-1.5 3.5 2.3c-.2 1.8-1.400 2.9-3 2.7C8 15.8 4.2 12 3.5 6.5 3.300 4.900 4.400 3.700 6.200 3.500Z" />
  </Icon>
);

/** A wait's shape, so that its urgency is not told by colour alone: disc, triangle, diamond. */
export const MoreIcon = ({ size }: { size?: number }) => (
  <Icon {...(size === undefined ? {} : { size })}>
    <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.6" />
  </Icon>
);

export function UrgencyShape({ urgency }: { urgency: "calm" | "soon" | "late" }) {
  return (
    <svg
      width="10"
      height="10"
      viewBox="0 0 10 10"
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      {urgency === "calm" && <circle cx="5" cy="5" r="3" />}
      {urgency === "soon" && <path d="M5 .8 9.5 9H.5z" />}
      {urgency === "late" && <path d="m5 0 5 5-5 5-5-5z" />}
    </svg>
  );
}

export const SearchIcon = (p: IconProps) => (
  <Icon {...p}>
    <circle cx="9" cy="9" r="5.5" />
    <path d="m13.2 13.2 3.8 3.8" />
  </Icon>
);
export const ReplyIcon = (p: IconProps) => (
  <Icon {...p}>
    <path d="M3 4h14v10H9l-4 3v-3H3zM7 8h6M7 11h4" />
  </Icon>
);
