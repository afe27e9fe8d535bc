import { expect, test } from "vitest";
import { pastedFiles } from "./pastedFiles.ts";

const picture = new File(["x"], "image.png", { type: "image/png" });
const clipboard = (...types: string[]) => ({ types, files: [picture] as unknown as FileList });

test("a copied picture or file is pasted, the picture beside a table's words is not", () => {
  expect(pastedFiles(clipboard("Files"))).toEqual([picture]);
  expect(pastedFiles(clipboard("text/html", "Files"))).toEqual([picture]);
  expect(pastedFiles(clipboard("text/plain", "Files"))).toEqual([picture]);
  expect(pastedFiles(clipboard("text/plain", "text/html", "Files"))).toEqual([]);
});
