/**
 * A page for each criterion, docs/criteria/<id>.md, with its example as a model beside it and drawn;
 * and the glossary of badges. All is taken from the criteria themselves.
 */
import type { Criterion, ExampleAnswer, Question, Verdict } from "../src/incentives/index.ts";
import type { InfluenceDiagram } from "../src/model/index.ts";
import type { Pages } from "./pages.ts";
import { layoutDiagramNow, toSvg } from "../src/draw/index.ts";
import { explainVerdict } from "../src/explain/index.ts";
import { CRITERIA, judge, namesOf } from "../src/incentives/index.ts";
import { loadModel } from "../src/language/index.ts";
import { PREDICATES } from "../src/model/index.ts";
import { analyse } from "../src/structure/index.ts";
import { table, theoryLink } from "./pages.ts";

/** By path below docs/. */
export function criterionPages(criteria: readonly Criterion[] = CRITERIA): Pages {
  const pages = new Map<string, string>();
  for (const criterion of criteria) {
    const path = `criteria/${criterion.id}`;
    pages.set(`${path}.md`, pageOf(criterion));
    pages.set(`${path}.cid`, modelOf(criterion));
    pages.set(`${path}.svg`, `${drawingOf(criterion)}\n`);
  }
  pages.set("glossary.md", glossary());
  return pages;
}

function glossary(): string {
  return [
    "# Glossary of badges",
    "",
    "The letters on badges and at the heads of columns, from the criteria themselves.",
    "",
    ...table(
      ["badge", "criterion", "asks"],
      CRITERIA.map(({ id, badge, title, question }) => [
        badge,
        `[${title}](criteria/${id}.md)`,
        question,
      ]),
    ),
    "",
  ].join("\n");
}

function pageOf(criterion: Criterion): string {
  const { id, badge, title, question, definition, example } = criterion;
  const [, ...others] = namesOf(criterion);
  const { diagram, verdicts } = judged(criterion);
  const [first] = claimsOf(criterion);
  return [
    `# ${title}`,
    "",
    `${question} Its badge is **${badge}**; its name in commands is \`${id}\`${
      others.length === 0 ? "" : `, also ${others.map((one) => `\`${one}\``).join(", ")}`
    }.`,
    "",
    "## Definition",
    "",
    definition,
    "",
    "## The graph",
    "",
    "The answer is *present* when this holds, up to the limits below:",
    "",
    `> ${criterion.theorem}.`,
    "",
    `Source: ${criterion.citation}. See ${criterion.statements.map(theoryLink).join(", ")}.`,
    "",
    "## Example",
    "",
    example.story,
    "",
    `![${title} in the example](${id}.svg)`,
    "",
    "```cid",
    modelOf(criterion).trimEnd(),
    "```",
    "",
    ...table(
      ["asked", "answer", "why"],
      verdicts.map((verdict, i) => [
        askedIn(example.answers[i] as ExampleAnswer),
        words(verdict.kind),
        explainVerdict(diagram, verdict).sentence,
      ]),
    ),
    "",
    ...(first === undefined
      ? []
      : ["```console", `$ cidery ask docs/criteria/${id}.cid "${first}"`, "```", ""]),
    "## In claims",
    "",
    ...inClaims(criterion),
    "",
    "## Limits",
    "",
    criterion.completeness,
    "",
    ...criterion.needs.map(
      ({ condition, whenViolated }) =>
        `- needs: ${condition}; otherwise ${CONSEQUENCES[whenViolated]}`,
    ),
    ...(criterion.needs.length === 0 ? [] : [""]),
    "What no criterion can do is in [limits](../limits.md#graph-criteria).",
    "",
    "## All answers",
    "",
    ...table(
      ["answer", "reason", "said"],
      criterion.outcomes.map(({ kind, reason, words: said }) => [
        words(kind),
        `\`${reason}\``,
        said(PLACEHOLDERS),
      ]),
    ),
    "",
  ].join("\n");
}

function inClaims({ predicate, range, example }: Criterion): string[] {
  const signature = PREDICATES.find(({ name }) => name === predicate);
  if (signature === undefined) return ["Claims cannot ask it."];
  const all = [signature.name, ...signature.aliases].map((name) => `\`${name}\``).join(", ");
  const lines = [`${all}: ${signature.meaning}`];
  if (range !== undefined)
    lines.push(
      "",
      `A set of nodes, as in \`${signature.name}(…) == {…}\`, is about ${RANGES[range]}.`,
    );
  if (example.answers.length > 0) lines.push("", "See [claims](../language.md#claims).");
  return lines;
}

