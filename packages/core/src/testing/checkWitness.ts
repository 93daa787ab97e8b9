/**
 * Checks a witness against the graph it speaks about, from the definitions and without the code that
 * made it. Blocking sets are checked by listing all trails, so keep graphs small.
 */
import type { Reading, Witness } from "../incentives/index.ts";
import type { Structure } from "../model/index.ts";
import { NaiveCriteria } from "./naiveCriteria.ts";
import { allTrails, type Edge, isActive } from "./naiveSeparation.ts";

/** What is wrong with the witness, or undefined when it holds. */
export function checkWitness(structure: Structure, witness: Witness): string | undefined {
  const edges = "on" in witness ? edgesOf(structure, witness.on) : structure.graph.edges();
  const has = (a: number, b: number): boolean => edges.some((e) => e[0] === a && e[1] === b);
  const mechanism = structure.graph.size;
  switch (witness.kind) {
    case "directed-path": {
      const { nodes } = witness;
      if (nodes.length === 0) return "an empty path";
      const broken = nodes.findIndex((v, i) => i > 0 && !has(nodes[i - 1] as number, v));
      return broken === -1 ? undefined : `no arrow into place ${broken} of the path`;
    }
    case "trail":
      return trailProblem(edges, witness.nodes, witness.given);
    case "mechanism-trail": {
      const extended: Edge[] = [...edges, [mechanism, witness.nodes[0] as number]];
      return trailProblem(extended, [mechanism, ...witness.nodes], witness.given);
    }
    case "blocking-set": {
      const starts = witness.mechanism === true ? [mechanism] : witness.from;
      const extended: Edge[] =
        witness.mechanism === true
          ? [...edges, ...witness.from.map((v): Edge => [mechanism, v])]
          : edges;
      for (const x of starts) {
        for (const y of witness.to) {
          const open = allTrails(extended, x, y)
            .filter((trail) => witness.backDoor !== true || has(trail[1] as number, x))
            .find((trail) => isActive(extended, trail, witness.given));
          if (open !== undefined) return `the trail ${open.join(" ")} is active`;
        }
      }
      return undefined;
    }
    case "no-path": {
      const avoiding = witness.avoiding ?? [];
      const seen = new Set(witness.from.filter((v) => !avoiding.includes(v)));
      for (const v of seen)
        for (const [a, b] of edges) {
          if (a === v && !avoiding.includes(b)) seen.add(b);
        }
      const reached = witness.to.find((v) => seen.has(v));
      return reached === undefined ? undefined : `a path reaches ${reached}`;
    }
    case "cycle": {
      const naive = new NaiveCriteria(structure, edges);
      const { nodes } = witness;
      const broken = nodes.find(
        (d, i) => !naive.rReachable(d, nodes[(i + 1) % nodes.length] as number),
      );
      return broken === undefined ? undefined : `${broken} does not rely on its successor`;
    }
    case "unobserved":
      return has(witness.node, witness.decision) ? "the decision observes the node" : undefined;
    case "nodes":
      return undefined;
    case "parts":
      return witness.parts
        .map((part) => checkWitness(structure, part))
        .find((p) => p !== undefined);
  }
}

function trailProblem(
  edges: readonly Edge[],
  nodes: readonly number[],
  given: readonly number[],
): string | undefined {
  if (new Set(nodes).size !== nodes.length) return "the trail meets a node twice";
  const joined = (a: number, b: number): boolean =>
    edges.some(([p, q]) => (p === a && q === b) || (p === b && q === a));
  const broken = nodes.findIndex((v, i) => i > 0 && !joined(nodes[i - 1] as number, v));
  if (broken !== -1) return `no arrow at place ${broken} of the trail`;
  return isActive(edges, nodes, given) ? undefined : "the trail is blocked";
}

function edgesOf(structure: Structure, reading: Reading | undefined): Edge[] {
  const is = (link: readonly number[]): ((edge: Edge) => boolean) => {
    return ([a, b]) => a === link[0] && b === link[1];
  };
  const kept = structure.graph
    .edges()
    .filter((edge) => !(reading?.removed ?? []).some((link) => is(link)(edge)));
  const added = (reading?.added ?? []).filter(
    (link) => !(reading?.removed ?? []).some(is(link)) && !kept.some(is(link)),
  );
  return [...kept, ...added];
}
