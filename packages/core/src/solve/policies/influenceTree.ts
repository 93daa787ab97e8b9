/**
 * Expected utilities by messages on a cluster tree. A message is a pair (p, u) of tables over a
 * separator: p sums the probabilities behind it, u the utilities weighted by them; pairs combine
 * as (p₁p₂, p₁u₂ + p₂u₁) and are summed out side by side. (The expectation semiring; the same
 * architecture as Lauritzen & Nilsson 2001 and Mauá et al. 2012, without divisions.)
 *
 * Messages are kept until something behind them changes, so that visiting the decisions of a
 * T-step model one after another costs O(T) messages in all, not O(T) each. Utilities enter when
 * they are switched on; before, messages carry probabilities only.
 */
import type { DecisionProblem, Rules, Table } from "../tables/decisionProblem.ts";
import type { TreePlan } from "./treePlan.ts";
import { smallestCluster } from "./eliminationTree.ts";
import {
  absolute,
  chancePlaces,
  hasNegative,
  largest,
  places,
  roundingsOf,
} from "./roundingOfTrees.ts";
import type { Bounded } from "../tables/tolerance.ts";
import { isExact, mostBinaryPlaces, roundingFactor } from "../tables/tolerance.ts";
import { checkpoint } from "../../base/index.ts";
import { uniformRule } from "../tables/decisionProblem.ts";
import { planTree } from "./treePlan.ts";

/** Two tables over the same variables: probability, and utility weighted by probability. */
export interface Pair {
  readonly p: Float64Array;
  readonly u: Float64Array;
}

interface Message {
  readonly size: number;
  p: Float64Array | undefined;
  u: Float64Array | undefined;
  valid: boolean;
}

interface Link {
  readonly to: number;
  /** From this cluster's entries to the separator's. */
  readonly map: Int32Array;
  readonly incoming: Message;
  readonly outgoing: Message;
}

interface Cluster {
  readonly variables: readonly number[];
  readonly size: number;
  readonly links: Link[];
  /** Product of the chance tables assigned here; undefined stands for ones. */
  fixed: Float64Array | undefined;
  /** Sum of the active utilities assigned here. */
  gain: Float64Array | undefined;
  readonly rules: { readonly decision: number; readonly map: Int32Array }[];
}

/** Stands for a rule whose rows are not short binary fractions. */
const NO_PLACES = 1000;

export class InfluenceTree {
  readonly problem: DecisionProblem;
  readonly #clusters: Cluster[];
  readonly #rules: Float64Array[];
  readonly #ruleHome: number[];
  readonly #utilityHome: number[];
  readonly #active: Uint8Array;
  readonly #sharp: Uint8Array;
  /** Binary places of each rule and of all, kept where the tables allow exactness at all. */
  readonly #rulePlaces: Float64Array;
  #allRulePlaces = 0;
  /** Of the utilities that are on: their largest values, added, and the most binary places. */
  #largest = 0;
  #activePlaces = 0;
  #p: Float64Array = new Float64Array(64);
  #u: Float64Array = new Float64Array(64);
  readonly #plan: TreePlan;
  /** The same tree over |utilities|: what the terms of every sum add up to in size. */
  #sizes: InfluenceTree | undefined;
  #roundings: number | undefined;
  #tablePlaces: number | undefined;

