/**
 * A free question in the words of claims: a probability, an expectation, a counterfactual, the likeliest values, or
 * a claim that need not stand in the text.
 */
import { type InfluenceDiagram, showValue } from "@cidery/core";
import type { AnswerRow } from "@cidery/core/check";
import { amountText, numberText } from "@cidery/core/text";
import { useState } from "react";
import { askQuestion, stopQuestion, useQuestion } from "../../worker/questions.ts";
import { Counterfactual } from "./Counterfactual.tsx";
import { examplesFor } from "./examples.ts";

export function Question({ diagram }: { readonly diagram: InfluenceDiagram }) {
  const [text, setText] = useState("");
  const ask = (question: string): void => {
    setText(question);
    askQuestion(question);
  };
  return (
    <section className="question">
      <h3>Ask</h3>
      <p className="faint">
        As <code>cidery query</code>, <code>would</code> and <code>ask</code> do, of the model as
        written under optimal play; what is observed or set under the nodes plays no part.
      </p>
      <form
        className="question-form"
        onSubmit={(event) => {
          event.preventDefault();
          askQuestion(text);
        }}
      >
        <input
          className="field"
          aria-label="Question or claim"
          placeholder="P(X = a | Y = b, do(Z = c))"
          value={text}
          spellCheck={false}
          onChange={({ target }) => setText(target.value)}
        />
        <Ask />
      </form>
      <ul className="question-examples" aria-label="Examples">
        {examplesFor(diagram).map((example) => (
          <li key={example}>
            <button type="button" className="chip" onClick={() => ask(example)}>
              {example}
            </button>
          </li>
        ))}
      </ul>
      <Answer diagram={diagram} />
      <Counterfactual diagram={diagram} ask={ask} />
    </section>
  );
}

function Ask() {
  const busy = useQuestion((state) => state.busy);
  return busy ? (
    <button type="button" className="button" onClick={stopQuestion}>
      Stop
    </button>
  ) : (
    <button type="submit" className="button primary">
      Ask
    </button>
  );
}

function Answer({ diagram }: { readonly diagram: InfluenceDiagram }) {
  const { asked, busy, rows, claim, diagnostics, failure, diagram: of } = useQuestion();
  if (asked === "") return null;
  const stale = of !== diagram;
  return (
    <div className={stale ? "answer stale" : "answer"} role="status">
      <p>
        <code>{asked}</code>
        {stale && <small className="faint"> of the model before the last change</small>}
      </p>
      {busy && <p className="faint">Looking…</p>}
      {failure !== undefined && <p className="note bad">{failure}.</p>}
      {diagnostics.map(({ message, hint }) => (
        <p key={message} className="note bad">
          {message}
          {hint === undefined ? "." : `; ${hint}.`}
        </p>
      ))}
      {claim !== undefined && (
        <p>
          <b>{OUTCOMES[claim.outcome]}</b> {claim.explanation}
        </p>
      )}
      {rows.length > 0 && <Rows rows={rows} asked={asked} />}
    </div>
  );
}

const OUTCOMES = {
  holds: "Holds.",
  fails: "Fails.",
  undecided: "Undecided.",
  "not-applicable": "Not applicable.",
  error: "Cannot be read.",
} as const;

/** More are not listed. */
const MOST_ROWS = 60;

function Rows({ rows, asked }: { readonly rows: readonly AnswerRow[]; readonly asked: string }) {
  const [only] = rows;
  if (rows.length === 1 && only !== undefined && only.cell === undefined)
    return (
      <p className="answer-number">
        <Said row={only} asked={asked} />
      </p>
    );
  return (
    <>
      <table className="worth">
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td className="number">
                <Said row={row} asked={asked} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && <p className="faint">and {rows.length - MOST_ROWS} more rows</p>}
    </>
  );
}

/** Probabilities are sums without cancelling: however small one is, its digits are its own. */
const ASKS_FOR_CHANCE = /^\s*(P|probability|would)\s*\(/u;

function Said({ row, asked }: { readonly row: AnswerRow; readonly asked: string }) {
  if (row.kind !== "values")
    return (
      <>
        {row.kind === "error" ? "" : "Undecided: "}
        {row.message}
      </>
    );
  const shown = (x: number): string =>
    ASKS_FOR_CHANCE.test(asked) ? numberText(x) : amountText(x);
  const values = row.values.map((one) => (typeof one === "number" ? shown(one) : showValue(one)));
  return (
    <>
      <b>{values.join(" or ")}</b>
      {values.length > 1 && (
        <small className="faint">
          {" "}
          optimal play allows all of these{row.mixes === true && " and their mixtures"}
        </small>
      )}
      {row.missing !== undefined && (
        <small className="faint"> not all optimal play was looked at: {row.missing}</small>
      )}
      {row.detail !== undefined && <small className="faint"> {row.detail}</small>}
    </>
  );
}
