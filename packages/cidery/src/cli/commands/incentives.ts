/** `cidery incentives`: every criterion's verdict for a model, as tables, proofs or JSON. */
import type { CommandDefinition, Invocation } from "../command.ts";
import type {
  Analysis,
  InfluenceDiagram,
  TableCell,
  Verdict,
  VerdictKind,
  VerdictRobustness,
  VerdictTable,
} from "@cidery/core";
import type { Terminal } from "../terminal.ts";
import {
  allVerdicts,
  alternatives,
  analyse,
  CRITERIA,
  explainVerdict,
  readingWords,
  summarise,
  judge,
  verdictTables,
} from "@cidery/core";
import { nearestName } from "@cidery/core/text";
import { flag, textOption } from "../command.ts";
import { chosenCriteria, heldDecisions } from "../criteria.ts";
import { inThisModel, inThisModelWords } from "../inThisModel.ts";
import { graphFacts } from "../graphJson.ts";
import { openModel } from "../loading.ts";
import { hearing } from "../limitedCommand.ts";
import { wholeNumber } from "../numbers.ts";
import { heading, json, wrapped } from "../print.ts";
import { table } from "../table.ts";
import { JOBS, jobsOf, runShared } from "../taskPool.ts";
import { printRobustness, robustnessJson } from "../robustness.ts";
import { BadInput } from "../terminal.ts";
import { verdictJson } from "../verdictJson.ts";

