/**
 * Equilibria of an influence diagram with several agents (a causal game; Koller and Milch 2003,
 * Hammond et al. 2021, 2023).
 *
 * - `pure`: Nash equilibria in deterministic rules. No agent gains by changing all its rules
 *   jointly; rules are full policies, so two that differ in an unreached context are two.
 * - `subgame-perfect`: equilibria of every subgame, component by component on the relevance graph,
 *   relied-upon components first (docs/theory.md T20). Within a component only the rules it relies
 *   on are put in; every other decision randomises, so that rules are best in all contexts that can
 *   occur under some rules of the decisions outside. A component of two agents is solved with
 *   randomisation, one decision for its best actions.
 * - `mixed`, `behavioural`: Nash equilibria of the whole diagram with randomisation, by agents or
 *   context by context. Two agents: all extreme ones. More: every pure one and a traced one.
 *
 * Payoffs are compared exactly (`wholeTerms.ts`): neither a payoff that does not compete nor an
 * agent's unit or zero of utility changes what is an equilibrium.
 *
 * Contexts of probability zero under all rules are free: one representative is listed, `count`
 * counts them all, and `freeContexts` names them. Where rules randomise, so are contexts that the
 * agent's own earlier rules exclude; among pure ones these are listed apart.
 */
import type { Diagnostic } from "../../base/index.ts";
import { AbortedError, isStopped, numberText, stopAfter, withSignal } from "../../base/index.ts";
import type { NodeId } from "../../graph/index.ts";
import type { InfluenceDiagram, Structure } from "../../model/index.ts";
import type { CompiledDiagram, CompileOptions } from "../tables/compile.ts";
import type { Policy } from "../tables/policy.ts";
import type { StopSignal } from "../tables/effort.ts";
import type { ComponentEquilibria, ComponentOptions } from "./componentAnswer.ts";
import type { ComponentGame, PlayedDecision } from "./componentGame.ts";
import type { EquilibriaCoverage, EquilibriumKind } from "./coverage.ts";
import type { Completeness } from "./equilibrium.ts";
import { compileDiagram } from "../tables/compile.ts";
import { mergePolicies, uniformPolicy } from "../tables/policy.ts";
import {
  analyse,
  components as reliance,
  relevanceGraph,
  sufficientRecall,
} from "../../structure/index.ts";
import { mixedComponentEquilibria, pureComponentEquilibria } from "./componentEquilibria.ts";
import { componentGame } from "./componentGame.ts";
import { isMixedPolicy, mayMiss } from "./coverage.ts";
import { playedStructure } from "./playedStructure.ts";
import type { AgentStanding } from "./policyRegret.ts";
import { agentStandings } from "./policyRegret.ts";
import { profilesByReplies } from "./profilesByReplies.ts";

/** Which kind of equilibrium, how many, and whether mixtures are looked for. */
export interface EquilibriaOptions extends CompileOptions {
  /** `subgame-perfect` unless told. */
  readonly kind?: EquilibriumKind;
  /** False: one equilibrium is enough. True unless told. */
  readonly all?: boolean;
  /**
   * May subgame-perfect rules randomise? `always`, unless told; `if-needed`: only where a component
   * has no pure equilibrium.
   */
  readonly randomise?: "never" | "if-needed" | "always";
  /** List at most this many; 1,000 unless told. */
  readonly limit?: number;
  /** Largest number of payoffs of a normal form; 2^22 unless told. */
  readonly maxProfiles?: number;
  /** Once aborted, what was found so far is returned, marked `limit`. */
  readonly signal?: StopSignal;
  /** Hears what is there so far, for those who end the work from outside. */
  readonly onPart?: (part: DiagramEquilibria) => void;
}

/**
 * One equilibrium: a policy of all agents, their utilities, and how much any could gain by
 * deviating.
 */
export interface DiagramEquilibrium {
  /** A rule for every decision. */
  readonly policy: Policy;
  /** Expected utility of each agent. */
  readonly utilities: readonly number[];
  /** Largest gain of any agent from changing its own rules, by the single-agent solver. */
  readonly regret: number;
  /** What rounding may make of a regret of 0: `regret` is at most this (pure ones: except for ties). */
  readonly regretTolerance: number;
  /**
   * Contexts that cannot occur, by decision: the rule takes the first action there. Of kinds that
   * randomise, also those that the agent's own earlier rules exclude.
   */
  readonly freeContexts: ReadonlyMap<NodeId, readonly number[]>;
}

