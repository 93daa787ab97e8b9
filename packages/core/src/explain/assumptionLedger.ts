/**
 * Which missing arrows does a claim of absence rest on? Each single arrow that is not drawn, keeps
 * the graph acyclic, and would make the verdict present or unknown, is an assumption: whoever
 * believes the claim believes that this arrow is not there (docs/theory.md T12).
 *
 * Arrows out of a utility without children are left out, for a utility is a mere measure there.
 * Cost: one verdict per missing arrow, at most `budget`; beyond it the answer says what is missing.
 */
import type { Link } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Verdict } from "../incentives/index.ts";
import { ancestors } from "../graph/index.ts";
import { UTILITY } from "../model/index.ts";
import { groupedNames, sentence, writtenLink } from "./names.ts";
import { reask, withLinks } from "./reask.ts";

export interface Assumption {
  /** The arrow that must not exist. */
  readonly link: Link;
  readonly becomes: "present" | "unknown";
  /** The verdict with the arrow, whose witness shows how it matters. */
  readonly result: Verdict;
}

/**
 * What an absent verdict rests on: the missing arrows each of which would admit it, in sentences,
 * and whether all were examined.
 */
export interface AssumptionLedger {
  readonly assumptions: readonly Assumption[];
  /** The same by declared variable: `no A[1..2] → Theta[2..3]`. */
  readonly sentences: readonly string[];
  /** How many arrows could have been added and were looked at. */
  readonly examined: number;
  readonly complete: boolean;
  readonly note: string;
}

export interface LedgerOptions {
  /** Most arrows to try. Default 10,000. */
  readonly budget?: number;
}

/**
 * Which arrows an absent verdict relies on not being there. Tries up to `budget` single arrows;
 * each costs one verdict.
 */
export function assumptionLedger(
  diagram: InfluenceDiagram,
  verdict: Verdict,
  { budget = 10_000 }: LedgerOptions = {},
): AssumptionLedger {
  if (verdict.kind !== "absent") {
    const note = "Only a claim of absence rests on missing arrows.";
    return { assumptions: [], sentences: [], examined: 0, complete: true, note };
  }
  const { structure } = diagram;
  const { graph } = structure;
  const assumptions: Assumption[] = [];
  let examined = 0;
  let complete = true;
  let leftOut = false;
  for (let from = 0; from < graph.size && complete; from++) {
    if (structure.kinds[from] === UTILITY && graph.children(from).length === 0) {
      leftOut = true;
      continue;
    }
    const above = ancestors(graph, [from]);
    for (let to = 0; to < graph.size; to++) {
      if (above[to] === 1 || graph.hasEdge(from, to)) continue;
      if (examined === budget) {
        complete = false;
        break;
      }
      examined++;
      const result = reask(withLinks(structure, { add: [[from, to]] }), verdict);
      if (result.kind !== "present" && result.kind !== "unknown") continue;
      assumptions.push({ link: [from, to], becomes: result.kind, result });
    }
  }
  const scope = complete
    ? `All ${examined} arrows that could be added were tried`
    : `Only the first ${examined} arrows that could be added were tried`;
  return {
    assumptions,
    sentences: byTemplate(diagram, assumptions),
    examined,
    complete,
    note: `${scope}, one at a time${leftOut ? "; none out of a utility that nothing reads" : ""}.`,
  };
}

/** Arrows between the same two declarations in one line, when every pair of their ends is meant. */
function byTemplate(diagram: InfluenceDiagram, assumptions: readonly Assumption[]): string[] {
  const groups = new Map<string, Assumption[]>();
  for (const assumption of assumptions) {
    const [from, to] = assumption.link.map(
      (v) => diagram.node(v).instance?.template ?? diagram.node(v).name,
    );
    const key = `${from} ${to} ${assumption.becomes}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [assumption]);
    else group.push(assumption);
  }
  return [...groups.values()].map((group) => {
    const becomes = group[0]?.becomes === "present" ? "" : " (with it, the answer is unknown)";
    if (group.length === 1 && group[0] !== undefined) {
      return sentence(`no arrow ${writtenLink(diagram, group[0].link)}${becomes}`);
    }
    const ends = (end: 0 | 1): string =>
      groupedNames(diagram, new Set(group.map(({ link }) => link[end]))).join(", ");
    const every = isProduct(group.map(({ link }) => link));
    const quantity = every ? "no arrow" : `none of ${group.length} arrows`;
    return sentence(`${quantity} from ${ends(0)} to ${ends(1)}${becomes}`);
  });
}

function isProduct(links: readonly Link[]): boolean {
  const froms = new Set(links.map(([from]) => from));
  const tos = new Set(links.map(([, to]) => to));
  return froms.size * tos.size === links.length;
}