export const incentives: CommandDefinition = {
  name: "incentives",
  limited: ({ robust }) => (robust === true ? "task" : "whole"),
  summary: "what each agent is motivated to know, influence and respond to",
  examples: [
    {
      line: "cidery incentives frameworks/modifiable-reward",
      does: "a summary and a table per decision",
    },
    {
      line: "cidery incentives frameworks/modifiable-reward --why --node Theta[2]",
      does: "the proofs about one variable",
    },
    {
      line: "cidery incentives frameworks/shutdown-standard --holding D2",
      does: "with the rule of a later decision held like a mechanism",
    },
    {
      line: "cidery incentives frameworks/cirl --graph",
      does: "also reduction, relevance graph, recall",
    },
    {
      line: "cidery incentives papers/everitt2021agent/content-recommendation --robust",
      does: "in how many of the alternative diagrams each verdict holds",
    },
    {
      line: "cidery incentives frameworks/mdp --json",
      does: "every verdict with its witness, for scripts",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model")
      .option("--why", "print each verdict as a sentence with its proof")
      .option("--graph", "also print the reduction, the relevance graph, solubility and recall")
      .option("--robust", "also count the alternative diagrams in which each verdict holds")
      .option("--changes <n>", "with --robust: how many modelling choices to change at once", "1")
      .option(...JOBS)
      .option("--criterion <ids>", "only these criteria: ids or short names, separated by commas")
      .option("--node <name>", "only verdicts about this variable")
      .option("--agent <name>", "only this agent")
      .option("--holding <names>", "hold the rules of these decisions like mechanisms")
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print one JSON object"),
  async run(invocation) {
    const { terminal } = invocation;
    const opened = await openModel(invocation);
    if (opened === undefined) return 2;
    const { source, diagram } = opened;
    const holding = heldDecisions(diagram, invocation);
    if (holding !== undefined && flag(invocation, "robust"))
      throw new BadInput("--robust takes all decisions to be optimal", "omit --holding");
    const { analysis, verdicts, proved } = await hearing(terminal, async () => {
      const analysis = analyse(diagram.structure);
      return await Promise.resolve({ analysis, ...chosen(diagram, analysis, invocation) });
    });
    const robust = flag(invocation, "robust")
      ? await robustness(diagram, verdicts, invocation)
      : undefined;
    if (flag(invocation, "json")) {
      terminal.out(
        json({
          model: diagram.header.title ?? source.name,
          agents: diagram.agents.map(({ name }) => name),
          reading: readingWords(diagram, holding ?? []),
          verdicts: verdicts.map((one) => verdictJson(diagram, one)),
          ...(proved ? {} : { witnessesOmitted: true }),
          ...(flag(invocation, "graph")
            ? graphFacts(diagram, analysis.holding(holding ?? []))
            : {}),
          ...(robust === undefined ? {} : { robustness: robustnessJson(diagram, robust) }),
        }),
      );
      return 0;
    }
    if (!proved) {
      const narrower = "--node NAME or --criterion ID brings them back";
      terminal.err(`${verdicts.length} verdicts: witnesses are left out (${narrower})\n`);
    }
    terminal.out(heading(terminal, diagram.header.title ?? source.name));
    for (const { sentence } of summarise(diagram, holding))
      terminal.out(wrapped(sentence, terminal.columns));
    printReading(diagram, holding, terminal);
    if (flag(invocation, "why"))
      printProofs(diagram, verdicts, terminal, invocation.options["node"] !== undefined);
    else printTables(diagram, verdicts, terminal);
    if (flag(invocation, "graph")) printFacts(diagram, analysis.holding(holding ?? []), terminal);
    if (robust !== undefined) printRobustness(diagram, robust, terminal);
    return 0;
  },
};

/** Named where it could be another one: a decision is held, or an agent decides more than once. */
function printReading(
  diagram: InfluenceDiagram,
  holding: readonly number[] | undefined,
  terminal: Terminal,
): void {
  const { structure, agents } = diagram;
  const several = agents.some((_, agent) => structure.decisionsOf(agent).length > 1);
  if (holding === undefined && !several) return;
  const how =
    holding === undefined
      ? "; --holding NAME holds the rule of a decision like a mechanism"
      : ", like mechanisms; all other own decisions optimal";
  const text = `Read with ${readingWords(diagram, holding ?? [])}${how}.`;
  terminal.out(
    terminal.paint.dim(wrapped(text.replace("with holding", "holding"), terminal.columns)),
  );
}

/** Of the verdicts asked for; of the four incentives when no criterion is named. */
async function robustness(
  { parts, structure }: InfluenceDiagram,
  wanted: readonly Verdict[],
  invocation: Invocation,
): Promise<VerdictRobustness> {
  const criteria = chosenCriteria(invocation);
  const changes = wholeNumber(textOption(invocation, "changes") ?? "1", "--changes", 1);
  const input = {
    parts,
    changes,
    ...(criteria === undefined ? {} : { criteria }),
    about: wanted.map(({ agent, decision, node }) => ({
      ...(agent === undefined ? {} : { agent }),
      ...(decision === undefined ? {} : { decision }),
      ...(node === undefined ? {} : { node }),
    })),
  };
  const { diagrams } = alternatives(structure, { largest: changes });
  const work = diagrams.length * structure.graph.size;
  const pieces = work < WORTH_THREADS ? 1 : diagrams.length;
  return await runShared("verdictRobustness", input, pieces, {
    jobs: jobsOf(invocation),
    terminal: invocation.terminal,
  });
}

/** Variables of all alternative diagrams together: threads take about as long to begin as these to be judged. */
const WORTH_THREADS = 50_000;

/**
 * A witness costs a walk through the graph for every verdict: beyond this many verdicts they are
 * left out, and a question about one variable still gets its own.
 */
const MOST_WITH_WITNESSES = 20_000;

interface Chosen {
  readonly verdicts: readonly Verdict[];
  /** Whether the verdicts carry their witnesses. */
  readonly proved: boolean;
}

function chosen(diagram: InfluenceDiagram, analysis: Analysis, invocation: Invocation): Chosen {
  const criteria = chosenCriteria(invocation);
  const node = textOption(invocation, "node");
  const agent = textOption(invocation, "agent");
  const nodeId = node === undefined ? undefined : known(node, diagram.nodes, "variable");
  const agentId = agent === undefined ? undefined : known(agent, diagram.agents, "agent");
  const holding = heldDecisions(diagram, invocation);
  const reading = holding === undefined ? {} : { holding };
  const options = criteria === undefined ? reading : { ...reading, criteria };
  const wanted = (all: readonly Verdict[]): Verdict[] =>
    all.filter(
      (one) =>
        (nodeId === undefined || one.node === nodeId || one.decision === nodeId) &&
        (agentId === undefined || one.agent === agentId),
    );
  const bare = wanted(allVerdicts(analysis, options));
  if (bare.length > MOST_WITH_WITNESSES) return { verdicts: bare, proved: false };
  if (nodeId === undefined) {
    return {
      verdicts: wanted(allVerdicts(analysis, { ...options, witnesses: true })),
      proved: true,
    };
  }
  // Few of many: prove only these.
  const verdicts = bare.map((one) => {
    const { witness } = judge(analysis, one.criterion, one);
    return witness === undefined ? one : { ...one, witness };
  });
  return { verdicts, proved: true };
}

function known(name: string, items: readonly { readonly name: string }[], what: string): number {
  const index = items.findIndex((item) => item.name === name);
  if (index !== -1) return index;
  const near = nearestName(
    name,
    items.map((item) => item.name),
  );
  throw new BadInput(
    `the model has no ${what} ${name}`,
    near === undefined
      ? `there are ${items.map((item) => item.name).join(", ")}`
      : `did you mean ${near}?`,
  );
}

function printTables(
  diagram: InfluenceDiagram,
  verdicts: readonly Verdict[],
  terminal: Terminal,
): void {
  const { paint } = terminal;
  const tables = verdictTables(diagram, verdicts);
  if (tables.length === 0 && diagram.structure.decisions.length === 0) {
    terminal.out("Nobody decides in this model, so there is nobody with an incentive.\n");
    return;
  }
  for (const one of tables) {
    terminal.out(`\n${paint.bold(one.title)}\n`);
    terminal.out(tableText(one, terminal));
  }
  const columns = new Map(
    tables.flatMap((one) => one.columns.map((c) => [c.short, c.title] as const)),
  );
  const legend = [...columns]
    .map(([short, title]) => `${short} ${title.toLowerCase()}`)
    .join(" · ");
  const marks = `${mark("present", paint)} present  ${mark("absent", paint)} absent  ${mark("unknown", paint)} the graph cannot tell  ${mark("not-applicable", paint)} not applicable  * with a caveat`;
  terminal.out(`\n${marks}\n${paint.dim(wrapped(legend, terminal.columns).trimEnd())}\n`);
  terminal.out(paint.dim("Proofs: --why. One variable: --why --node NAME.\n"));
}

function tableText(one: VerdictTable, terminal: Terminal): string {
  const cell = (value: TableCell | undefined): string =>
    value === undefined ? " " : `${mark(value.kind, terminal.paint)}${value.caveats ? "*" : ""}`;
  return table(
    terminal,
    ["", ...one.columns.map((column) => column.short)],
    one.rows.map((row) => [row.name, ...row.cells.map(cell)]),
    { indent: 2 },
  );
}

/** Shapes as well as colours, so that the table reads in black and white. */
function mark(verdict: VerdictKind, paint: Terminal["paint"]): string {
  switch (verdict) {
    case "present":
      return paint.red("●");
    case "absent":
      return paint.green("○");
    case "unknown":
      return paint.yellow("?");
    case "not-applicable":
      return paint.dim("–");
  }
}

const VERDICT_ORDER: readonly VerdictKind[] = ["present", "unknown", "absent", "not-applicable"];

/** With numbers when one variable is asked about: each costs a few solutions. */
function printProofs(
  diagram: InfluenceDiagram,
  verdicts: readonly Verdict[],
  terminal: Terminal,
  withNumbers: boolean,
): void {
  const { paint } = terminal;
  for (const criterion of CRITERIA) {
    const own = verdicts.filter((one) => one.criterion === criterion.id);
    if (own.length === 0) continue;
    terminal.out(
      `\n${paint.bold(criterion.title)} ${paint.dim(`– ${criterion.theorem} (${criterion.citation})`)}\n`,
    );
    const sorted = VERDICT_ORDER.flatMap((kind) => own.filter((one) => one.kind === kind));
    for (const verdict of sorted) {
      const { sentence, obstacles, caveats } = explainVerdict(diagram, verdict);
      const here = withNumbers ? inThisModel(diagram, verdict) : undefined;
      const details = [
        ...(here === undefined ? [] : [inThisModelWords(here)]),
        ...(verdict.kind === "absent" ? obstacles.map((text) => `because ${text}`) : []),
        ...caveats.map((text) => `but: ${text}`),
      ];
      terminal.out(
        `${mark(verdict.kind, paint)} ${wrapped(sentence, terminal.columns, 2).trim()}\n`,
      );
      for (const detail of details) terminal.out(paint.dim(wrapped(detail, terminal.columns, 4)));
    }
  }
}

function printFacts(diagram: InfluenceDiagram, analysis: Analysis, terminal: Terminal): void {
  const facts = graphFacts(diagram, analysis);
  const arrows = (links: readonly (readonly [string, string])[]): string =>
    links.length === 0 ? "none" : links.map(([from, to]) => `${from} → ${to}`).join(", ");
  const yesNo = (value: boolean): string => (value ? "yes" : "no");
  const recall = (byAgent: Readonly<Record<string, boolean>>): string =>
    Object.entries(byAgent)
      .map(([agent, has]) => `${agent} ${yesNo(has)}`)
      .join(", ");
  terminal.out(`\n${heading(terminal, "Graph")}`);
  terminal.out(
    table(
      terminal,
      ["", ""],
      [
        ["links the minimal reduction removes", arrows(facts.reduction)],
        ["relevance (D → E: D relies on E)", arrows(facts.relevance)],
        [
          "components, relied-upon first",
          facts.components.map((one) => `{${one.join(", ")}}`).join(" "),
        ],
        [
          "soluble",
          `as written ${yesNo(facts.soluble.raw)}, reduced ${yesNo(facts.soluble.reduced)}`,
        ],
        ["soluble (Lauritzen & Nilsson)", yesNo(facts.lauritzenNilssonSoluble)],
        ["sufficient recall", recall(facts.sufficientRecall)],
        ["perfect recall", recall(facts.perfectRecall)],
        [
          "subgames",
          facts.subgames === null
            ? "too many to list"
            : facts.subgames.map((one) => `{${one.join(", ")}}`).join(" "),
        ],
      ],
      { indent: 2, wrapLast: true },
    ).replace(/^\s*\n/, ""),
  );
}
