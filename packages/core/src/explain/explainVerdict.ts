/**
 * A verdict as one plain sentence, with the path that proves it, the theorem it rests on, its
 * caveats in words, and what to light up in a drawing.
 */
import type { VerdictHighlights } from "./highlightVerdict.ts";
import type { Link, NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type {
  Criterion,
  Reading,
  Verdict,
  VerdictKind,
  Witness,
  Words,
} from "../incentives/index.ts";
import { criterionNamed } from "../incentives/index.ts";
import { highlightVerdict } from "./highlightVerdict.ts";
import {
  agentName,
  groupedNames,
  listed,
  nodeAgain,
  nodeName,
  sentence,
  writtenLink,
  writtenPath,
} from "./names.ts";
import { CAVEAT_WORDS, PATTERN_WORDS } from "./verdictWords.ts";

/**
 * A verdict in words: one sentence, the paths and obstacles it speaks of, theorem, source and
 * caveats.
 */
export interface Explanation {
  readonly criterion: string;
  readonly title: string;
  readonly kind: VerdictKind;
  readonly sentence: string;
  /** Each proof path or trail, `A1 → Theta[2] → R[2]`, collider arrows as they point. */
  readonly paths: readonly string[];
  /** Why not, in words, where a set or a missing path is the reason: `C and D block every trail …`. */
  readonly obstacles: readonly string[];
  readonly theorem: string;
  readonly citation: string;
  readonly caveats: readonly string[];
  /** How the agent's decisions were taken: `all own decisions optimal`, `holding the rule of D2`. */
  readonly reading: string;
  readonly highlights: VerdictHighlights;
}

/** @throws RangeError for a verdict of an unknown criterion, or with a reason that it does not have */
export function explainVerdict(diagram: InfluenceDiagram, verdict: Verdict): Explanation {
  const criterion = criterionNamed(verdict.criterion);
  if (criterion === undefined) throw new RangeError(`no criterion ${verdict.criterion}`);
  const paths: string[] = [];
  const obstacles: string[] = [];
  describe(diagram, verdict.witness, paths, obstacles);
  const held = verdict.holding ?? [];
  const reading = readingWords(diagram, held);
  const said = onceInFull(diagram, verdict, wording(diagram, criterion, verdict, paths));
  const text = sentence(held.length === 0 ? said : `${reading}: ${said}`);
  return {
    criterion: criterion.id,
    title: criterion.title,
    kind: verdict.kind,
    sentence: text,
    paths,
    obstacles,
    theorem: criterion.theorem,
    citation: criterion.citation,
    caveats: verdict.caveats.map((caveat) => CAVEAT_WORDS[caveat]),
    reading,
    highlights: highlightVerdict(verdict, text, criterion.title.toLowerCase()),
  };
}

/** The reading of a verdict in words. */
export function readingWords(diagram: InfluenceDiagram, holding: readonly NodeId[]): string {
  if (holding.length === 0) return "all own decisions optimal";
  const rules = holding.length === 1 ? "the rule" : "the rules";
  return `holding ${rules} of ${listed(groupedNames(diagram, holding))}`;
}

function wording(
  diagram: InfluenceDiagram,
  criterion: Criterion,
  verdict: Verdict,
  paths: readonly string[],
): string {
  const outcome = criterion.outcomes.find(({ reason }) => reason === verdict.reason);
  if (outcome === undefined)
    throw new RangeError(`${criterion.id} has no outcome ${verdict.reason}`);
  return outcome.words(wordsOf(diagram, verdict, paths));
}

/** After its first mention, a node is called by one word for it. */
function onceInFull(diagram: InfluenceDiagram, { node, decision }: Verdict, text: string): string {
  let result = text;
  for (const v of [node, decision]) {
    if (v === undefined) continue;
    const full = nodeName(diagram, v);
    const first = result.indexOf(full) + full.length;
    result = result.slice(0, first) + result.slice(first).replaceAll(full, nodeAgain(diagram, v));
  }
  return result;
}

function wordsOf(diagram: InfluenceDiagram, verdict: Verdict, paths: readonly string[]): Words {
  const node = (v: NodeId | undefined): string => (v === undefined ? "" : nodeName(diagram, v));
  const shown = [...new Set(paths.filter((path) => /[→←]/u.test(path)))];
  const given = givenIn(verdict.witness);
  const agent = verdict.agent ?? ownerOf(diagram, verdict.decision);
  return {
    agent: agent === undefined ? "the agent" : agentName(diagram, agent),
    target: verdict.target === undefined ? "" : agentName(diagram, verdict.target),
    decision: node(verdict.decision),
    node: node(verdict.node),
    path: shown[0] ?? "",
    along: shown.length === 0 ? "" : ` (${shown.join("; ")})`,
    given:
      given === undefined || given.length === 0
        ? "without any observation to tie them"
        : `given ${listed(groupedNames(diagram, given))}`,
    culprits: listed(groupedNames(diagram, culpritsIn(verdict.witness))),
    about: verdict.node === undefined ? "" : ` about ${node(verdict.node)}`,
    pattern: verdict.pattern === undefined ? "" : PATTERN_WORDS[verdict.pattern],
  };
}

function ownerOf(diagram: InfluenceDiagram, decision: NodeId | undefined): number | undefined {
  return decision === undefined ? undefined : diagram.structure.owners[decision]?.[0];
}

function givenIn(witness: Witness | undefined): readonly NodeId[] | undefined {
  switch (witness?.kind) {
    case "trail":
    case "mechanism-trail":
    case "blocking-set":
      return witness.given;
    case "parts":
      return witness.parts.map(givenIn).find((given) => given !== undefined);
    default:
      return undefined;
  }
}

function culpritsIn(witness: Witness | undefined): readonly NodeId[] {
  if (witness?.kind === "cycle" || witness?.kind === "nodes") return witness.nodes;
  return witness?.kind === "parts" ? witness.parts.flatMap(culpritsIn) : [];
}

/** Fills in the proof paths and the obstacles that a witness holds. */
function describe(
  diagram: InfluenceDiagram,
  witness: Witness | undefined,
  paths: string[],
  obstacles: string[],
): void {
  const names = (nodes: readonly NodeId[], last = "and"): string =>
    listed(groupedNames(diagram, nodes), last);
  switch (witness?.kind) {
    case "directed-path":
    case "trail":
      paths.push(writtenPath(diagram, witness.nodes, witness.on));
      return;
    case "mechanism-trail":
      paths.push(
        `${ruleOf(diagram, witness.nodes[0])} ${writtenPath(diagram, witness.nodes, witness.on)}`,
      );
      return;
    case "blocking-set": {
      const { from, to, given, mechanism, on } = witness;
      const note = readingNote(diagram, on);
      if (to.length === 0) {
        obstacles.push(`the decision affects no utility of its owner${note}`);
        return;
      }
      const start = mechanism === true ? `the ${ruleOf(diagram, from[0])} ` : "";
      const trails = `trail from ${start}${names(from)} to ${names(to, "or")}`;
      const blocks = given.length === 1 ? "blocks" : "block";
      obstacles.push(
        given.length === 0
          ? `no open ${trails}${note}`
          : `${names(given)} ${blocks} every ${trails}${note}`,
      );
      return;
    }
    case "no-path": {
      const avoiding =
        witness.avoiding === undefined || witness.avoiding.length === 0
          ? ""
          : ` that avoids ${names(witness.avoiding)}`;
      const to = witness.to.length === 0 ? "a utility, for there is none" : names(witness.to, "or");
      obstacles.push(
        `no directed path leads from ${names(witness.from, "or")} to ${to}${avoiding}${readingNote(diagram, witness.on)}`,
      );
      return;
    }
    case "cycle":
      obstacles.push(`${names(witness.nodes)} rely on each other in a circle`);
      return;
    case "nodes":
      obstacles.push(names(witness.nodes));
      return;
    case "unobserved":
      obstacles.push(`${names([witness.decision])} does not see ${names([witness.node])}`);
      return;
    case "parts":
      for (const part of witness.parts) describe(diagram, part, paths, obstacles);
      return;
    case undefined:
  }
}

/** What the parent added to a node stands for: a decision's rule, any other node's mechanism. */
function ruleOf(diagram: InfluenceDiagram, v: NodeId | undefined): string {
  return v !== undefined && diagram.structure.kind(v) === "decision" ? "rule of" : "mechanism of";
}

function readingNote(diagram: InfluenceDiagram, reading: Reading | undefined): string {
  const links = (list: readonly Link[] = []): string =>
    listed(list.map((link) => writtenLink(diagram, link)));
  const parts: string[] = [];
  if (reading?.added !== undefined && reading.added.length > 0) {
    parts.push(`with ${links(reading.added)}`);
  }
  if (reading?.removed !== undefined && reading.removed.length > 0) {
    parts.push(`without ${links(reading.removed)}, which can be ignored without loss`);
  }
  return parts.length === 0 ? "" : ` in the diagram ${parts.join(" and ")}`;
}
