/** Exact answers: policies, expected utilities, evidence, parameters; what is old is marked. */
import { type Parameter, showValue } from "@cidery/core";
import { commandNamed, setParameter } from "@cidery/core/session";
import { Play, Square } from "lucide-react";
import { percent, short } from "../widgets/NodeBars.tsx";
import { COARSE } from "../canvas/coarse.ts";
import { session, useDocument } from "../state/document.ts";

import { CommandButton } from "../widgets/CommandButton.tsx";
import { agentTitle, nodeTitle } from "../state/titles.ts";
import { toast } from "../state/ui.ts";
import type { NumbersResult } from "@cidery/core/tasks";
import {
  chooseDeciding,
  dropNumbers,
  isStale,
  toggleEvidence,
  useNumbers,
} from "../worker/numbers.ts";
import { Equilibria } from "./Equilibria.tsx";
import { MeterTable } from "./MeterTable.tsx";
import { OthersSelect } from "./Others.tsx";
import { PolicyTables } from "./PolicyTables.tsx";
import { WhatMatters } from "./WhatMatters.tsx";
import { Dominated } from "./analysis/Dominated.tsx";
import { OneCourse } from "./analysis/OneCourse.tsx";
import { Outcomes } from "./analysis/Outcomes.tsx";
import { Strategy } from "./analysis/Strategy.tsx";
import { TwoWay } from "./analysis/TwoWay.tsx";
import { Worth } from "./Worth.tsx";

const HOW_TO_OBSERVE = COARSE
  ? "Nothing. Touch a node: its values stand below the picture, to be observed or set."
  : "Nothing. Click a bar under a node to observe that value; with Alt, to force it.";

export default function NumbersPanel() {
  const state = useNumbers();
  const document = useDocument();
  const { good, diagram } = document;
  const { result, busy, failure, live } = state;
  const stale = isStale(state, document.diagram);
  const parameters = good?.diagram.parameters ?? [];
  return (
    <div className="numbers">
      <div className="numbers-bar">
        {busy === undefined ? (
          <CommandButton
            command={commandNamed("answers.run")}
            icon={<Play size={14} />}
            label={result === undefined ? "Compute" : "Compute again"}
            className={result === undefined || stale ? "primary" : ""}
          />
        ) : (
          <CommandButton
            command={commandNamed("answers.stop")}
            icon={<Square size={13} />}
            label="Stop"
          />
        )}
        <label className="check">
          <input
            type="checkbox"
            checked={live}
            onChange={({ target }) => useNumbers.setState({ live: target.checked })}
          />
          after every change
        </label>
        {result !== undefined && busy === undefined && (
          <button type="button" className="button quiet small" onClick={dropNumbers}>
            Put away
          </button>
        )}
      </div>
      {busy !== undefined && (
        <div className="progress" role="status">
          <progress max={1} value={busy.fraction} aria-label="Progress" />
          <span>{busy.stage}…</span>
        </div>
      )}
      {failure !== undefined && (
        <div className="note bad" role="alert">
          <p>{capital(failure.message)}.</p>
          {failure.hint !== undefined && <p>{capital(failure.hint)}.</p>}
          <CommandButton
            command={commandNamed("answers.fill")}
            label="Put numbers in"
            className="small"
          />
        </div>
      )}
      {parameters.length > 0 && (
        <Parameters parameters={parameters} disabled={diagram === undefined} />
      )}
      {result === undefined && busy === undefined && failure === undefined && (
        <div className="empty">
          <p>
            The graph says which incentives are possible. With numbers, the best policies, expected
            utilities and beliefs are computed exactly.
          </p>
          <CommandButton
            command={commandNamed("answers.fill")}
            label="Put numbers in"
            className="small"
          />
        </div>
      )}
      {result !== undefined && (
        <div className={stale ? "results stale" : "results"} aria-busy={busy !== undefined}>
          {stale && <p className="note">These values are from before the last change.</p>}
          <Results result={result} />
        </div>
      )}
      {result !== undefined && (
        <>
          <WhatMatters />
          <TwoWay />
        </>
      )}
      <MeterTable />
    </div>
  );
}

