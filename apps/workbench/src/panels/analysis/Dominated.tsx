/** Options that nobody needs to take: which other one is as good, and in which sense. */
import { type InfluenceDiagram, showValue } from "@cidery/core";
import type { Dominance, DominanceInContext } from "@cidery/core/solve";
import type { ShownAnalysis } from "@cidery/core/tasks";
import { useNumbers } from "../../worker/numbers.ts";
import { Failed } from "./Failed.tsx";

const HOW: Readonly<Record<Dominance, string>> = {
  always: "its best outcome is no better than the other's worst",
  "state-by-state": "in every state of what the decision does not influence",
  "first-order": "for everybody who prefers more (first-order stochastic dominance)",
  "second-order": "for everybody who is also averse to risk (second-order stochastic dominance)",
};

const MOST = 16;

export function Dominated({
  diagram,
  dominance,
}: {
  readonly diagram: InfluenceDiagram;
  readonly dominance: ShownAnalysis["dominance"];
}) {
  const beyond = useNumbers(({ observed }) => observed.size > 0);
  if (dominance.kind === "failed")
    return (
      <section>
        <h3>Dominated options</h3>
        <Failed {...dominance} />
      </section>
    );
  if (dominance.found.length === 0) return null;
  const rows = dominance.found.flatMap((one) => wordsOf(diagram, one));
  return (
    <section className="dominated">
      <h3>Dominated options</h3>
      <p className="faint">
        In every context that can occur, with all other decisions following their rules.
        {beyond && " Before anything is observed."}
      </p>
      {rows.length === 0 ? (
        <p>None.</p>
      ) : (
        <ul>
          {rows.slice(0, MOST).map(({ key, option, by, when, how }) => (
            <li key={key}>
              <b>{option}</b> by <b>{by}</b>
              {when !== "" && ` when ${when}`}: <span className="faint">{HOW[how]}</span>
            </li>
          ))}
        </ul>
      )}
      {rows.length > MOST && <p className="faint">and {rows.length - MOST} more</p>}
    </section>
  );
}

function wordsOf(diagram: InfluenceDiagram, { decision, context, dominated }: DominanceInContext) {
  const { parents } = diagram.node(decision);
  const written = (id: number, at: number): string => {
    const { domain } = diagram.node(id);
    return domain?.kind === "finite" ? showValue(domain.values[at] ?? "?") : "?";
  };
  const when = parents
    .map((parent, i) => `${diagram.titleOf(parent)} = ${written(parent, context[i] ?? 0)}`)
    .join(", ");
  return dominated.map(({ option, by, how }) => ({
    key: `${decision} ${context.join()} ${option}`,
    option: `${diagram.titleOf(decision)} = ${written(decision, option)}`,
    by: written(decision, by),
    when,
    how,
  }));
}
