import "@servicedesk/ui/tokens.css";
import "@servicedesk/ui/staffTokens.css";
import "./mantineStyles.ts";
import "./desk.css";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { initialLocale, loadCatalogue } from "./shell/language.tsx";

const locale = initialLocale();
const root = document.getElementById("root");
if (!root) throw new Error("The page has no element with the id root");
createRoot(root).render(<App locale={locale} catalogue={await loadCatalogue(locale)} />);