/** The example with its answers as claims, as far as claims can say them. */
function modelOf(criterion: Criterion): string {
  const { title, example } = criterion;
  const claims = claimsOf(criterion).map((claim) => `claim ${claim}`);
  return `model "${title}: example"\n\n${example.text.trimEnd()}\n${claims.length === 0 ? "" : `\n${claims.join("\n")}\n`}`;
}

function claimsOf({ predicate, example }: Criterion): string[] {
  if (predicate === undefined) return [];
  const first = PREDICATES.find(({ name }) => name === predicate)?.arguments[0];
  return example.answers.flatMap(({ kind, decision, node, agent, target, pattern }) => {
    if (kind !== "present" && kind !== "absent") return [];
    // A lone agent is named only where nobody would be meant otherwise.
    const who = agent === "agent" && first?.kind !== "agent" ? undefined : agent;
    const list = [
      decision ?? who,
      target,
      node,
      pattern === undefined ? undefined : PATTERNS[pattern],
    ];
    const named = list.filter((one) => one !== undefined).join(", ");
    return [`${kind === "present" ? "" : "not "}${predicate}(${named})`];
  });
}

const PATTERNS = {
  "direct-effect": "direct",
  manipulation: "manipulation",
  signaling: "signaling",
  "revealing-denying": "revealing",
} as const;

function questionIn(diagram: InfluenceDiagram, answer: ExampleAnswer): Question {
  const { decision, node, agent, target, pattern } = answer;
  const nodeCalled = (name: string): number => found(diagram.idOf(name), name);
  const agentCalled = (name: string): number => found(diagram.agentId(name), name);
  return {
    ...(decision === undefined ? {} : { decision: nodeCalled(decision) }),
    ...(node === undefined ? {} : { node: nodeCalled(node) }),
    ...(agent === undefined ? {} : { agent: agentCalled(agent) }),
    ...(target === undefined ? {} : { target: agentCalled(target) }),
    ...(pattern === undefined ? {} : { pattern }),
  };
}

function found(id: number | undefined, name: string): number {
  if (id === undefined) throw new RangeError(`the example has no ${name}`);
  return id;
}

function judged({ id, example }: Criterion): {
  readonly diagram: InfluenceDiagram;
  readonly verdicts: readonly Verdict[];
} {
  const { diagram } = loadModel(example.text, { file: `${id}.cid` });
  if (diagram === undefined) throw new Error(`the example of ${id} is not a model`);
  const analysis = analyse(diagram.structure);
  return {
    diagram,
    verdicts: example.answers.map((answer) => judge(analysis, id, questionIn(diagram, answer))),
  };
}

/** The first answer, with its badge and its path. */
function drawingOf(criterion: Criterion): string {
  const { diagram, verdicts } = judged(criterion);
  const { highlights } = explainVerdict(diagram, verdicts[0] as Verdict);
  return toSvg(diagram, layoutDiagramNow(diagram), { highlights, idPrefix: criterion.id });
}

function askedIn({ decision, node, agent, target, pattern }: ExampleAnswer): string {
  return [agent === "agent" ? undefined : agent, decision, target, node, pattern]
    .filter((one) => one !== undefined)
    .join(", ");
}

const PLACEHOLDERS = {
  agent: "the agent",
  target: "the target",
  decision: "D",
  node: "X",
  path: "",
  along: "",
  given: "given what D sees",
  culprits: "",
  about: "",
  pattern: "",
};

const CONSEQUENCES = {
  "not-applicable": "the question does not arise",
  "yes-becomes-unknown": "a yes becomes “cannot be told”, unless another argument proves it",
  caveat: "a yes holds while the other agents' rules stay as they are, and says so",
} as const;

const RANGES: Readonly<Record<NonNullable<Criterion["range"]>, string>> = {
  all: "all nodes",
  chance: "chance nodes",
  "all-but-decisions": "all nodes that are not decisions",
  "all-but-utilities-and-the-decision": "all nodes but utilities and the decision itself",
  "other-decisions": "the other decisions",
};

function words(code: string): string {
  return code.replaceAll("-", " ");
}
