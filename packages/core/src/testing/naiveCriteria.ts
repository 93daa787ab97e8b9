/**
 * The criteria by their definitions, one question at a time, on plain edge lists: mechanisms are real
 * nodes, reductions remove one link at a time in the order of a shuffle, value of information adds
 * the link and reduces. For tests only; nothing here is fast.
 */
import type { Random } from "../base/index.ts";
import type { Structure } from "../model/index.ts";
import { type Edge, separatedInMoralGraph as separated } from "./naiveSeparation.ts";

/** The criteria by their definitions, over all trails: slow, obvious, for tests. */
export class NaiveCriteria {
  readonly structure: Structure;
  readonly edges: readonly Edge[];

  constructor(structure: Structure, edges: readonly Edge[] = structure.graph.edges()) {
    this.structure = structure;
    this.edges = edges;
  }

  parents(v: number): number[] {
    return this.edges.filter(([, b]) => b === v).map(([a]) => a);
  }

  reaches(from: number, to: number, avoiding: readonly number[] = []): boolean {
    const seen = new Set([from]);
    for (const v of seen) {
      if (v !== from && avoiding.includes(v)) continue;
      for (const [a, b] of this.edges) if (a === v) seen.add(b);
    }
    return seen.has(to);
  }

  utilitiesBelow(decision: number): number[] {
    const owner = this.structure.ownerOf(decision);
    return this.structure.utilitiesOf(owner).filter((u) => this.reaches(decision, u));
  }

  requisite(decision: number, x: number): boolean {
    const given = [...this.parents(decision), decision].filter((v) => v !== x);
    return !separated(this.edges, [x], this.utilitiesBelow(decision), given);
  }

  rReachable(decision: number, v: number): boolean {
    const mechanism = this.structure.graph.size;
    const edges: Edge[] = [...this.edges, [mechanism, v]];
    const given = [...this.parents(decision), decision];
    return !separated(edges, [mechanism], this.utilitiesBelow(decision), given);
  }

  soluble(decisions: readonly number[] = this.structure.decisions): boolean {
    let left = [...decisions];
    for (;;) {
      const free = left.filter((d) => !left.some((o) => o !== d && this.rReachable(d, o)));
      if (left.length === 0) return true;
      if (free.length === 0) return false;
      left = left.filter((d) => !free.includes(d));
    }
  }

  /** Removes nonrequisite links of the decisions, one at a time, whichever comes first. */
  reduced(random: Random, decisions: readonly number[] = this.structure.decisions): NaiveCriteria {
    let edges = [...this.edges];
    for (;;) {
      const now = new NaiveCriteria(this.structure, edges);
      const links = random.shuffled(edges.filter(([, b]) => decisions.includes(b)));
      const drop = links.find(([x, d]) => !now.requisite(d, x));
      if (drop === undefined) return now;
      edges = edges.filter((edge) => edge !== drop);
    }
  }

  withLink(x: number, decision: number): NaiveCriteria {
    const present = this.edges.some(([a, b]) => a === x && b === decision);
    return present ? this : new NaiveCriteria(this.structure, [...this.edges, [x, decision]]);
  }

  /** Does X→D survive the reduction of the graph with that link? */
  linkSurvives(
    random: Random,
    decision: number,
    x: number,
    decisions: readonly number[] = this.structure.decisions,
  ): boolean {
    return this.withLink(x, decision)
      .reduced(random, decisions)
      .edges.some(([a, b]) => a === x && b === decision);
  }

  lnSoluble(): boolean {
    let left = [...this.structure.decisions];
    const fa = (d: number): number[] => [...this.parents(d), d];
    for (;;) {
      if (left.length === 0) return true;
      const extremal = left.find((d) => {
        const others = left.filter((o) => o !== d).flatMap(fa);
        const outside = others.filter((v) => !fa(d).includes(v));
        return separated(this.edges, outside, this.utilitiesBelow(d), fa(d));
      });
      if (extremal === undefined) return false;
      left = left.filter((d) => d !== extremal);
    }
  }
}
