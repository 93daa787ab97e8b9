/** The element as one file that a page loads with one script tag, from any address. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { notices } from "../workbench/build/notices.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(
  readFileSync(here("../../packages/cidery/package.json"), "utf8"),
) as { version: string };

export default defineConfig({
  define: { __ENGINE__: JSON.stringify(version) },
  resolve: { conditions: ["source", "module", "browser", "default"] },
  plugins: [notices("The element of Cidery").page],
  build: {
    target: "es2022",
    lib: {
      entry: here("src/define.ts"),
      formats: ["es"],
      fileName: () => "cidery-diagram.js",
    },
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
