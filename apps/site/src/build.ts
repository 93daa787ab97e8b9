/**
 * npm run site   writes the documentation site to apps/site/dist: plain files with relative addresses,
 * for any host and any path. Needs the built element.
 */
import { build } from "rolldown";
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { layout, type Page } from "./layout.ts";
import { BIBLIOGRAPHY, bibliographyPage, modelPage } from "./made.ts";
import { render, type SiteLinks } from "./markdown.ts";
import { addressOf, markdownSources, modelSources, ROOT } from "./sources.ts";

const DIST = join(ROOT, "apps/site/dist");
const ELEMENT = join(ROOT, "apps/element/dist/cidery-diagram.js");

const markdown = markdownSources();
const models = modelSources();
const files = new Set<string>();
const links: SiteLinks = {
  pages: new Map([
    ...[...markdown, ...models].map(({ path, address }) => [path, address] as const),
    [BIBLIOGRAPHY, addressOf(BIBLIOGRAPHY)],
  ]),
  file(path) {
    files.add(path);
    return `files/${path}`;
  },
};

const pages: Page[] = [
  ...markdown.map((page) => ({ address: page.address, ...render(page, links) })),
  ...models.map((model) => ({ address: model.address, ...modelPage(model) })),
  { address: addressOf(BIBLIOGRAPHY), ...bibliographyPage() },
];
const titles = new Map(pages.map(({ address, title }) => [address, title]));

if (!existsSync(ELEMENT))
  throw new Error("the element is not built: npm run build -w apps/element");
rmSync(DIST, { recursive: true, force: true });
for (const page of pages) write(page.address, layout(page, titles));
for (const path of files) {
  mkdirSync(dirname(join(DIST, "files", path)), { recursive: true });
  cpSync(join(ROOT, path), join(DIST, "files", path));
}
write("search.json", JSON.stringify(pages.flatMap(entries)));
cpSync(ELEMENT, join(DIST, "cidery-diagram.js"));
cpSync(join(ROOT, "apps/workbench/public/icon.svg"), join(DIST, "icon.svg"));
cpSync(join(ROOT, "apps/site/src/page/site.css"), join(DIST, "site.css"));
await build({
  input: join(ROOT, "apps/site/src/page/site.ts"),
  output: { file: join(DIST, "site.js"), format: "es", minify: true },
});
console.log(`${pages.length} pages in apps/site/dist`);

function write(address: string, text: string): void {
  const file = join(DIST, address);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** What search finds of a page. */
function entries({ address, title, sections }: Page): object[] {
  return sections.map(({ heading, text }) => ({
    address: heading.anchor === "" ? address : `${address}#${heading.anchor}`,
    page: title,
    heading: heading.text,
    text,
  }));
}
