/**
 * Repairs: the smallest edits that turn a present verdict absent, and what else they change.
 *
 * Edits are sets of arrows to cut, and, where information is at stake, one observation to add
 * (an agent that sees more may need another observation less). A repair is minimal: no part of it
 * works alone. Sets of up to `largest` arrows are searched in order of size:
 *
 * - where a directed path in the graph as written proves the verdict (control, intent, impact,
 *   direct value of control), every repair must cut each such path, so the search branches over
 *   the arrows of one remaining path (Reiter 1987); it is complete up to `largest`, and a minimum
 *   cut (max-flow) is added when that is larger. With several decisions a cut beside the path may
 *   do, for it can make an observation on the path needless: all sets of arrows are tried as well,
 *   up to the size that `MOST_WORK` allows;
 * - otherwise all sets of arrows above the agent's utilities are tried.
 *
 * Cost: at most `budget` verdicts. When the budget or `limit` ends the search, the answer says so.
 */
import type { Link, NodeId } from "../graph/index.ts";
import type { InfluenceDiagram, Structure } from "../model/index.ts";
import type { Verdict, Witness } from "../incentives/index.ts";
import type { VerdictChanges } from "./verdictChanges.ts";
import { allVerdicts } from "../incentives/index.ts";
import { analyse } from "../structure/index.ts";
import { ancestors, descendants } from "../graph/index.ts";
import { DECISION } from "../model/index.ts";
import { minimumCut } from "./minimumCut.ts";
import { listed, sentence, writtenLink } from "./names.ts";
import { reask, withLinks } from "./reask.ts";
import { verdictChanges } from "./verdictChanges.ts";

/**
 * A smallest edit that takes an incentive away: arrows cut, arrows added, the verdict after it,
 * and what else changes.
 */
export interface Repair {
  readonly cut: readonly Link[];
  readonly add: readonly Link[];
  /** `Cut A1 → Theta[2].` */
  readonly sentence: string;
  /** The verdict after the repair: absent. */
  readonly result: Verdict;
  /** Every other verdict that changes. */
  readonly sideEffects: VerdictChanges;
}

/** The smallest edits found, and whether there are no others of that size. */
export interface Repairs {
  /** By number of edits. */
  readonly repairs: readonly Repair[];
  /** True when every minimal repair up to `largest` arrows was found. */
  readonly complete: boolean;
  /** What was searched, in words. */
  readonly note: string;
}

export interface RepairOptions {
  /** Most repairs to return. Default 12. */
  readonly limit?: number;
  /** Most arrows in one cut. Default 3 where paths prove the verdict, 2 elsewhere. */
  readonly largest?: number;
  /** Most verdicts to compute in the search. Default 1500. */
  readonly budget?: number;
  /** Arrows that may be cut; all when absent. */
  readonly mayCut?: (link: Link) => boolean;
}

/**
 * Where the paths do not tell all repairs: most sets of arrows of one size that are tried, times
 * the arrows of the diagram, which is what a verdict costs.
 */
const MOST_WORK = 20_000;

/** The edits found in a search, before side effects are worked out. */
interface Search {
  readonly edits: Edit[];
  complete: boolean;
  asked: number;
}

interface Edit {
  readonly cut: readonly Link[];
  readonly add: readonly Link[];
}

const PROVED_BY_A_PATH = new Set([
  "instrumental-control-incentive",
  "intent",
  "impact",
  "direct-value-of-control",
]);
const ABOUT_INFORMATION = new Set([
  "value-of-information",
  "requisite",
  "response-incentive",
  "value-of-control",
  "indirect-value-of-control",
]);

/**
 * The smallest edits after which the verdict is absent, fewest arrows first, each proved by asking
 * the criterion again.
 */
export function repairs(
  diagram: InfluenceDiagram,
  verdict: Verdict,
  options: RepairOptions = {},
): Repairs {
  const { edits, complete, note } = smallestEdits(diagram, verdict, options);
  if (edits.length === 0) return { repairs: [], complete, note };
  const before = { diagram, verdicts: allVerdicts(analyse(diagram.structure)) };
  return {
    repairs: edits.map((edit) => described(diagram, verdict, before, edit)),
    complete,
    note,
  };
}

