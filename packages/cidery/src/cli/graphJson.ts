/** What `incentives --graph` adds: reduction, relevance graph, solubility and recall, by name. */
import type { Analysis, InfluenceDiagram } from "@cidery/core";
import {
  components,
  lnSoluble,
  minimalReduction,
  perfectRecall,
  relevanceEdges,
  soluble,
  subgames,
  sufficientRecall,
} from "@cidery/core/structure";

export interface GraphFacts {
  /** Information links the minimal reduction removes. */
  readonly reduction: readonly (readonly [string, string])[];
  /** D → E: D relies on E. */
  readonly relevance: readonly (readonly [string, string])[];
  /** Strongly connected components of the relevance graph, relied-upon first. */
  readonly components: readonly (readonly string[])[];
  readonly soluble: { readonly raw: boolean; readonly reduced: boolean };
  readonly lauritzenNilssonSoluble: boolean;
  readonly sufficientRecall: Readonly<Record<string, boolean>>;
  readonly perfectRecall: Readonly<Record<string, boolean>>;
  /** Decision sets of the subgames; null when there are too many to list. */
  readonly subgames: readonly (readonly string[])[] | null;
}

export function graphFacts(diagram: InfluenceDiagram, analysis: Analysis): GraphFacts {
  const name = (id: number): string => diagram.node(id).name;
  const byAgent = (ask: (agent: number) => boolean): Record<string, boolean> =>
    Object.fromEntries(diagram.agents.map((agent, id) => [agent.name, ask(id)]));
  const { sets, complete } = subgames(analysis);
  return {
    reduction: minimalReduction(analysis).removed.map(
      ({ link: [from, to] }) => [name(from), name(to)] as const,
    ),
    relevance: relevanceEdges(analysis).map(([from, to]) => [name(from), name(to)] as const),
    components: components(analysis).map((one) => one.map(name)),
    soluble: { raw: soluble(analysis).raw, reduced: soluble(analysis).reduced },
    lauritzenNilssonSoluble: lnSoluble(analysis),
    sufficientRecall: byAgent((agent) => sufficientRecall(analysis, agent)),
    perfectRecall: byAgent((agent) => perfectRecall(analysis, agent)),
    subgames: complete ? sets.map((set) => set.map(name)) : null,
  };
}
