/** What the shape says about the decisions: reliance, solubility, recall, subgames, and two graphs to look at. */
import { analyse, type InfluenceDiagram } from "@cidery/core";
import {
  components,
  minimalReduction,
  perfectRecall,
  relevanceEdges,
  soluble,
  subgames,
  sufficientRecall,
} from "@cidery/core/structure";
import { useMemo, useState } from "react";
import { GraphDialog, type GraphKind } from "./GraphDialog.tsx";

export function GraphFacts({ diagram }: { readonly diagram: InfluenceDiagram }) {
  const [shown, setShown] = useState<GraphKind>();
  const facts = useMemo(() => factsOf(diagram), [diagram]);
  if (diagram.structure.decisions.length === 0) return null;
  return (
    <section className="graph-facts">
      <h3>Decisions that rely on each other</h3>
      <dl>
        {facts.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className="actions">
        <button type="button" className="button small" onClick={() => setShown("relevance")}>
          Relevance graph…
        </button>
        <button type="button" className="button small" onClick={() => setShown("mechanised")}>
          Mechanised graph…
        </button>
      </p>
      {shown !== undefined && (
        <GraphDialog diagram={diagram} kind={shown} close={() => setShown(undefined)} />
      )}
    </section>
  );
}

function factsOf(diagram: InfluenceDiagram): readonly (readonly [string, string])[] {
  const analysis = analyse(diagram.structure);
  const name = (id: number): string => diagram.titleOf(id);
  const reliance = relevanceEdges(analysis).map(([from, to]) => `${name(from)} on ${name(to)}`);
  const loops = components(analysis).filter(({ length }) => length > 1);
  const { raw, reduced } = soluble(analysis);
  const { sets, complete } = subgames(analysis);
  const removed = minimalReduction(analysis).removed.map(
    ({ link: [from, to] }) => `${name(from)} → ${name(to)}`,
  );
  const deciding = diagram.agents.flatMap((agent, id) =>
    diagram.structure.decisionsOf(id).length > 0 ? [[agent.label ?? agent.name, id] as const] : [],
  );
  const recall = (ask: (agent: number) => boolean): string =>
    deciding.map(([agent, id]) => `${agent} ${ask(id) ? "has it" : "does not"}`).join(", ");
  return [
    ["reliance", listed(reliance, "no decision relies on another")],
    [
      "together",
      listed(
        loops.map((one) => one.map(name).join(" and ")),
        "no loop: one after the other",
      ),
    ],
    ["soluble", raw ? "yes" : reduced ? "once observations nobody needs are left out" : "no"],
    ["not needed to decide", listed(removed, "nothing: every observation may matter")],
    ["sufficient recall", recall((agent) => sufficientRecall(analysis, agent))],
    ["perfect recall", recall((agent) => perfectRecall(analysis, agent))],
    [
      "subgames",
      complete ? listed(sets.map((set) => set.map(name).join(" + "))) : "too many to list",
    ],
  ];
}

/** More are counted. */
const MOST = 12;

function listed(words: readonly string[], none = "none"): string {
  if (words.length === 0) return none;
  const more = words.length - MOST;
  return `${words.slice(0, MOST).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
