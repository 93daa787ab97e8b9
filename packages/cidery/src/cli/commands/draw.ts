/** `cidery draw`: a picture of the diagram as SVG, PNG, LaTeX, TikZ or DOT, with incentives if asked. */
import { extname } from "node:path";
import type { CommandDefinition, Invocation } from "../command.ts";
import type { Highlights } from "@cidery/core/draw";
import type { InfluenceDiagram } from "@cidery/core";
import type { Source } from "../sources.ts";
import type { ExitCode } from "../terminal.ts";
import { allVerdicts, analyse, explainVerdict, overlay } from "@cidery/core";
import { nearestName } from "@cidery/core/text";
import { layoutDiagram, toDot, toLatex, toSvg, toTikz } from "@cidery/core/draw";
import { flag, textOption } from "../command.ts";
import { criterionOf, heldDecisions, namesIn } from "../criteria.ts";
import { openModel } from "../loading.ts";
import { pngOf } from "../pictures.ts";
import { json } from "../print.ts";
import { modelText } from "../sourceFormat.ts";
import { BadInput } from "../terminal.ts";
import { writeFile } from "../writing.ts";

const FORMATS = ["svg", "png", "latex", "tikz", "dot"] as const;
type Format = (typeof FORMATS)[number];
const EXTENSIONS: Readonly<Record<string, Format>> = {
  ".svg": "svg",
  ".png": "png",
  ".tex": "latex",
  ".tikz": "tikz",
  ".dot": "dot",
  ".gv": "dot",
};

/** What `--incentives` marks. */
export const BADGED_CRITERIA = [
  "instrumental-control-incentive",
  "value-of-information",
  "response-incentive",
];

