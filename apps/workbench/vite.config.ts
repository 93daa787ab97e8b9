/**
 * The workbench as a static folder: relative addresses (any host, any path), the library straight
 * from its sources, a service worker for use without a network.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { contentPolicy } from "./build/contentPolicy.ts";
import { notices } from "./build/notices.ts";
import { offline } from "./build/offline.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(
  readFileSync(here("../../packages/cidery/package.json"), "utf8"),
) as {
  version: string;
};

const thirdParty = notices();

export default defineConfig({
  base: "./",
  define: {
    __ENGINE__: JSON.stringify(version),
    __BASE__: JSON.stringify(process.env["CIDERY_BASE"] ?? ""),
  },
  resolve: { conditions: ["source", "module", "browser", "development|production", "default"] },
  plugins: [react(), contentPolicy(), thirdParty.page, offline()],
  worker: { format: "es", plugins: () => [thirdParty.worker()] },
  server: { headers: isolation(), fs: { allow: [here("../..")] } },
  preview: { headers: isolation() },
  build: {
    target: "es2022",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { output: { entryFileNames: "assets/[name]-[hash].js" } },
  },
});

/** The headers under which a browser gives workers shared memory and fine clocks. */
function isolation(): Record<string, string> {
  return {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
  };
}