/** Equilibria of a diagram, of which kind, and what the list covers. */
export interface DiagramEquilibria {
  readonly kind: EquilibriumKind;
  readonly equilibria: readonly DiagramEquilibrium[];
  readonly completeness: Completeness;
  /**
   * The equilibria known, with every filling of the free contexts counted (and those beyond the
   * limit, up to a million). Of mixed ones, the extreme points.
   */
  readonly count: number;
  /** True when some of the sets listed are continua of which only the extreme points are given. */
  readonly degenerate: boolean;
  /** What is listed, what is known to be missing, what may be. */
  readonly coverage: EquilibriaCoverage;
  /** The parts that were solved one after another, relied-upon ones first. */
  readonly components: readonly (readonly NodeId[])[];
  readonly warnings: readonly Diagnostic[];
  /** Where the search was stopped before it found one: of the profiles met so far, that of least regret. */
  readonly nearest?: DiagramEquilibrium;
}

/** @throws SolveError when the diagram has no numbers, or a component's normal form is too large */
export function equilibria(
  diagram: InfluenceDiagram,
  options: EquilibriaOptions = {},
): DiagramEquilibria {
  return compiledEquilibria(compileDiagram(diagram, options), options);
}

/**
 * Equilibria of a compiled diagram.
 * @throws SolveError when the game is too large for the kind asked for
 */
export function compiledEquilibria(
  compiled: CompiledDiagram,
  options: EquilibriaOptions = {},
): DiagramEquilibria {
  const kind = options.kind ?? "subgame-perfect";
  const structure = playedStructure(compiled);
  const components =
    kind === "subgame-perfect" ? reliance(analyse(structure)) : wholeGame(structure.decisions);
  const search = new Search(compiled, structure, components, kind, options);
  const said = recallWarnings(compiled.diagram, structure, kind);
  const result = (): DiagramEquilibria => ({
    kind,
    equilibria: [...search.found],
    completeness: search.completeness,
    count: search.count,
    degenerate: search.degenerate,
    coverage: search.coverage(),
    components,
    warnings: [...said, ...search.warnings],
  });
  search.run(() => options.onPart?.(unfinished(result(), search.nearest)));
  return search.completeness === "limit" ? withNearest(result(), search.nearest) : result();
}

/** The same, said of a search that goes on. */
function unfinished(
  soFar: DiagramEquilibria,
  nearest: DiagramEquilibrium | undefined,
): DiagramEquilibria {
  const coverage = { ...soFar.coverage, mayMiss: "any" as const };
  return withNearest({ ...soFar, completeness: "limit", coverage }, nearest);
}

/** Where nothing was found, what came nearest; a profile that nobody leaves is an equilibrium of Nash's. */
function withNearest(
  found: DiagramEquilibria,
  nearest: DiagramEquilibrium | undefined,
): DiagramEquilibria {
  if (found.equilibria.length > 0 || nearest === undefined) return found;
  const mixes = isMixedPolicy(nearest.policy);
  const asked = found.kind !== "subgame-perfect" && !(found.kind === "pure" && mixes);
  if (!asked || nearest.regret > nearest.regretTolerance) return { ...found, nearest };
  const coverage = { ...found.coverage, [mixes ? "mixed" : "pure"]: 1 };
  return { ...found, equilibria: [nearest], count: 1, coverage };
}

function wholeGame(decisions: readonly NodeId[]): (readonly NodeId[])[] {
  return decisions.length === 0 ? [] : [decisions];
}

interface Solved {
  readonly game: ComponentGame;
  readonly result: ComponentEquilibria;
}

/** Depth-first over the components; every equilibrium of one opens a branch. */
class Search {
  readonly found: DiagramEquilibrium[] = [];
  readonly warnings: Diagnostic[] = [];
  /** Before anything is found, for large games. */
  nearest: DiagramEquilibrium | undefined;
  completeness: Completeness = "all";
  count = 0;
  #tell: () => void = () => undefined;
  degenerate = false;
  #points: EquilibriaCoverage["continuaPoints"] = "extreme";
  #distinct = 0;
  /** Like `completeness`, but for equilibria that are counted and not listed. */
  #sought: Completeness = "all";
  readonly #compiled: CompiledDiagram;
  readonly #structure: Structure;
  readonly #components: readonly (readonly NodeId[])[];
  readonly #reliedUpon: readonly (readonly NodeId[])[];
  readonly #kind: EquilibriumKind;
  readonly #options: EquilibriaOptions;
  readonly #component: ComponentOptions;
  readonly #cache = new Map<string, Solved>();
  readonly #limit: number;
  readonly #standings: (policy: Policy) => AgentStanding[];