/** The edits of `repairs` alone: what else they change, which costs most, is not worked out. */
export function smallestEdits(
  { structure }: InfluenceDiagram,
  verdict: Verdict,
  options: RepairOptions = {},
): Pick<Repairs, "complete" | "note"> & { readonly edits: readonly Edit[] } {
  const provedByPath = PROVED_BY_A_PATH.has(verdict.criterion);
  const {
    limit = 12,
    largest = provedByPath ? 3 : 2,
    budget = 1500,
    mayCut = () => true,
  } = options;
  const search: Search = { edits: [], complete: true, asked: 0 };
  if (verdict.kind !== "present") {
    return { edits: [], complete: true, note: "The verdict is not present: nothing to repair." };
  }
  const holds = (edit: Edit): Verdict | undefined => {
    if (search.asked >= budget || search.edits.length >= limit) {
      search.complete = false;
      return undefined;
    }
    search.asked++;
    return reask(withLinks(structure, { add: edit.add, remove: edit.cut }), verdict);
  };
  const links = arrowsThatMatter(structure, verdict, mayCut);
  const isPathOnly = provedByPath && structure.decisions.length === 1;
  const whole = provedByPath && !isPathOnly ? sizeTriedWhole(links.length, largest) : largest;
  if (!isPathOnly) tryCuts(links, holds, search, whole);
  if (provedByPath) {
    cutPaths(structure, verdict, holds, search, largest, mayCut);
    addMinimumCut(structure, verdict, holds, search, mayCut);
  }
  if (ABOUT_INFORMATION.has(verdict.criterion)) tryObservations(structure, verdict, holds, search);

  const found = search.edits.sort((a, b) => size(a) - size(b)).slice(0, limit);
  const complete = search.complete && whole === largest;
  return { edits: found, complete, note: noteOn(search, found, { largest, whole, isPathOnly }) };
}

/** How far sets of so many arrows are all tried, size by size. */
function sizeTriedWhole(arrows: number, largest: number): number {
  let sets = 1;
  for (let size = 0; size < largest; size++) {
    sets = (sets * (arrows - size)) / (size + 1);
    if (sets * arrows > MOST_WORK) return size;
  }
  return largest;
}

function upTo(arrows: number): string {
  return `up to ${arrows} ${arrows === 1 ? "arrow" : "arrows"}`;
}

function noteOn(
  search: Search,
  found: readonly Edit[],
  {
    largest,
    whole,
    isPathOnly,
  }: { readonly largest: number; readonly whole: number; readonly isPathOnly: boolean },
): string {
  if (!search.complete) {
    return `The search over cuts of ${upTo(largest)} was stopped after ${search.asked} verdicts and ${found.length} repairs; there may be more.`;
  }
  if (whole === 0) return "Only cuts along the paths that prove it were tried.";
  const scope = upTo(whole);
  const smallest = found[0]?.cut.length ?? 0;
  const isSettled = found.length === 0 || smallest > whole;
  const said = isSettled
    ? `No cut of ${scope} removes it`
    : `All minimal cuts of ${scope} are listed`;
  if (whole < largest) return `${said}; larger ones were tried only along the paths that prove it.`;
  if (smallest <= largest) return `${said}.`;
  // Beyond what was tried, only a cut of all paths is known to be smallest, and only by paths.
  const which = isPathOnly || smallest === largest + 1 ? "a smallest one" : "one that does";
  return `${said}; ${which} has ${smallest}.`;
}

function size({ cut, add }: Edit): number {
  return cut.length + add.length;
}

/** Branches over the arrows of a path that is left, until none is. Breadth first: small sets first. */
function cutPaths(
  structure: Structure,
  verdict: Verdict,
  holds: (edit: Edit) => Verdict | undefined,
  search: Search,
  largest: number,
  mayCut: (link: Link) => boolean,
): void {
  let level: { readonly cut: readonly Link[]; readonly witness: Witness | undefined }[] = [
    { cut: [], witness: reask(structure, verdict).witness },
  ];
  const seen = new Set<string>();
  for (let depth = 1; depth <= largest; depth++) {
    const next: typeof level = [];
    for (const { cut, witness } of level) {
      for (const link of linksOf(witness)) {
        if (!mayCut(link)) continue;
        const wider = [...cut, link].sort(byEnds);
        const key = wider.join(" ");
        if (seen.has(key) || search.edits.some((edit) => covers(wider, edit.cut))) continue;
        seen.add(key);
        const answer = holds({ cut: wider, add: [] });
        if (answer === undefined) return;
        if (answer.kind === "absent") search.edits.push({ cut: wider, add: [] });
        else next.push({ cut: wider, witness: answer.witness });
      }
    }
    level = next.filter(({ cut }) => !search.edits.some((edit) => covers(cut, edit.cut)));
  }
}

/** One smallest cut of any size, between the decision (or node) and what it must not reach. */
function addMinimumCut(
  structure: Structure,
  verdict: Verdict,
  holds: (edit: Edit) => Verdict | undefined,
  search: Search,
  mayCut: (link: Link) => boolean,
): void {
  if (search.edits.length > 0) return;
  const { decision, node, agent } = verdict;
  const utilities = agent === undefined ? [] : structure.utilitiesOf(agent);
  const cuts: (Link[] | undefined)[] = [];
  if (decision !== undefined && node !== undefined) {
    cuts.push(minimumCut(structure.graph, [decision], [node]));
  }
  if (node !== undefined) cuts.push(minimumCut(structure.graph, [node], utilities));
  if (decision !== undefined) cuts.push(minimumCut(structure.graph, [decision], utilities));
  const usable = cuts.filter((cut) => cut !== undefined && cut.length > 0 && cut.every(mayCut));
  for (const cut of usable.sort((a, b) => (a?.length ?? 0) - (b?.length ?? 0))) {
    const edit = { cut: cut ?? [], add: [] };
    if (holds(edit)?.kind !== "absent") continue;
    search.edits.push(edit);
    return;
  }
}

