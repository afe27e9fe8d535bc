/** The product's mark: a speech bubble with a check. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        d="M7 3h18a5 5 0 0 1 5 5v11a5 5 0 0 1-5 5h-9l-7 6v-6H7a5 5 0 0 1-5-5V8a5 5 0 0 1 5-5z"
        fill="var(--desk-brand-fill)"
      />
      <path
        d="m10 14 4.2 4.2L22.5 9.5"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
      />
    </svg>
  );
}
