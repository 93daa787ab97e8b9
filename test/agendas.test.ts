/** models/agendas.json: every agenda that was asked for, with no link, key or model that leads nowhere. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAgendas } from "../packages/core/src/catalogue/index.ts";
import { arxivNumbers, readBibliography, ROOT } from "./bibliography.ts";

const models = cidFiles("");
const labs = readdirSync(join(ROOT, "labs")).filter((lab) =>
  existsSync(join(ROOT, "labs", lab, "lab.ts")),
);
const text = readFileSync(join(ROOT, "models/agendas.json"), "utf8");
const read = readAgendas(text, { models, labs });
const table = read.ok ? read.value : { tags: {}, agendas: [] };
const works = new Map(
  readBibliography(readFileSync(join(ROOT, "docs/bibliography.bib"), "utf8")).map((work) => [
    work.key,
    work,
  ]),
);

function cidFiles(folder: string): string[] {
  return readdirSync(join(ROOT, "models", folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return cidFiles(path);
    return path.endsWith(".cid") ? [path.replace(/\.cid$/u, "")] : [];
  });
}

describe("the table of agendas", () => {
  it("is right, and its links lead to models and labs that exist", () => {
    expect(read.diagnostics).toEqual([]);
  });

  it("has a row for each of the fifteen", () => {
    expect(table.agendas.map(({ id }) => id).sort()).toEqual(
      [
        ["agent-foundations", "embedded-agency", "infra-bayesianism", "formal-alignment"],
        ["hard-bits", "epistemology", "natural-abstraction", "openai", "deepmind", "conjecture"],
        ["anthropic", "arc-evaluations", "cyborgism", "accelerating-alignment", "shard-theory"],
      ]
        .flat()
        .sort(),
    );
  });

  it("cites works of the bibliography by their titles and numbers", () => {
    const sources = table.agendas.flatMap((row) => row.sources);
    expect(sources.filter(({ key }) => !works.has(key))).toEqual([]);
    for (const { key, cite } of sources) {
      const work = works.get(key);
      expect([key, cite.includes(work?.title ?? "?")]).toEqual([key, true]);
      expect([key, cite.includes(work?.year ?? "?")]).toEqual([key, true]);
      expect([key, arxivNumbers(cite)]).toEqual([key, work?.arxiv ? [work.arxiv] : []]);
    }
  });

  it("links every diagram of models/agendas, and each row to a model or a lab", () => {
    const linked = new Set(table.agendas.flatMap((row) => row.models));
    const own = models.filter((slug) => slug.startsWith("agendas/"));
    expect(own.filter((slug) => !linked.has(slug))).toEqual([]);
    const nowhere = table.agendas.filter((row) => row.models.length === 0 && row.labs.length === 0);
    expect(nowhere).toEqual([]);
    const shown = table.agendas.filter((row) => row.models.some((slug) => own.includes(slug)));
    expect(shown.length).toBeGreaterThanOrEqual(8);
  });

  it("uses every tag it declares", () => {
    const used = new Set(table.agendas.flatMap((row) => row.tags));
    expect(Object.keys(table.tags).filter((tag) => !used.has(tag))).toEqual([]);
  });

  it("would see a link that leads nowhere", () => {
    const broken = text.replace("agendas/cyborgism", "agendas/cyborgsm");
    expect(readAgendas(broken, { models, labs }).diagnostics).toMatchObject([
      { code: "unknown-model", hint: "did you mean agendas/cyborgism?" },
    ]);
  });
});
