/** In how many of the diagrams one might have drawn instead does each verdict hold? */
import type { InfluenceDiagram, ModellerChoice, Verdict } from "@cidery/core";
import { CRITERIA } from "@cidery/core";
import { useState } from "react";
import { percent } from "../../widgets/NodeBars.tsx";
import { askRobustness, stopRobustness, useRobustness } from "../../worker/robustness.ts";

const MOST = 40;

export function Robustness({ diagram }: { readonly diagram: InfluenceDiagram }) {
  const { diagram: of, busy, found, failure } = useRobustness();
  const [changes, setChanges] = useState(1);
  const stale = of !== undefined && of !== diagram;
  return (
    <section className="robustness">
      <h3>Robustness</h3>
      <p className="faint">
        Each arrow drawn or left out, and neighbouring chance variables merged, as another modeller
        might have done: the share of these diagrams in which a verdict is the same.
      </p>
      <p className="attitude-choice">
        <label>
          Choices changed at once{" "}
          <select
            className="field"
            value={changes}
            onChange={({ target }) => setChanges(Number(target.value))}
          >
            <option>1</option>
            <option>2</option>
          </select>
        </label>
        {busy ? (
          <button type="button" className="button small" onClick={stopRobustness}>
            Stop
          </button>
        ) : (
          <button
            type="button"
            className="button small"
            onClick={() => askRobustness(diagram, changes)}
          >
            {found === undefined ? "Count" : "Count again"}
          </button>
        )}
      </p>
      {busy && <p role="status">Counting…</p>}
      {failure !== undefined && <p className="note bad">{failure}.</p>}
      {found !== undefined && of !== undefined && (
        <div className={stale ? "stale" : ""}>
          <p role="status">
            {found.verdicts.length} verdicts hold in {percent(found.robustness)} of {found.diagrams}{" "}
            diagrams on average ({found.inadmissible} more have a cycle)
            {!found.complete && "; larger combinations were too many"}.
          </p>
          <ul>
            {[...found.verdicts]
              .sort((a, b) => a.share - b.share)
              .slice(0, MOST)
              .map(({ verdict, share, changedBy }) => (
                <li key={keyOf(verdict)}>
                  <b>{percent(share)}</b> {wordsOf(of, verdict)}
                  {changedBy !== undefined && (
                    <span className="faint">
                      {" "}
                      – changed by {changedBy.map((choice) => choiceWords(of, choice)).join(", ")}
                    </span>
                  )}
                </li>
              ))}
          </ul>
          {found.verdicts.length > MOST && (
            <p className="faint">and {found.verdicts.length - MOST} that hold more often</p>
          )}
        </div>
      )}
    </section>
  );
}

function keyOf({ criterion, ...question }: Verdict): string {
  const { decision, node } = question as { readonly decision?: number; readonly node?: number };
  return `${criterion} ${decision} ${node}`;
}

function wordsOf(diagram: InfluenceDiagram, verdict: Verdict): string {
  const { decision, node } = verdict as { readonly decision?: number; readonly node?: number };
  const title = CRITERIA.find(({ id }) => id === verdict.criterion)?.title ?? verdict.criterion;
  const about = [decision, node].flatMap((v) => (v === undefined ? [] : [diagram.titleOf(v)]));
  return `${verdict.kind === "absent" ? "no " : ""}${title.toLowerCase()} (${about.join(", ")})`;
}

/** `no X → Y` leaves an arrow out, `X → Y` adds it. */
function choiceWords(diagram: InfluenceDiagram, choice: ModellerChoice): string {
  const name = (v: number): string => diagram.titleOf(v);
  if (choice.kind === "merge") return `${choice.nodes.map(name).join(" and ")} as one`;
  const [from, to] = choice.link;
  return `${diagram.graph.hasEdge(from, to) ? "no " : ""}${name(from)} → ${name(to)}`;
}
