/** A whole page: head, menu, contents of the page, text. */
import { PAGE_POLICY } from "../../../packages/cidery/src/cli/headers.ts";
import { escapeHtml } from "./html.ts";
import type { Rendered } from "./markdown.ts";
import { GROUPS, type Group, groupOf } from "./navigation.ts";
import { relativeAddress } from "./sources.ts";

export interface Page extends Rendered {
  readonly address: string;
}

/** @param titles of all pages, by address */
export function layout(page: Page, titles: ReadonlyMap<string, string>): string {
  const to = (address: string): string => relativeAddress(page.address, address);
  const element = `<script type="module" src="${to("cidery-diagram.js")}"></script>`;
  return `<!doctype html>
<html lang="en" data-root="${to("index.html").replace(/index\.html$/u, "")}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)} – Cidery</title>
<link rel="icon" href="${to("icon.svg")}">
<link rel="stylesheet" href="${to("site.css")}">
<script type="module" src="${to("site.js")}"></script>
${page.isLive ? element : ""}
</head>
<body>
<a class="skip" href="#text">To the text</a>
<header>
<a class="brand" href="${to("index.html")}">Cidery</a>
<form role="search"><input type="search" aria-label="Search" placeholder="Search" autocomplete="off"></form>
<a href="${to("../index.html")}">Workbench</a>
</header>
<div id="found" role="status" hidden></div>
<div class="columns">
<nav aria-label="Pages"><details class="menu"><summary>Menu</summary>
${GROUPS.map((group) => menu(group, page, titles, to)).join("\n")}
</details></nav>
<main id="text">
${page.html}
</main>
${contents(page)}
</div>
</body>
</html>
`;
}

function menu(
  group: Group,
  page: Page,
  titles: ReadonlyMap<string, string>,
  to: (address: string) => string,
): string {
  const isHere = groupOf(page.address) === group;
  const item = (address: string): string =>
    `<li><a href="${to(address)}"${address === page.address ? ' aria-current="page"' : ""}>${escapeHtml(titles.get(address) ?? address)}</a></li>`;
  // The many pages of a folder are listed where the reader is.
  const pages = [...group.pages, ...(isHere ? pagesOfFolders(group, titles) : [])];
  return `<h2>${group.title}</h2><ul>${pages.map(item).join("")}</ul>`;
}

function pagesOfFolders(group: Group, titles: ReadonlyMap<string, string>): string[] {
  return [...titles]
    .filter(([address]) => groupOf(address) === group && !group.pages.includes(address))
    .sort(([, a], [, b]) => a.localeCompare(b, "en"))
    .map(([address]) => address);
}

function contents({ sections }: Page): string {
  const parts = sections.filter(({ heading }) => heading.depth === 2 && heading.anchor !== "");
  if (parts.length < 3 || parts.length > 60) return "";
  const items = parts.map(
    ({ heading }) => `<li><a href="#${heading.anchor}">${escapeHtml(heading.text)}</a></li>`,
  );
  return `<aside aria-label="On this page"><h2>On this page</h2><ul>${items.join("")}</ul></aside>`;
}
