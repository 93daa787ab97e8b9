/**
 * A page that shows the pictures of the gallery: plain HTML, no scripts, nothing to fetch, and a
 * policy that lets a browser do nothing else, whatever a title or a citation may hold.
 */
import { createHash } from "node:crypto";
import type { ClaimResult, InfluenceDiagram } from "@cidery/core";
import { agentCards, allVerdicts, analyse, CARD_CRITERIA, summariseClaims } from "@cidery/core";

export interface GalleryModel {
  readonly slug: string;
  readonly diagram: InfluenceDiagram;
  readonly results: readonly ClaimResult[];
  /** Path of the picture relative to the folder. */
  readonly picture?: string;
}

const STYLE = `
  :root { color-scheme: light dark; --ink: #1c2330; --soft: #5b6472; --line: #d9dee5; --ground: #fff; --page: #f5f6f8; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #9aa4b2; --line: #333b47; --ground: #1b2028; --page: #12151a; } }
  body { margin: 0; padding: 2rem clamp(1rem, 4vw, 4rem); background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
  main { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); }
  article { background: var(--ground); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; overflow: hidden; }
  h2 { font-size: 1.05rem; margin: 0 0 .25rem; }
  img { display: block; max-width: 100%; height: auto; margin: .75rem auto; }
  p { margin: .25rem 0; }
  h3 { font-size: .95rem; margin: .5rem 0 0; }
  .line { border-left: 3px solid var(--line); padding-left: .5rem; }
  .line.control { border-color: #c8102e; }
  .line.information { border-color: #1b5fa6; }
  .line.response { border-color: #6d3aa0; }
  .line.absent { border-color: #2f7d4a; }
  .soft { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
`;

/** Pictures beside the page, on a host or on disk, and exactly this style. */
const POLICY = [
  "default-src 'none'",
  "img-src 'self' file:",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

export function galleryPage(models: readonly GalleryModel[]): string {
  const cards = models.map((model) => {
    const title = model.diagram.header.title ?? model.slug;
    return [
      `<article id="${html(model.slug)}">`,
      `<h2>${html(title)}</h2>`,
      `<p class="soft">${html(model.slug)} · ${html(summariseClaims(model.results).sentence)}</p>`,
      model.picture === undefined
        ? ""
        : `<a href="${html(encodeURI(model.picture))}"><img loading="lazy" src="${html(encodeURI(model.picture))}" alt="Diagram: ${html(title)}"></a>`,
      ...cardsOf(model.diagram),
      ...model.diagram.header.citations.map((cite) => `<p class="soft">${html(cite)}</p>`),
      "</article>",
    ].join("\n");
  });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><title>Cidery gallery</title><style>${STYLE}</style></head>
<body><h1>Cidery gallery</h1>
<main>
${cards.join("\n")}
</main></body></html>
`;
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
    return `<section class="agent"><h3>${html(name)}</h3>${rows.join("") || nothing}</section>`;
  });
}

function html(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
