/**
 * `cidery gallery`: the main job. For every model of the catalogue: what each agent is motivated
 * to know, influence and respond to, by which causal path, under which theorem, and whether the
 * published claims hold. Pictures and a page that shows them are written to a folder.
 */
import { dirname, join, relative, resolve } from "node:path";
import type { ClaimResult, InfluenceDiagram } from "@cidery/core";
import type { CommandDefinition, Invocation } from "../command.ts";
import type { GalleryModel } from "../galleryPage.ts";
import type { Source } from "../sources.ts";
import type { ExitCode, Terminal } from "../terminal.ts";
import {
  allVerdicts,
  analyse,
  checkClaims,
  explainVerdict,
  summarise,
  summariseClaims,
} from "@cidery/core";
import { layoutDiagram, toSvg } from "@cidery/core/draw";
import { argumentSentences } from "../argument.ts";
import { flag, textOption, words } from "../command.ts";
import { checkOptions } from "../engines.ts";
import { GALLERY_SCRIPT, galleryPage } from "../galleryPage.ts";
import { loadOrComplain } from "../loading.ts";
import { count, json, wrapped } from "../print.ts";
import { modelText } from "../sourceFormat.ts";
import { catalogueSources } from "../sources.ts";
import { USUAL_PORT } from "../usualPort.ts";
import { claimText, stateMark } from "./check.ts";
import { BADGED_CRITERIA, incentiveHighlights } from "./draw.ts";
import { startSummary } from "../startSummary.ts";
import { makeFolder, writeFile } from "../writing.ts";

export const gallery: CommandDefinition = {
  name: "gallery",
  summary: "analyse the whole catalogue: motives, proofs, claims, pictures",
  examples: [
    { line: "cidery gallery", does: "everything, pictures in out/gallery" },
    { line: "cidery gallery frameworks --output pictures", does: "only the frameworks" },
  ],
  declare: (parser) =>
    parser
      .argument("[words...]", "only models whose slug has all these words")
      .option("--output <folder>", "where to write the pictures", "out/gallery")
      .option(
        "--workbench <address>",
        "where the cards of the page open",
        `http://localhost:${USUAL_PORT}/`,
      )
      .option("--no-pictures", "write no pictures")
      .option("--only <family>", "check graph, exact or empirical claims only")
      .option("--allow-undecided", "exit 0 when claims are undecided or not applicable")
      .option("--json", "print the summary as JSON"),
  async run(invocation): Promise<ExitCode> {
    const { terminal } = invocation;
    const wanted = words(invocation, 0);
    const sources = catalogueSources().filter(({ slug }) =>
      wanted.every((one) => slug.includes(one)),
    );
    const folder = galleryFolder(invocation);
    const sentences = argumentSentences();
    const models: GalleryModel[] = [];
    let section = "";
    for (const source of sources) {
      const diagram = await loadOrComplain(source, terminal);
      if (diagram === undefined) return 2;
      const results = checkClaims(diagram, checkOptions(invocation));
      if (!flag(invocation, "json") && !flag(invocation, "brief")) {
        const group = dirname(source.slug);
        if (group !== section) terminal.out(`\n${sectionLine(group, terminal)}`);
        section = group;
        printModel(source, diagram, results, terminal);
      }
      const picture =
        invocation.options["pictures"] === false
          ? undefined
          : await writePicture(source, diagram, folder);
      const sentence = sentences.get(source.slug);
      models.push({
        slug: source.slug,
        diagram,
        results,
        ...(sentence === undefined ? {} : { sentence }),
        ...(picture === undefined ? {} : { picture }),
      });
    }
    return finish(models, folder, invocation);
  },
};

/** Where the page and its pictures are written. */
export function galleryFolder(invocation: Invocation): string {
  const wanted = textOption(invocation, "output") ?? "out/gallery";
  return resolve(invocation.terminal.workingFolder, wanted);
}

