import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** HTML sinks: everything that people write is rendered as nodes (UX rule: text is text). */
const htmlSinks = [
  "innerHTML",
  "outerHTML",
  "insertAdjacentHTML",
  "dangerouslySetInnerHTML",
  "srcdoc",
];

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", "**/*.g.ts"] },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    plugins: { "react-hooks": reactHooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-properties": [
        "error",
        ...htmlSinks.map((property) => ({ property, message: "Build nodes, not HTML strings." })),
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "Build nodes, not HTML strings.",
        },
        {
          selector: "CallExpression[callee.property.name='postMessage'] > Literal[value='*']",
          message: "Name the target origin.",
        },
      ],
    },
  },
);