  constructor(
    compiled: CompiledDiagram,
    structure: Structure,
    components: readonly (readonly NodeId[])[],
    kind: EquilibriumKind,
    options: EquilibriaOptions,
  ) {
    this.#compiled = compiled;
    this.#standings = agentStandings(compiled);
    this.#structure = structure;
    this.#components = components;
    this.#kind = kind;
    this.#options = options;
    this.#limit = options.all === false ? 1 : (options.limit ?? 1000);
    this.#component = {
      limit: Math.max(options.limit ?? 1000, 1000),
      one: options.all === false && components.length === 1,
      signal: stopAfter(undefined, undefined, options.signal),
      ...(options.maxProfiles === undefined ? {} : { maxProfiles: options.maxProfiles }),
    };
    this.#reliedUpon = closures(structure, components);
  }

  coverage(): EquilibriaCoverage {
    const mixed = this.found.filter((one) => isMixedPolicy(one.policy)).length;
    return {
      pure: this.found.length - mixed,
      mixed,
      unlisted: this.#options.all === false ? 0 : this.#distinct - this.found.length,
      onlyElsewhere: this.count - this.#distinct,
      continua: this.degenerate,
      continuaPoints: this.#continuaPoints(),
      mayMiss: mayMiss(this.#sought),
      pureOnly: this.#randomise === "never",
      oneOnly: this.#options.all === false && this.completeness !== "all",
    };
  }

  #continuaPoints(): EquilibriaCoverage["continuaPoints"] {
    if (!this.degenerate) return "none";
    if (this.#points === "some" || this.#sought !== "all") return "some";
    return this.#points;
  }

  /** What was found stays when the work around it, or its own signal, stops the search. */
  run(tell: () => void): void {
    this.#tell = tell;
    const signal = stopAfter(undefined, undefined, this.#options.signal);
    try {
      withSignal(signal, () => {
        for (const near of profilesByReplies(this.#compiled, this.#structure)) {
          this.nearest = { ...near, freeContexts: new Map() };
          tell();
        }
        this.#extend(0, new Map(), new Map(), 1);
        if (isStopped()) this.#weaken("limit");
      });
    } catch (error) {
      if (!(error instanceof AbortedError)) throw error;
      this.#weaken("limit");
    }
  }

  /** Returns false when the search is to stop. */
  #extend(
    depth: number,
    rules: Policy,
    free: ReadonlyMap<NodeId, readonly number[]>,
    choices: number,
  ): boolean {
    const nodes = this.#components[depth];
    if (isStopped()) {
      this.#weaken("limit");
      // What is whole is kept, with what is said of it.
      if (nodes === undefined) withSignal(undefined, () => this.#report(rules, free, choices));
      return false;
    }
    if (nodes === undefined) return this.#report(rules, free, choices);
    const { game, result } = this.#solve(depth, nodes, rules);
    this.#weaken(result.completeness);
    if (result.degenerate && this.#randomise !== "never") {
      this.degenerate = true;
      // What relies on a mixture of tied rules may do yet other things.
      const isReliedUpon = this.#reliedUpon.some((list) => list.some((d) => nodes.includes(d)));
      if (isReliedUpon) this.#sought = weaker(this.#sought, "all-pure");
      if (result.representativesOnly === true) this.#points = "some";
      else if (this.#points === "extreme" && result.found.some((one) => one.mayBeInner === true))
        this.#points = "extreme and others";
    }
    const freeHere = new Map(free);
    for (const d of game.decisions) {
      const contexts = [...d.contextWeight.keys()].filter(
        (c) => !((d.contextWeight[c] as number) > 0),
      );
      if (contexts.length > 0) freeHere.set(d.node, contexts);
    }
    for (const one of result.found) {
      const extended = new Map(rules);
      for (const [i, node] of nodes.entries()) extended.set(node, one.rules[i] as Float64Array);
      const freeInIt = new Map(freeHere);
      let fillings = choices * result.freeChoices;
      for (const [i, contexts] of (one.excluded ?? []).entries()) {
        const { node, actions } = game.decisions[i] as PlayedDecision;
        if (contexts.length === 0) continue;
        freeInIt.set(
          node,
          [...(freeHere.get(node) ?? []), ...contexts].sort((a, b) => a - b),
        );
        fillings *= actions ** contexts.length;
      }
      if (!this.#extend(depth + 1, extended, freeInIt, fillings)) return false;
    }
    return true;
  }

  #solve(depth: number, nodes: readonly NodeId[], rules: Policy): Solved {
    const relied = this.#reliedUpon[depth] ?? [];
    const given = new Map(relied.map((d) => [d, rules.get(d) as Float64Array]));
    const key = `${depth}|${relied.map((d) => (given.get(d) as Float64Array).join()).join("|")}`;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const rest = (): Policy =>
      mergePolicies(given, uniformPolicy(this.#compiled.diagram, this.#structure.decisions));
    const game = componentGame(this.#compiled, this.#structure, nodes, rest);
    const solved = { game, result: this.#solveGame(game) };
    this.#cache.set(key, solved);
    return solved;
  }

  get #randomise(): NonNullable<EquilibriaOptions["randomise"]> {
    if (this.#kind === "pure") return "never";
    return this.#kind === "subgame-perfect" ? (this.#options.randomise ?? "always") : "always";
  }

  #solveGame(game: ComponentGame): ComponentEquilibria {
    if (this.#randomise === "never" || game.agents.length === 1) {
      return pureComponentEquilibria(game, this.#component);
    }
    if (this.#randomise === "always") return mixedComponentEquilibria(game, this.#component);
    const pure = pureComponentEquilibria(game, this.#component);
    if (pure.found.length === 0) return mixedComponentEquilibria(game, this.#component);
    return pure.completeness === "all" ? { ...pure, completeness: "all-pure" } : pure;
  }

  #report(
    rules: Policy,
    freeContexts: ReadonlyMap<NodeId, readonly number[]>,
    choices: number,
  ): boolean {
    if (this.found.length >= this.#limit) {
      const isOne = this.#options.all === false;
      this.completeness = weaker(this.completeness, isOne ? "some" : "limit");
      if (this.#distinct >= 1e6) this.#weaken("limit");
      if (isOne || this.#distinct >= 1e6) return false;
      this.#distinct += 1;
      this.count += choices;
      return true;
    }
    const standings = this.#standings(rules);
    const regret = Math.max(0, ...standings.map((one) => one.regret));
    const worst = standings.some((one) => one.regret > one.tolerance);
    const utilities = standings.map((one) => one.utility);
    if (worst && isMixedPolicy(rules)) {
      this.#weaken("some");
      this.warnings.push({
        code: "no-independent-rules",
        severity: "warning",
        message: `an equilibrium in mixed strategies was left out: written as independent rules, its regret is ${numberText(regret, { digits: 3 })}`,
        hint: "an agent that forgets what it did cannot always play its mixture context by context; let it see its earlier decisions",
      });
      return true;
    }
    this.#distinct += 1;
    this.count += choices;
    this.found.push({
      policy: rules,
      utilities,
      regret,
      regretTolerance: Math.max(0, ...standings.map((one) => one.tolerance)),
      freeContexts,
    });
    // Lists grow; told at every doubling, they cost no more than twice their length.
    if (Number.isInteger(Math.log2(this.found.length))) this.#tell();
    return true;
  }

  #weaken(to: Completeness): void {
    this.completeness = weaker(this.completeness, to);
    this.#sought = weaker(this.#sought, to);
  }
}

function weaker(a: Completeness, b: Completeness): Completeness {
  const order: readonly Completeness[] = ["all", "all-pure", "some", "limit"];
  return order.indexOf(b) > order.indexOf(a) ? b : a;
}

/** For each component, the decisions outside it that it relies on, directly or through others. */
function closures(structure: Structure, components: readonly (readonly NodeId[])[]): NodeId[][] {
  const { decisions, graph } = relevanceGraph(analyse(structure));
  const position = new Map(decisions.map((d, i) => [d, i]));
  return components.map((component) => {
    const reached = new Set(component);
    const stack = [...component];
    for (let d = stack.pop(); d !== undefined; d = stack.pop()) {
      for (const j of graph.children(position.get(d) as number)) {
        const next = decisions[j] as NodeId;
        if (!reached.has(next)) {
          reached.add(next);
          stack.push(next);
        }
      }
    }
    return [...reached].filter((d) => !component.includes(d)).sort((a, b) => a - b);
  });
}

function recallWarnings(
  diagram: InfluenceDiagram,
  structure: Structure,
  kind: EquilibriumKind,
): Diagnostic[] {
  if (kind === "pure") return [];
  const analysis = analyse(structure);
  return diagram.agents.flatMap((agent, id) =>
    sufficientRecall(analysis, id)
      ? []
      : {
          code: "insufficient-recall",
          severity: "warning" as const,
          message: `${agent.name} does not have sufficient recall: its own decisions rely on each other in a circle, so an equilibrium in independent rules need not exist`,
          hint: `let ${agent.name}'s later decisions see what its earlier ones saw and did`,
        },
  );
}
