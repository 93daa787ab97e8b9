/** The strategy of the policies on screen as a tree: what is seen, what is then done, how likely, what it is worth. */
import type { InfluenceDiagram } from "@cidery/core";
import type { NamedStrategy } from "@cidery/core/charts";
import { branchWords, namedStrategy } from "@cidery/core/charts";
import type { ShownAnalysis } from "@cidery/core/tasks";
import { judgeOf } from "@cidery/core/tasks";
import { useState } from "react";
import { percent, short } from "../../widgets/NodeBars.tsx";
import { Failed } from "./Failed.tsx";
import { StrategyPicture } from "./StrategyPicture.tsx";

/** Deeper or wider trees are looked at as a picture. */
const MOST_LINES = 80;

export function Strategy({
  diagram,
  strategy,
}: {
  readonly diagram: InfluenceDiagram;
  readonly strategy: ShownAnalysis["strategy"];
}) {
  const [pictured, setPictured] = useState(false);
  if (strategy.kind === "failed")
    return (
      <section>
        <h3>Strategy</h3>
        <Failed {...strategy} />
      </section>
    );
  const root = namedStrategy(diagram, strategy.found, (id) => diagram.titleOf(id));
  if (root.branches.length === 0) return null;
  const judge = judgeOf(diagram);
  const lines = countLines(root);
  return (
    <section className="strategy">
      <h3>Strategy</h3>
      <p className="faint">
        Only what can come about; what changes nothing of what is done is left out. Numbers are the
        expected utility{" "}
        {judge === undefined
          ? "of everybody together"
          : `of ${diagram.agents[judge]?.label ?? diagram.agents[judge]?.name ?? ""}`}{" "}
        from there on.
      </p>
      {lines <= MOST_LINES ? (
        <div
          className="strategy-tree"
          tabIndex={0}
          role="region"
          aria-label="The strategy as a tree"
        >
          <Branches node={root} />
        </div>
      ) : (
        <p className="faint">{lines} branches: look at the picture.</p>
      )}
      <p className="actions">
        <button type="button" className="button small" onClick={() => setPictured(true)}>
          Picture and files…
        </button>
      </p>
      {pictured && (
        <StrategyPicture
          root={root}
          named={namedStrategy(diagram, strategy.found)}
          close={() => setPictured(false)}
        />
      )}
    </section>
  );
}

function Branches({ node }: { readonly node: NamedStrategy }) {
  const decides = node.kind === "decision";
  return (
    <ul>
      {node.branches.map(({ values, share, to }) => (
        <li key={values.join("|")} className={decides ? "decides" : "sees"}>
          <span className="strategy-line">
            <span className="visually-hidden">{decides ? "do " : "see "}</span>
            <span className="strategy-what">
              {node.variable} = {branchWords(values)}
            </span>
            {share < 1 - 1e-12 && <span className="faint">{percent(share)}</span>}
            <b className="number">{short(to.value)}</b>
          </span>
          {to.branches.length > 0 && <Branches node={to} />}
        </li>
      ))}
    </ul>
  );
}

function countLines(node: NamedStrategy): number {
  return node.branches.reduce((count, { to }) => count + 1 + countLines(to), 0);
}
