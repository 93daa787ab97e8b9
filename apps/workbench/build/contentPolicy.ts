/**
 * The content policy in the page itself, for hosts that send no headers: the same as the command's
 * server sends, but for who may frame the page, which browsers take from a header only. Left out
 * while developing, where Vite's own scripts stand in the page.
 */
import type { Plugin } from "vite";
import { PAGE_POLICY } from "../../../packages/cidery/src/cli/headers.ts";

export function contentPolicy(): Plugin {
  return {
    name: "cidery-content-policy",
    apply: "build",
    transformIndexHtml: () => [
      meta({ "http-equiv": "Content-Security-Policy", content: PAGE_POLICY }),
      meta({ name: "referrer", content: "no-referrer" }),
    ],
  };
}

function meta(attrs: Record<string, string>): {
  tag: string;
  attrs: Record<string, string>;
  injectTo: "head-prepend";
} {
  return { tag: "meta", attrs, injectTo: "head-prepend" };
}