/** The arrows that may be cut and lead to something the verdict can depend on. */
function arrowsThatMatter(
  structure: Structure,
  { node }: Verdict,
  mayCut: (link: Link) => boolean,
): Link[] {
  const ends = [...structure.utilities, ...structure.decisions];
  if (node !== undefined) ends.push(node);
  const matters = ancestors(structure.graph, ends);
  return structure.graph.edges().filter((link) => matters[link[1]] === 1 && mayCut(link));
}

/** All sets of these arrows, smaller sets first, supersets of repairs left out. */
function tryCuts(
  links: readonly Link[],
  holds: (edit: Edit) => Verdict | undefined,
  search: Search,
  largest: number,
): void {
  const extend = (cut: readonly Link[], from: number, wanted: number): boolean => {
    if (cut.length === wanted) {
      if (search.edits.some((edit) => covers(cut, edit.cut))) return true;
      const answer = holds({ cut, add: [] });
      if (answer?.kind === "absent") search.edits.push({ cut, add: [] });
      return answer !== undefined;
    }
    for (let i = from; i < links.length; i++) {
      if (!extend([...cut, links[i] as Link], i + 1, wanted)) return false;
    }
    return true;
  };
  for (let wanted = 1; wanted <= largest; wanted++) if (!extend([], 0, wanted)) return;
}

/** Single observations that decisions of the same agent could be given. */
function tryObservations(
  structure: Structure,
  verdict: Verdict,
  holds: (edit: Edit) => Verdict | undefined,
  search: Search,
): void {
  const owner = verdict.agent;
  const decisions =
    verdict.decision === undefined
      ? owner === undefined
        ? []
        : structure.decisionsOf(owner)
      : [verdict.decision];
  for (const decision of decisions) {
    const below = descendants(structure.graph, [decision]);
    for (let v = 0; v < structure.graph.size; v++) {
      if (below[v] === 1 || v === verdict.node || structure.graph.hasEdge(v, decision)) continue;
      if (structure.kinds[v] === DECISION) continue;
      const edit: Edit = { cut: [], add: [[v, decision]] };
      const answer = holds(edit);
      if (answer === undefined) return;
      if (answer.kind === "absent") search.edits.push(edit);
    }
  }
}

/** The arrows of a witness that consists of directed paths. */
function linksOf(witness: Witness | undefined): Link[] {
  if (witness?.kind === "parts") return witness.parts.flatMap(linksOf);
  if (witness?.kind !== "directed-path") return [];
  return witness.nodes.slice(1).map((v, i): Link => [witness.nodes[i] as NodeId, v]);
}

function byEnds(a: Link, b: Link): number {
  return a[0] - b[0] || a[1] - b[1];
}

function covers(wide: readonly Link[], narrow: readonly Link[]): boolean {
  return (
    narrow.length > 0 &&
    narrow.every(([from, to]) => wide.some((link) => link[0] === from && link[1] === to))
  );
}

function described(
  diagram: InfluenceDiagram,
  verdict: Verdict,
  before: { readonly diagram: InfluenceDiagram; readonly verdicts: readonly Verdict[] },
  { cut, add }: Edit,
): Repair {
  const structure = withLinks(diagram.structure, { add, remove: cut });
  const steps: string[] = [];
  if (cut.length > 0) steps.push(`cut ${listed(cut.map((link) => writtenLink(diagram, link)))}`);
  if (add.length > 0) {
    const [observed, decision] = add[0] as Link;
    steps.push(`let ${diagram.node(decision).name} observe ${diagram.node(observed).name}`);
  }
  const text = steps.join(" and ");
  const own = JSON.stringify([verdict.criterion, verdict.agent, verdict.decision, verdict.node]);
  const others = ({ verdicts }: { readonly verdicts: readonly Verdict[] }): Verdict[] =>
    verdicts.filter((v) => JSON.stringify([v.criterion, v.agent, v.decision, v.node]) !== own);
  return {
    cut,
    add,
    sentence: sentence(text),
    result: reask(structure, verdict),
    sideEffects: verdictChanges(
      { diagram, verdicts: others(before) },
      { diagram, verdicts: others({ verdicts: allVerdicts(analyse(structure)) }) },
    ),
  };
}