  /** All rules start uniform, all utilities switched off. */
  constructor(problem: DecisionProblem, plan: TreePlan = planTree(problem)) {
    this.problem = problem;
    this.#plan = plan;
    const { sizes } = problem;
    const { tree, maps } = plan;
    const clusters = tree.clusters.map((variables): Cluster => {
      const size = variables.reduce((n, v) => n * (sizes[v] as number), 1);
      return { variables, size, links: [], fixed: undefined, gain: undefined, rules: [] };
    });
    if (clusters.length === 0)
      clusters.push({
        variables: [],
        size: 1,
        links: [],
        fixed: undefined,
        gain: undefined,
        rules: [],
      });
    for (const [k, child] of clusters.entries()) {
      const up = tree.parent[k] ?? -1;
      if (up < 0) continue;
      const parent = clusters[up] as Cluster;
      const shared = child.variables.filter((v) => parent.variables.includes(v));
      const size = shared.reduce((n, v) => n * (sizes[v] as number), 1);
      const rising: Message = { size, p: undefined, u: undefined, valid: false };
      const falling: Message = { size, p: undefined, u: undefined, valid: false };
      child.links.push({
        to: up,
        map: maps.of(sizes, child.variables, shared),
        incoming: falling,
        outgoing: rising,
      });
      parent.links.push({
        to: k,
        map: maps.of(sizes, parent.variables, shared),
        incoming: rising,
        outgoing: falling,
      });
    }
    this.#clusters = clusters;
    const home = smallestCluster(clusters);
    for (const table of problem.chance) {
      const c = clusters[home(table.variables)] as Cluster;
      const map = maps.of(sizes, c.variables, table.variables);
      const { values } = table;
      checkpoint();
      if (c.fixed === undefined) c.fixed = new Float64Array(c.size).fill(1);
      const { fixed } = c;
      for (let i = 0; i < c.size; i++)
        fixed[i] = (fixed[i] as number) * (values[map[i] as number] as number);
    }
    this.#rules = problem.decisions.map((d) => uniformRule(problem, d));
    this.#ruleHome = problem.decisions.map((d, decision) => {
      const scope = [...d.parents, d.variable];
      const at = home(scope);
      const c = clusters[at] as Cluster;
      c.rules.push({ decision, map: maps.of(sizes, c.variables, scope) });
      return at;
    });
    this.#utilityHome = problem.utilities.map((u) => home(u.variables));
    this.#active = new Uint8Array(problem.utilities.length);
    this.#sharp = new Uint8Array(problem.decisions.length);
    this.#rulePlaces = new Float64Array(problem.decisions.length);
  }

  /** Entries of all its tables together. */
  get entries(): number {
    return this.#plan.tree.totalEntries;
  }

  /** Switches a utility on. */
  activate(utility: number): void {
    if (this.#active[utility] === 1) return;
    checkpoint();
    this.#active[utility] = 1;
    this.#sizes?.activate(utility);
    this.#addGain(utility);
    this.#invalidateFrom(this.#utilityHome[utility] as number);
  }

  #addGain(utility: number): void {
    const c = this.#clusters[this.#utilityHome[utility] as number] as Cluster;
    const { variables, values } = this.problem.utilities[utility] as Table;
    // Needed only here: a map for each utility would be most of a wide cluster's memory.
    const map = this.#plan.maps.of(this.problem.sizes, c.variables, variables);
    this.#largest += largest(values);
    this.#activePlaces = Math.max(this.#activePlaces, places(values));
    if (c.gain === undefined) c.gain = new Float64Array(c.size);
    for (let i = 0; i < c.size; i++)
      c.gain[i] = (c.gain[i] as number) + (values[map[i] as number] as number);
  }

  activateAll(): void {
    for (let i = 0; i < this.#active.length; i++) this.activate(i);
  }

  /** 1 for each utility that is on. */
  activeUtilities(): Uint8Array {
    return this.#active.slice();
  }

  /** Switches on the utilities marked 1, and all others off. */
  activateOnly(wanted: Uint8Array): void {
    if (this.#active.every((on, i) => on === wanted[i])) return;
    const changed = new Set<number>();
    for (const [i, on] of this.#active.entries()) {
      if (on === 1 && wanted[i] !== 1) {
        this.#active[i] = 0;
        changed.add(this.#utilityHome[i] as number);
      }
    }
    // What is left on in these clusters is added up anew: subtracting would round.
    for (const at of changed) {
      (this.#clusters[at] as Cluster).gain = undefined;
      for (const [i, on] of this.#active.entries())
        if (on === 1 && this.#utilityHome[i] === at) this.#addGain(i);
      this.#invalidateFrom(at);
    }
    this.#largest = 0;
    this.#activePlaces = 0;
    for (const [i, { values }] of this.problem.utilities.entries()) {
      if (this.#active[i] !== 1) continue;
      this.#largest += largest(values);
      this.#activePlaces = Math.max(this.#activePlaces, places(values));
    }
    this.#sizes?.activateOnly(wanted);
    for (const [i, on] of wanted.entries()) if (on === 1) this.activate(i);
  }

  rule(decision: number): Float64Array {
    return this.#rules[decision] as Float64Array;
  }

  /** `sharp`: every row that can occur is one action, so that the rule rounds nothing. */
  setRule(decision: number, rule: Float64Array, sharp: boolean = false): void {
    this.#rules[decision] = rule;
    this.#sharp[decision] = sharp ? 1 : 0;
    if (this.#tablePlaces !== undefined && this.#tablePlaces < Infinity)
      this.#countPlaces(decision, rule);
    this.#sizes?.setRule(decision, rule);
    this.#invalidateFrom(this.#ruleHome[decision] as number);
  }

  /** The rules in force, by decision variable. */
  rules(): Rules {
    return new Map(
      this.problem.decisions.map((d, i) => [d.variable, this.#rules[i] as Float64Array]),
    );
  }

  /**
   * For each context and action of a decision, with its own rule left out: the probability of the
   * context, and the active utilities weighted by it when the action is taken there.
   */
  actionTable(decision: number): Pair {
    const at = this.#ruleHome[decision] as number;
    const cluster = this.#clusters[at] as Cluster;
    this.#collect(at, -1);
    this.#combine(cluster, -1, decision);
    const { map } = cluster.rules.find((r) => r.decision === decision) as { map: Int32Array };
    return this.#sumOut(cluster, map, (this.#rules[decision] as Float64Array).length);
  }

  /** Expected sum of the active utilities under the rules in force. */
  expectedUtility(): number {
    return this.totals().u;
  }

  /** Everything summed out: total probability (1 without evidence) and weighted utility. */
  totals(): { readonly p: number; readonly u: number } {
    const at = this.#clusters.length - 1;
    this.#collect(at, -1);
    const c = this.#clusters[at] as Cluster;
    this.#combine(c, -1, -1);
    let p = 0;
    let u = 0;
    for (let i = 0; i < c.size; i++) {
      p += this.#p[i] as number;
      u += this.#u[i] as number;
    }
    return { p, u };
  }

  /**
   * The expected utility, how far rounding may have moved it, and its size (the expectation of
   * |utility|, table by table). One more message pass where utilities have both signs.
   */
  boundedUtility(): Bounded & { readonly size: number } {
    const { u } = this.totals();
    const sized = this.#sized();
    const size = sized === this ? u : sized.totals().u;
    return { value: u, error: this.errorFactor() * size, size };
  }

  /**
   * For each context and action of `actionTable`, whose utilities are given, how far rounding may have moved
   * its utility: the error factor times the absolute terms that went into that very entry.
   */
  actionErrors(decision: number, utilities: Float64Array): Float64Array {
    const factor = this.errorFactor(decision);
    if (factor === 0) return new Float64Array(utilities.length);
    const sized = this.#sized();
    // Where nothing is negative the sums are their own size.
    const sums = sized === this ? utilities : sized.actionTable(decision).u;
    return sums.map((size) => factor * size);
  }

  /**
   * The most by which sums on this tree are off, relative to their absolute terms; 0 where the
   * tables and rules (but that of `exceptRule`) have so few binary places that nothing is rounded.
   */
  errorFactor(exceptRule: number = -1): number {
    const { problem } = this;
    if (this.#tablePlaces === undefined) {
      this.#tablePlaces = chancePlaces(problem);
      if (this.#tablePlaces < Infinity)
        for (const [i, rule] of this.#rules.entries()) this.#countPlaces(i, rule);
    }
    const own = exceptRule < 0 ? 0 : (this.#rulePlaces[exceptRule] as number);
    const sum = this.#tablePlaces + this.#activePlaces + this.#allRulePlaces - own;
    if (isExact(1 + this.#largest, sum)) return 0;
    this.#roundings ??= roundingsOf(problem, this.#plan.tree);
    return roundingFactor(this.#roundings);
  }

  #countPlaces(decision: number, rule: Float64Array): void {
    const places = this.#sharp[decision] === 1 ? 0 : Math.min(NO_PLACES, mostBinaryPlaces(rule));
    this.#allRulePlaces += places - (this.#rulePlaces[decision] as number);
    this.#rulePlaces[decision] = places;
  }

  /** Σ over the active utilities of their largest absolute value: no expected utility is larger. */
  largestUtility(): number {
    return this.#largest;
  }

  #sized(): InfluenceTree {
    if (this.#sizes !== undefined) return this.#sizes;
    if (!hasNegative(this.problem)) return this;
    const sized = new InfluenceTree(absolute(this.problem), this.#plan);
    for (const [i, rule] of this.#rules.entries()) sized.setRule(i, rule);
    for (const [i, on] of this.#active.entries()) if (on === 1) sized.activate(i);
    return (this.#sizes = sized);
  }

  #invalidateFrom(start: number): void {
    const stack: [number, number][] = [[start, -1]];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const [at, from] = next;
      for (const link of (this.#clusters[at] as Cluster).links) {
        if (link.to === from || !link.outgoing.valid) continue;
        link.outgoing.valid = false;
        stack.push([link.to, at]);
      }
    }
  }

  /** Makes every message into `target` valid, except the one from `except`. */
  #collect(target: number, except: number): void {
    const stack: [number, number][] = [[target, except]]; // (cluster, where its message goes)
    const path: [number, number][] = [];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      path.push(next);
      const [at, towards] = next;
      for (const link of (this.#clusters[at] as Cluster).links) {
        if (link.to !== towards && !link.incoming.valid) stack.push([link.to, at]);
      }
    }
    for (let i = path.length - 1; i >= 1; i--) {
      const [at, towards] = path[i] as [number, number];
      this.#send(at, towards);
    }
  }

  #send(at: number, towards: number): void {
    const cluster = this.#clusters[at] as Cluster;
    const link = cluster.links.find((l) => l.to === towards) as Link;
    checkpoint();
    this.#combine(cluster, towards, -1);
    const m = link.outgoing;
    const { size } = cluster;
    const { map } = link;
    const p = this.#p;
    if (m.p === undefined) m.p = new Float64Array(m.size);
    else m.p.fill(0);
    const outP = m.p;
    if (this.#hasU) {
      const u = this.#u;
      if (m.u === undefined) m.u = new Float64Array(m.size);
      else m.u.fill(0);
      const outU = m.u;
      for (let i = 0; i < size; i++) {
        const j = map[i] as number;
        outP[j] = (outP[j] as number) + (p[i] as number);
        outU[j] = (outU[j] as number) + (u[i] as number);
      }
    } else {
      m.u = undefined;
      for (let i = 0; i < size; i++) {
        const j = map[i] as number;
        outP[j] = (outP[j] as number) + (p[i] as number);
      }
    }
    m.valid = true;
  }

  #hasU = false;

  /** The cluster's own tables times all messages into it but one, in the scratch arrays. */
  #combine(c: Cluster, exceptLink: number, exceptRule: number): void {
    const { size } = c;
    if (this.#p.length < size) {
      this.#p = new Float64Array(size);
      this.#u = new Float64Array(size);
    }
    const p = this.#p;
    const u = this.#u;
    if (c.fixed === undefined) p.fill(1, 0, size);
    else p.set(c.fixed);
    for (const { decision, map } of c.rules) {
      if (decision === exceptRule) continue;
      checkpoint();
      const rule = this.#rules[decision] as Float64Array;
      for (let i = 0; i < size; i++) p[i] = (p[i] as number) * (rule[map[i] as number] as number);
    }
    let hasU = false;
    for (const link of c.links) {
      if (link.to === exceptLink) continue;
      checkpoint();
      const { map } = link;
      const mp = link.incoming.p as Float64Array;
      const mu = link.incoming.u;
      if (mu !== undefined && hasU) {
        for (let i = 0; i < size; i++) {
          const j = map[i] as number;
          const weight = mp[j] as number;
          const before = p[i] as number;
          u[i] = (u[i] as number) * weight + before * (mu[j] as number);
          p[i] = before * weight;
        }
      } else if (mu !== undefined) {
        for (let i = 0; i < size; i++) {
          const j = map[i] as number;
          const before = p[i] as number;
          u[i] = before * (mu[j] as number);
          p[i] = before * (mp[j] as number);
        }
        hasU = true;
      } else if (hasU) {
        for (let i = 0; i < size; i++) {
          const weight = mp[map[i] as number] as number;
          u[i] = (u[i] as number) * weight;
          p[i] = (p[i] as number) * weight;
        }
      } else {
        for (let i = 0; i < size; i++) p[i] = (p[i] as number) * (mp[map[i] as number] as number);
      }
    }
    if (c.gain !== undefined) {
      const { gain } = c;
      if (hasU)
        for (let i = 0; i < size; i++)
          u[i] = (u[i] as number) + (p[i] as number) * (gain[i] as number);
      else for (let i = 0; i < size; i++) u[i] = (p[i] as number) * (gain[i] as number);
      hasU = true;
    }
    if (!hasU) u.fill(0, 0, size);
    this.#hasU = hasU;
  }

  #sumOut(c: Cluster, map: Int32Array, size: number): Pair {
    checkpoint();
    const p = new Float64Array(size);
    const u = new Float64Array(size);
    for (let i = 0; i < c.size; i++) {
      const j = map[i] as number;
      p[j] = (p[j] as number) + (this.#p[i] as number);
      u[j] = (u[j] as number) + (this.#u[i] as number);
    }
    return { p, u };
  }
}