export const draw: CommandDefinition = {
  name: "draw",
  limited: "whole",
  summary: "draw the diagram as SVG, PNG, LaTeX, TikZ or DOT",
  examples: [
    {
      line: "cidery draw frameworks/modifiable-reward -o tampering.svg --incentives",
      does: "with a badge on every node an agent is motivated about",
    },
    {
      line: "cidery draw frameworks/modifiable-reward --path A[1],Theta[2],R[2] -o path.svg",
      does: "one causal path lit up",
    },
    {
      line: "cidery draw frameworks/modifiable-reward -o tampering.tex --incentives",
      does: "for a paper, in the dialect of influence-diagrams.sty; --standalone needs no package",
    },
    {
      line: "cidery draw frameworks/mdp --format tikz",
      does: "a TikZ document, placed as in the SVG, on standard output",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model")
      .option("-o, --output <file>", "write here; the ending chooses the format")
      .option("--format <format>", "svg, png, latex, tikz or dot")
      .option(
        "--incentives",
        "badges for control (ICI), information (VoI) and response (RI) incentives",
      )
      .option("--criterion <id>", "badges and proof paths for this criterion only")
      .option("--path <nodes...>", "highlight a path: names separated by commas")
      .option("--holding <names>", "incentives when the rules of these decisions are held fixed")
      .option("--theme <theme>", "auto, light or dark (SVG, PNG; default: auto)")
      .option("--direction <way>", "right or down (default: right)")
      .option("--fold", "show only the first and last steps of a replicated model (not DOT)")
      .option("--standalone", "a LaTeX document that needs no package (LaTeX)")
      .option("--no-legend", "omit the legend")
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print {format, text} as JSON"),
  async run(invocation) {
    const { terminal } = invocation;
    const opened = await openModel(invocation);
    if (opened === undefined) return 2;
    const { source, diagram } = opened;
    const output = textOption(invocation, "output");
    const format = formatOf(textOption(invocation, "format"), output);
    refuseWithoutEffect(format, invocation);
    if (format === "png") return drawPng(diagram, source, output, invocation);
    const text = await drawn(diagram, source, format, invocation);
    if (flag(invocation, "json") && output !== undefined)
      throw new BadInput("--json prints the drawing, but -o writes it to a file", "choose one");
    if (flag(invocation, "json")) terminal.out(json({ format, text }));
    else if (output === undefined) terminal.data(text);
    else {
      writeFile(terminal.workingFolder, output, text);
      terminal.out(`wrote ${output}\n`);
    }
    return 0;
  },
};

/** A picture of dots goes to a file; a terminal or JSON has no use for it. */
async function drawPng(
  diagram: InfluenceDiagram,
  source: Source,
  output: string | undefined,
  invocation: Invocation,
): Promise<ExitCode> {
  if (output === undefined || flag(invocation, "json"))
    throw new BadInput("a PNG is written to a file", "-o model.png, without --json");
  const svg = await drawn(diagram, source, "png", invocation);
  writeFile(invocation.terminal.workingFolder, output, await pngOf(svg));
  invocation.terminal.out(`wrote ${output}\n`);
  return 0;
}

/**
 * An option that could not change the drawing is refused: whoever wrote it expects something.
 * @throws BadInput for an option the format has no use for, or one that has no effect beside others
 */
function refuseWithoutEffect(format: Format, invocation: Invocation): void {
  const given = (name: string): boolean => invocation.options[name] !== undefined;
  const pointsOut = flag(invocation, "incentives") || given("criterion");
  const hasLegend = format === "svg" || format === "png" || pointsOut || given("path");
  const name = { tikz: "TikZ", latex: "LaTeX", svg: "SVG", png: "PNG", dot: "DOT" }[format];
  const refused: readonly (readonly [boolean, string, string])[] = [
    [
      (format === "tikz" || format === "latex" || format === "dot") && given("theme"),
      `${name} drawings have one theme`,
      "leave --theme out, or draw SVG or PNG",
    ],
    [
      format !== "latex" && flag(invocation, "standalone"),
      "--standalone is for LaTeX",
      "leave it out, or add --format latex",
    ],
    [
      format === "dot" && flag(invocation, "fold"),
      "DOT is of the whole model: Graphviz lays it out",
      "leave --fold out, or draw SVG, PNG, LaTeX or TikZ",
    ],
    [
      invocation.options["legend"] === false && !hasLegend,
      `a ${name} drawing has a legend only where something is pointed out`,
      "leave --no-legend out, or add --incentives, --criterion or --path",
    ],
    [
      flag(invocation, "incentives") && given("criterion"),
      "--criterion draws one criterion, --incentives the usual three",
      "choose one",
    ],
    [
      given("holding") && !pointsOut,
      "--holding is about incentives, and none are drawn",
      "add --incentives or --criterion",
    ],
  ];
  for (const [applies, what, hint] of refused) if (applies) throw new BadInput(what, hint);
}

async function drawn(
  diagram: InfluenceDiagram,
  source: Source,
  format: Format,
  invocation: Invocation,
): Promise<string> {
  const highlights = highlightsOf(diagram, invocation);
  const legend = invocation.options["legend"] !== false;
  const direction = oneOf(
    textOption(invocation, "direction") ?? "right",
    ["right", "down"],
    "--direction",
  );
  if (format === "dot") return toDot(diagram, { highlights, legend, direction });
  const layout = await layoutDiagram(diagram, {
    direction,
    foldTemplates: flag(invocation, "fold"),
  });
  if (flag(invocation, "fold") && layout.ellipses.length === 0)
    invocation.terminal.err("nothing to fold: no variable repeats often enough\n");
  if (format === "latex")
    return toLatex(diagram, layout, {
      highlights,
      legend,
      standalone: flag(invocation, "standalone"),
    });
  if (format === "tikz") return toTikz(diagram, layout, { highlights, legend });
  const theme = oneOf(
    textOption(invocation, "theme") ?? "auto",
    ["auto", "light", "dark"],
    "--theme",
  );
  return toSvg(diagram, layout, {
    highlights,
    heading: true,
    legend,
    // Dots cannot follow the reader's own theme.
    theme: format === "png" && theme === "auto" ? "light" : theme,
    source: await modelText(source, diagram),
  });
}

function highlightsOf(diagram: InfluenceDiagram, invocation: Invocation): Highlights {
  const given = invocation.options["path"];
  const paths = (Array.isArray(given) ? (given as string[]) : []).map((text) =>
    pathOf(diagram, text),
  );
  const criterion = textOption(invocation, "criterion");
  if (criterion === undefined && !flag(invocation, "incentives")) return { paths };
  const criteria = criterion === undefined ? BADGED_CRITERIA : [criterionOf(criterion).id];
  const holding = heldDecisions(diagram, invocation);
  const shown = incentiveHighlights(diagram, criteria, criterion !== undefined, holding);
  if ((shown.badges ?? []).length === 0 && (shown.paths ?? []).length === 0) {
    const what = criterion ?? "incentive on a variable";
    invocation.terminal.err(`nothing to point out: no ${what} is present\n`);
  }
  return { ...shown, paths: [...paths, ...(shown.paths ?? [])] };
}

/** Badges for the criteria, as the workbench shows them, and the proof paths if wanted. */
export function incentiveHighlights(
  diagram: InfluenceDiagram,
  criteria: readonly string[],
  withPaths: boolean,
  holding?: readonly number[],
): Highlights {
  const verdicts = allVerdicts(analyse(diagram.structure), {
    criteria,
    witnesses: true,
    ...(holding === undefined ? {} : { holding }),
  });
  const marks = overlay(diagram, verdicts, { criteria });
  if (!withPaths) return marks;
  const shown = verdicts.filter(
    ({ kind, node }) =>
      kind === "present" && (node === undefined || diagram.node(node).kind === "chance"),
  );
  const paths = shown.flatMap((one) => {
    const { highlights, paths: written } = explainVerdict(diagram, one);
    return highlights.paths.map((path, i) => ({ ...path, label: written[i] ?? path.label ?? "" }));
  });
  return { ...marks, paths };
}

function pathOf(diagram: InfluenceDiagram, text: string): { nodes: number[]; label: string } {
  const names = namesIn(text);
  const nodes = names.map((name) => {
    const id = diagram.idOf(name);
    if (id !== undefined) return id;
    const near = nearestName(
      name,
      diagram.nodes.map((node) => node.name),
    );
    throw new BadInput(
      `the model has no variable ${name}`,
      near === undefined ? undefined : `did you mean ${near}?`,
    );
  });
  const { graph } = diagram;
  nodes.forEach((node, i) => {
    const next = nodes[i + 1];
    if (next === undefined || graph.hasEdge(node, next) || graph.hasEdge(next, node)) return;
    const [from, to] = [names[i], names[i + 1]];
    throw new BadInput(
      `there is no arrow between ${from} and ${to}`,
      "name every variable along the path",
    );
  });
  const arrows = nodes
    .slice(1)
    .map((node, i) => (graph.hasEdge(nodes[i] as number, node) ? "→" : "←"));
  const label = names
    .map((name, i) => `${name}${i < arrows.length ? ` ${arrows[i]} ` : ""}`)
    .join("");
  return { nodes, label };
}

function formatOf(given: string | undefined, output: string | undefined): Format {
  if (given !== undefined) {
    const wanted = oneOf(given, FORMATS, "--format");
    const ending = output === undefined ? undefined : EXTENSIONS[extname(output).toLowerCase()];
    if (ending !== undefined && ending !== wanted)
      throw new BadInput(
        `--format ${given} and the ending of ${output} differ`,
        "omit one of them",
      );
    return wanted;
  }
  if (output === undefined) return "svg";
  const format = EXTENSIONS[extname(output).toLowerCase()];
  if (format === undefined) {
    throw new BadInput(
      `the ending of ${output} is not that of a format`,
      `use ${Object.keys(EXTENSIONS).join(", ")}, or --format`,
    );
  }
  return format;
}

export function oneOf<T extends string>(given: string, allowed: readonly T[], option: string): T {
  const found = allowed.find((one) => one === given);
  if (found === undefined)
    throw new BadInput(`${option} ${given} is not known`, `it takes ${allowed.join(", ")}`);
  return found;
}
