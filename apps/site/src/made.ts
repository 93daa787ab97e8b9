/** Pages that no Markdown holds: the bibliography, and one for each model of the catalogue. */
import { loadModel } from "@cidery/core";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readBibliography } from "../../../test/bibliography.ts";
import { escapeHtml } from "./html.ts";
import { canBeLive, liveDiagram } from "./live.ts";
import type { Rendered } from "./markdown.ts";
import { relativeAddress, ROOT, type Source } from "./sources.ts";

export const BIBLIOGRAPHY = "docs/bibliography.bib";

export function bibliographyPage(): Rendered {
  const works = readBibliography(readFileSync(join(ROOT, BIBLIOGRAPHY), "utf8"));
  const entries = works.map(({ key, authors, title, year, arxiv }) => {
    const where =
      arxiv === undefined ? "" : ` <a href="https://arxiv.org/abs/${arxiv}">arXiv:${arxiv}</a>`;
    return `<dt id="${key}"><code>${key}</code></dt><dd>${escapeHtml(authors.join(", "))} (${year}). <cite>${escapeHtml(title)}</cite>.${where}</dd>`;
  });
  const title = "Bibliography";
  return {
    title,
    html: `<h1>${title}</h1>
<p>The works that criteria, solvers, learners, models, labs and comments name: ${works.length} of them.</p>
<dl class="works">${entries.join("\n")}</dl>`,
    sections: works.map(({ key, authors, title: text, year }) => ({
      heading: { depth: 2, text, anchor: key },
      text: `${authors.join(" ")} ${year} ${key}`,
    })),
    isLive: false,
  };
}

export function modelPage(model: Source): Rendered {
  const slug = model.path.replace(/^models\//u, "").replace(/\.cid$/u, "");
  const { diagram } = loadModel(model.text, { file: model.path });
  const title = diagram?.header.title ?? slug;
  const workbench = relativeAddress(model.address, "../index.html").replace(/index\.html$/u, "");
  const isLive = canBeLive(model.text);
  const catalogue = relativeAddress(model.address, "catalogue.html");
  return {
    title,
    html: `<h1>${escapeHtml(title)}</h1>
<p>From the <a href="${catalogue}">catalogue</a>; in commands its name is <code>${escapeHtml(slug)}</code>.</p>
${isLive ? liveDiagram(model.text, workbench) : "<p>This model stands on another one: open it with the command.</p>"}
<pre tabindex="0"><code>${escapeHtml(model.text)}</code></pre>`,
    sections: [{ heading: { depth: 1, text: title, anchor: "" }, text: slug }],
    isLive,
  };
}
