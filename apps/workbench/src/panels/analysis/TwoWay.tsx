/** Two-way sensitivity: the optimum, and which policy is optimal, where two parameters or probabilities move. */
import type { InfluenceDiagram } from "@cidery/core";
import type { JointSensitivity } from "@cidery/core/solve";
import { ruleWords } from "@cidery/core/solve";
import { useState } from "react";
import { quantityTitle } from "../../state/titles.ts";
import { short } from "../../widgets/NodeBars.tsx";
import { askGrid, useSensitivity } from "../../worker/sensitivity.ts";
import { Failed } from "./Failed.tsx";

/** Policies are lettered in the order in which they are met. */
const letter = (index: number): string =>
  index < 26
    ? String.fromCodePoint(97 + index)
    : `${letter(Math.floor(index / 26) - 1)}${letter(index % 26)}`;

export function TwoWay() {
  const { diagram, bars, grid, busy, gridFailure } = useSensitivity();
  const names = bars.map(({ parameter }) => parameter);
  const [first = names[0], setFirst] = useState<string>();
  const [second = names[1], setSecond] = useState<string>();
  if (diagram === undefined || names.length < 2) return null;
  const known = [first, second].every((one) => one !== undefined && names.includes(one));
  const [a, b] = known ? [first, second] : [names[0], names[1]];
  return (
    <section className="two-way">
      <h3>Two at once</h3>
      <p className="attitude-choice">
        <Choice diagram={diagram} label="Down" names={names} chosen={a ?? ""} choose={setFirst} />
        <Choice
          diagram={diagram}
          label="Across"
          names={names}
          chosen={b ?? ""}
          choose={setSecond}
        />
        <button
          type="button"
          className="button small"
          disabled={a === b || busy !== undefined}
          onClick={() => askGrid(a ?? "", b ?? "")}
        >
          {busy === "grid" ? "Looking…" : "Look at both"}
        </button>
      </p>
      {gridFailure !== undefined && <Failed {...gridFailure} />}
      {grid !== undefined && <Grid diagram={diagram} grid={grid} />}
    </section>
  );
}

function Choice({
  diagram,
  label,
  names,
  chosen,
  choose,
}: {
  readonly diagram: InfluenceDiagram;
  readonly label: string;
  readonly names: readonly string[];
  readonly chosen: string;
  readonly choose: (name: string) => void;
}) {
  return (
    <label>
      {label}{" "}
      <select className="field" value={chosen} onChange={({ target }) => choose(target.value)}>
        {names.map((name) => (
          <option key={name} value={name}>
            {quantityTitle(diagram, name)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Grid({
  diagram,
  grid: { first, second, rows, columns, points, policies, optimalAt },
}: {
  readonly diagram: InfluenceDiagram;
  readonly grid: JointSensitivity;
}) {
  const values = points.flat().map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const proved = points.every((row) => row.every(({ optimal }) => optimal));
  return (
    <>
      <div className="grid-scroll" tabIndex={0} role="region" aria-label="Optimum on the grid">
        <table className="grid">
          <caption>
            Optimum by {quantityTitle(diagram, first)} (down) and {quantityTitle(diagram, second)}{" "}
            (across); the letter is the optimal policy
          </caption>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column} scope="col">
                  {short(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={row}>
                <th scope="row">{short(row)}</th>
                {columns.map((column, j) => {
                  const value = points[i]?.[j]?.value ?? 0;
                  const policy = optimalAt[i]?.[j] ?? 0;
                  const share = most > least ? (value - least) / (most - least) : 0;
                  return (
                    <td
                      key={column}
                      className={bordersOf(optimalAt, i, j)}
                      style={{
                        background: `color-mix(in srgb, var(--accent) ${Math.round(share * 22)}%, transparent)`,
                      }}
                    >
                      {short(value)} <b>{letter(policy)}</b>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul>
        {policies.map((policy, i) => (
          <li key={letter(i)}>
            <b>{letter(i)}</b>:{" "}
            {ruleWords(diagram, policy, (id) => diagram.titleOf(id)).join("; ") ||
              "nothing to decide"}
          </li>
        ))}
      </ul>
      <p className="faint">
        Judged at these values; between them another policy may be optimal.
        {!proved && " Not all are proved optimal."}
      </p>
    </>
  );
}

/** A line runs where the optimal policy changes. */
function bordersOf(optimalAt: JointSensitivity["optimalAt"], row: number, column: number): string {
  const here = optimalAt[row]?.[column];
  const [above, before] = [optimalAt[row - 1]?.[column], optimalAt[row]?.[column - 1]];
  return [
    above !== undefined && above !== here ? "changes-above" : "",
    before !== undefined && before !== here ? "changes-before" : "",
  ]
    .join(" ")
    .trim();
}
