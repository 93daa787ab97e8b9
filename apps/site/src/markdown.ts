/**
 * Markdown to HTML: headings with anchors, links to other pages as they stand in the site, models as
 * live diagrams.
 */
import { Marked } from "marked";
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { Anchors, escapeHtml } from "./html.ts";
import { canBeLive, liveDiagram } from "./live.ts";
import { isFile, relativeAddress, ROOT, type Source } from "./sources.ts";

interface Heading {
  readonly depth: number;
  readonly text: string;
  readonly anchor: string;
}

/** A part of a page that search can find. */
interface Section {
  readonly heading: Heading;
  readonly text: string;
}

export interface Rendered {
  readonly html: string;
  readonly title: string;
  readonly sections: readonly Section[];
  readonly isLive: boolean;
}

export interface SiteLinks {
  /** The addresses of pages, by path in the repository. */
  readonly pages: ReadonlyMap<string, string>;
  /** Files that pages link to, by path; asked for they are copied. */
  readonly file: (path: string) => string;
}

/** Where the workbench stands, from the root of the site, which lies in its folder. */
const WORKBENCH = "../index.html";

export function render(page: Source, links: SiteLinks): Rendered {
  const sections = sectionsOf(page.text);
  const headings = sections.map(({ heading }) => heading);
  const left = headings.values();
  const shown = new Set<string>();
  const workbench = relativeAddress(page.address, WORKBENCH).replace(/index\.html$/u, "");
  const live = (text: string, criterion?: string): string => {
    if (shown.has(text.trim()) || !canBeLive(text)) return "";
    shown.add(text.trim());
    return liveDiagram(text, workbench, criterion);
  };
  const reader = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }) {
        const words = this.parser.parseInline(tokens);
        const anchor = left.next().value?.anchor ?? "";
        return `<h${depth} id="${anchor}">${words}${depth === 1 ? "" : linkTo(anchor)}</h${depth}>\n`;
      },
      html: ({ text }) => escapeHtml(text),
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        return `<a href="${escapeHtml(target(page, href, links))}">${words}</a>`;
      },
      image({ href, text }) {
        const model = modelBeside(page, href);
        if (model !== undefined) return live(model.text, model.name);
        const address = escapeHtml(target(page, href, links));
        return `<img src="${address}" alt="${escapeHtml(text)}" loading="lazy">`;
      },
      code({ text, lang = "" }) {
        const language = lang.split(" ")[0] ?? "";
        const block = `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>\n`;
        return language === "cid" ? block + live(text) : block;
      },
    },
  });
  const html = reader
    .parse(page.text, { async: false })
    // On a phone a table scrolls in its own box.
    .replaceAll("<table>", '<div class="wide" tabindex="0"><table>')
    .replaceAll("</table>", "</table></div>");
  return { html, title: headings[0]?.text ?? page.path, sections, isLive: shown.size > 0 };
}

function linkTo(anchor: string): string {
  return ` <a class="anchor" href="#${anchor}" aria-label="Link to this heading">#</a>`;
}

/** A page cut at its headings; the text of each without its marks. */
function sectionsOf(text: string): Section[] {
  const anchors = new Anchors();
  const sections: { heading: Heading; text: string }[] = [];
  for (const token of new Marked({ gfm: true }).lexer(text)) {
    if (token.type === "heading") {
      const plain = withoutMarks(String(token["text"]));
      const heading = { depth: Number(token["depth"]), text: plain, anchor: anchors.of(plain) };
      sections.push({ heading, text: "" });
    } else {
      const section = sections.at(-1);
      if (section !== undefined) section.text += `${withoutMarks(token.raw)} `;
    }
  }
  return sections;
}

function withoutMarks(markdown: string): string {
  return markdown
    .replaceAll(/^```\w*$/gmu, "")
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .replaceAll(/[`*|]|^#+ |:?---+:?/gmu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

/** The address of a link, from the page it stands on. */
function target(page: Source, href: string, links: SiteLinks): string {
  if (/^(?:https?:|mailto:|#)/u.test(href)) return href;
  const [path = "", anchor] = href.split("#");
  const wanted = normalize(join(dirname(page.path), decodeURIComponent(path))).replaceAll(
    "\\",
    "/",
  );
  const address = links.pages.get(wanted) ?? (isFile(wanted) ? links.file(wanted) : undefined);
  // The link check (test/site.test.ts) says where it stands.
  if (address === undefined) return href;
  return relativeAddress(page.address, address) + (anchor === undefined ? "" : `#${anchor}`);
}

/** A picture of a model that lies beside it under the same name is shown as the model itself. */
function modelBeside(page: Source, href: string): { name: string; text: string } | undefined {
  const name = /^([\w-]+)\.svg$/u.exec(href)?.[1];
  const path = join(dirname(page.path), `${name ?? ""}.cid`);
  if (name === undefined || !isFile(path)) return undefined;
  return { name, text: readFileSync(join(ROOT, path), "utf8") };
}
