/**
 * A page that shows the gallery in groups: plain HTML, one script of its own that searches, nothing to
 * fetch from elsewhere, and a policy that lets a browser do nothing else, whatever a title or a citation
 * may hold. Every card opens its model in the workbench.
 */
import { createHash } from "node:crypto";
import type { ClaimResult, InfluenceDiagram } from "@cidery/core";
import { agentCards, allVerdicts, analyse, CARD_CRITERIA, summariseClaims } from "@cidery/core";

export interface GalleryModel {
  readonly slug: string;
  readonly diagram: InfluenceDiagram;
  readonly results: readonly ClaimResult[];
  /** What it shows, where the argument of the catalogue says so. */
  readonly sentence?: string;
  /** Path of the picture relative to the folder. */
  readonly picture?: string;
}

const STYLE = `
  :root { color-scheme: light dark; --ink: #1c2330; --soft: #5b6472; --line: #d9dee5; --ground: #fff; --page: #f5f6f8; --link: #1b5fa6; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #9aa4b2; --line: #333b47; --ground: #1b2028; --page: #12151a; --link: #7db4f0; } }
  body { margin: 0; padding: 2rem clamp(1rem, 4vw, 4rem); background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  header { max-width: 60rem; }
  header a, article a { color: var(--link); }
  nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .75rem 0; }
  nav a, #search { min-height: 24px; }
  #search { font: inherit; width: min(100%, 24rem); padding: .25rem .5rem; border: 1px solid var(--soft); border-radius: 6px; background: var(--ground); color: inherit; }
  [hidden] { display: none !important; }
  .cards { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); }
  article { background: var(--ground); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; overflow: hidden; }
  h2 { font-size: 1.3rem; margin: 2rem 0 .75rem; }
  article h3 { font-size: 1.05rem; margin: 0 0 .25rem; }
  img { display: block; max-width: 100%; height: auto; margin: .75rem auto; }
  p { margin: .25rem 0; }
  h4 { font-size: .95rem; margin: .5rem 0 0; }
  .line { border-left: 3px solid var(--line); padding-left: .5rem; }
  .line.control { border-color: #c8102e; }
  .line.information { border-color: #1b5fa6; }
  .line.response { border-color: #6d3aa0; }
  .line.absent { border-color: #2f7d4a; }
  .soft { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
`;

/** Pictures and one script beside the page, on a host or on disk, and exactly this style. */
const POLICY = [
  "default-src 'none'",
  "img-src 'self' file:",
  "script-src 'self' file:",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** `search.js`, beside the page: leaves the cards that have all the words; without it all are there. */
export const GALLERY_SCRIPT = `"use strict";
const field = document.querySelector("#search");
const found = document.querySelector("#found");
const cards = [...document.querySelectorAll("article")].map((card) => [card, card.textContent.toLowerCase()]);
const show = () => {
  const words = field.value.toLowerCase().split(/\\s+/u).filter(Boolean);
  let left = 0;
  for (const [card, text] of cards) {
    card.hidden = !words.every((word) => text.includes(word));
    if (!card.hidden) left++;
  }
  for (const group of document.querySelectorAll("section.group"))
    group.hidden = group.querySelector("article:not([hidden])") === null;
  found.textContent = words.length === 0 ? "" : left === 1 ? "1 model" : left + " models";
};
field.addEventListener("input", show);
document.querySelector("#searching").hidden = false;
show();
`;

/** Groups that come first; others follow as they come. */
const FIRST_GROUPS = ["frameworks", "papers", "reward-tampering", "agendas", "games", "textbooks"];

/** @param workbench address at which the cards open */
export function galleryPage(models: readonly GalleryModel[], workbench: string): string {
  const groups = groupsOf(models);
  const links = groups.map(
    ([name, own]) =>
      `<a href="#${html(name)}">${html(titleOf(name))} <small>${own.length}</small></a>`,
  );
  const sections = groups.map(
    ([name, own]) =>
      `<section class="group" id="${html(name)}"><h2>${html(titleOf(name))}</h2>\n<div class="cards">\n${own.map((one) => card(one, workbench)).join("\n")}\n</div></section>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><title>Cidery gallery</title><style>${STYLE}</style></head>
<body>
<header><h1>Cidery gallery</h1>
<p>Every model of the catalogue with what its agents may want. A card opens in the workbench at <a href="${html(workbench)}">${html(workbench)}</a>, which <code>npm start</code> or <code>cidery open</code> serves.</p>
<nav aria-label="Groups">${links.join("\n")}</nav>
<p id="searching" hidden><label for="search">Search</label> <input id="search" type="search" placeholder="title, agent, topic, citation"> <span id="found" role="status"></span></p>
</header>
<main>
${sections.join("\n")}
</main>
<script src="search.js"></script>
</body></html>
`;
}

function groupsOf(models: readonly GalleryModel[]): (readonly [string, readonly GalleryModel[]])[] {
  const groups = new Map<string, GalleryModel[]>();
  for (const model of models) {
    const name = model.slug.split("/")[0] ?? "";
    groups.set(name, [...(groups.get(name) ?? []), model]);
  }
  const rank = ([name]: readonly [string, unknown]): number => {
    const place = FIRST_GROUPS.indexOf(name);
    return place < 0 ? FIRST_GROUPS.length : place;
  };
  return [...groups].sort((one, other) => rank(one) - rank(other));
}

/** `reward-tampering`: "Reward tampering". */
function titleOf(group: string): string {
  const words = group.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function card(model: GalleryModel, workbench: string): string {
  const { header } = model.diagram;
  const title = header.title ?? model.slug;
  const open = html(`${workbench}#model/${model.slug}`);
  return [
    `<article id="${html(model.slug)}">`,
    `<h3><a href="${open}">${html(title)}</a></h3>`,
    ...(model.sentence === undefined ? [] : [`<p>${html(model.sentence)}</p>`]),
    ...(model.picture === undefined
      ? []
      : [
          `<a href="${open}" tabindex="-1"><img loading="lazy" src="${html(encodeURI(model.picture))}" alt="Diagram: ${html(title)}"></a>`,
        ]),
    ...cardsOf(model.diagram),
    `<p class="soft">${html(model.slug)} · ${html(summariseClaims(model.results).sentence)}</p>`,
    ...header.citations.map((cite) => `<p class="soft">${html(cite)}</p>`),
    ...(header.topics.length === 0
      ? []
      : [`<p class="soft">${html(header.topics.join(" · "))}</p>`]),
    "</article>",
  ].join("\n");
}

/** What each agent may want to change, know and react to, and has no control incentive on. */
function cardsOf(diagram: InfluenceDiagram): string[] {
  const verdicts = allVerdicts(analyse(diagram.structure), { criteria: CARD_CRITERIA });
  return agentCards(diagram, verdicts).map(({ name, lines }) => {
    const rows = lines.map(({ words, concern, state, items }) => {
      const tone = state === "present" ? concern : state;
      const names = items.map((item) => html(item.name)).join(", ");
      return `<p class="line ${tone}">${words} <b>${names}</b></p>`;
    });
    const nothing = "<p>Nothing else is in the diagram for it to know or to change.</p>";
    return `<section class="agent"><h4>${html(name)}</h4>${rows.join("") || nothing}</section>`;
  });
}

function html(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