function Results({ result }: { readonly result: NumbersResult }) {
  const { observed, forced, diagram, deciding } = useNumbers();
  const isConditional = observed.size + forced.size > 0;
  return (
    <>
      <section>
        <h3>Expected utility</h3>
        <dl className="values">
          {result.utilities.map(([agent, value]) => (
            <div key={agent}>
              <dt>{agentTitle(diagram, agent)}</dt>
              <dd>{short(value)}</dd>
            </div>
          ))}
        </dl>
        {isConditional && (
          <p className="faint">
            Of {deciding === "keep" ? "the rules below" : "the agents deciding anew"}, given what is
            observed and set.
          </p>
        )}
        <p className="faint">{capital(result.method)}.</p>
        {result.remarks.map((remark) => (
          <p key={remark} className="note">
            {capital(remark)}.
          </p>
        ))}
      </section>
      <Evidence probability={result.evidence} />
      {result.equilibria !== undefined && (
        <Equilibria
          list={result.equilibria}
          agents={result.utilities.map(([agent]) => agentTitle(diagram, agent))}
        />
      )}
      {result.policies.length > 0 && (
        <section>
          <h3>Policies</h3>
          <PolicyTables tables={result.policies} />
        </section>
      )}
      {diagram !== undefined && result.analysis !== undefined && (
        <>
          <Strategy diagram={diagram} strategy={result.analysis.strategy} />
          <OneCourse diagram={diagram} courses={result.analysis.courses} />
          <Outcomes diagram={diagram} outcomes={result.analysis.outcomes} />
          <Dominated diagram={diagram} dominance={result.analysis.dominance} />
        </>
      )}
      {diagram !== undefined && <OthersSelect diagram={diagram} />}
      {result.worths?.tables.map((table) => (
        <Worth key={table.agent} table={table} choice={result.worths?.choice ?? "uniform"} />
      ))}
    </>
  );
}

function Parameters({
  parameters,
  disabled,
}: {
  readonly parameters: readonly Parameter[];
  readonly disabled: boolean;
}) {
  return (
    <section className="parameters">
      <h3>Parameters</h3>
      {parameters.map((parameter) => {
        const { name, value, structural } = parameter;
        const low = parameter.low ?? Math.min(0, value);
        const high = parameter.high ?? Math.max(1, value * 2);
        const step =
          structural || (Number.isInteger(low) && Number.isInteger(high) && high - low > 2)
            ? 1
            : (high - low) / 100;
        const set = (to: number): void => {
          const rounded = Number(to.toFixed(6));
          const result = setParameter(session, name, rounded);
          if (!result.ok) toast(result.reason, { tone: "trouble" });
        };
        return (
          <div key={name} className="parameter">
            <label htmlFor={`parameter-${name}`}>
              {name}
              {structural && <small> (steps)</small>}
            </label>
            <input
              id={`parameter-${name}`}
              type="range"
              min={low}
              max={high}
              step={step}
              value={value}
              disabled={disabled}
              onChange={({ target }) => set(Number(target.value))}
            />
            <output htmlFor={`parameter-${name}`}>{short(value)}</output>
          </div>
        );
      })}
    </section>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What is observed and set under the nodes, each to be taken back. */
function Evidence({ probability }: { readonly probability: number }) {
  const { observed, forced, diagram, deciding } = useNumbers();
  return (
    <section>
      <h3>Observed and set</h3>
      {observed.size + forced.size === 0 ? (
        <p className="faint">{HOW_TO_OBSERVE}</p>
      ) : (
        <>
          <ul className="evidence">
            {[...observed].map(([name, value]) => (
              <li key={name}>
                <button
                  type="button"
                  className="chip"
                  onClick={() => toggleEvidence(name, value, false)}
                >
                  {nodeTitle(diagram, name)} = {showValue(value)}{" "}
                  <span aria-label="take back">×</span>
                </button>
              </li>
            ))}
            {[...forced].map(([name, value]) => (
              <li key={name}>
                <button
                  type="button"
                  className="chip"
                  onClick={() => toggleEvidence(name, value, true)}
                >
                  do({nodeTitle(diagram, name)} = {showValue(value)}){" "}
                  <span aria-label="take back">×</span>
                </button>
              </li>
            ))}
          </ul>
          {forced.size > 0 && (
            <label className="check">
              <input
                type="checkbox"
                checked={deciding === "anew"}
                onChange={({ target }) => chooseDeciding(target.checked ? "anew" : "keep")}
              />
              the agents know what is set and decide anew
            </label>
          )}
          {observed.size > 0 && (
            <p className="faint">Probability of the observations: {percent(probability)}</p>
          )}
        </>
      )}
    </section>
  );
}