function finish(models: readonly GalleryModel[], folder: string, invocation: Invocation): ExitCode {
  const { terminal } = invocation;
  const summary = summariseClaims(models.flatMap(({ results }) => results));
  const pictures = models.filter(({ picture }) => picture !== undefined).length;
  if (pictures > 0) {
    writeFile(folder, "index.html", galleryPage(models, textOption(invocation, "workbench") ?? ""));
    writeFile(folder, "search.js", GALLERY_SCRIPT);
  }
  if (flag(invocation, "json")) {
    terminal.out(
      json({
        summary,
        models: models.map(({ slug, diagram, results, picture }) => ({
          slug,
          title: diagram.header.title ?? slug,
          agents: summarise(diagram).map(({ name, know, influence, respond }) => ({
            name,
            know: know.names,
            influence: influence.names,
            respond: respond.names,
          })),
          claims: summariseClaims(results),
          ...(picture === undefined ? {} : { picture }),
        })),
      }),
    );
  } else if (flag(invocation, "brief")) {
    const page =
      pictures > 0 ? relative(terminal.workingFolder, join(folder, "index.html")) : undefined;
    terminal.out(startSummary(models, terminal, page));
  } else {
    const mark = stateMark(summary.state, terminal.paint);
    terminal.out(`\n${mark} ${count(models.length, "model")}, ${summary.sentence}\n`);
    if (pictures > 0) {
      const page = relative(terminal.workingFolder, join(folder, "index.html"));
      terminal.out(`  ${count(pictures, "picture")} in ${page}\n`);
    }
  }
  const passed = summary.state === "holds" || (summary.ok && flag(invocation, "allowUndecided"));
  return passed ? 0 : 1;
}

function sectionLine(group: string, terminal: Terminal): string {
  const rule = "─".repeat(Math.max(4, Math.min(terminal.columns, 100) - group.length - 1));
  return terminal.paint.dim(`${group} ${rule}\n`);
}

function printModel(
  source: Source,
  diagram: InfluenceDiagram,
  results: readonly ClaimResult[],
  terminal: Terminal,
): void {
  const { paint } = terminal;
  const slug = source.name.split("/").at(-1) ?? source.name;
  terminal.out(`\n${paint.bold(diagram.header.title ?? source.name)}  ${paint.dim(slug)}\n`);
  for (const { sentence } of summarise(diagram))
    terminal.out(wrapped(sentence, terminal.columns, 2));
  for (const line of headlineProofs(diagram))
    terminal.out(paint.dim(wrapped(line, terminal.columns, 4)));
  const summary = summariseClaims(results);
  if (results.length > 0) {
    const mark = stateMark(summary.state, paint);
    terminal.out(`  ${mark} ${summary.sentence}\n`);
  }
  for (const result of results)
    if (result.outcome !== "holds") terminal.out(claimText(result, terminal));
}

/** One proof for each kind of motive that is present, about a chance variable where there is one. */
function headlineProofs(diagram: InfluenceDiagram): string[] {
  const analysis = analyse(diagram.structure);
  const verdicts = allVerdicts(analysis, { criteria: BADGED_CRITERIA, witnesses: true }).filter(
    ({ kind, node, agent }) =>
      kind === "present" &&
      (node === undefined || !diagram.node(node).owners.includes(agent ?? -1)),
  );
  return BADGED_CRITERIA.flatMap((criterion) => {
    const first = verdicts.find((one) => one.criterion === criterion);
    if (first === undefined) return [];
    const { sentence, citation } = explainVerdict(diagram, first);
    return [`e.g. ${sentence} [${citation}]`];
  });
}

async function writePicture(
  source: Source & { readonly slug?: string },
  diagram: InfluenceDiagram,
  folder: string,
): Promise<string> {
  const picture = `${source.name}.svg`;
  const path = join(folder, picture);
  makeFolder(dirname(path));
  const layout = await layoutDiagram(diagram);
  const highlights = incentiveHighlights(diagram, BADGED_CRITERIA, false);
  const text = await modelText(source, diagram);
  writeFile(folder, picture, toSvg(diagram, layout, { highlights, source: text }));
  return picture;
}
