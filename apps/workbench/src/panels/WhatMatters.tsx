/**
 * What matters: a bar for every parameter and every stated probability, as wide as the optimum moves with it;
 * one that is pressed shows its curve, and in words where the optimal policy changes.
 */
import type { Sensitivity, TornadoBar } from "@cidery/core/solve";
import { ruleWords } from "@cidery/core/solve";
import { useDocumentPart } from "../state/document.ts";
import { quantityTitle } from "../state/titles.ts";
import { short } from "../widgets/NodeBars.tsx";
import { askBars, askCurve, useSensitivity } from "../worker/sensitivity.ts";

const MOST_BARS = 12;

export function WhatMatters() {
  const { diagram, bars, left, curve, busy, failure } = useSensitivity();
  const now = useDocumentPart((state) => state.diagram);
  const stale = diagram !== undefined && diagram !== now;
  const shown = bars.slice(0, MOST_BARS);
  return (
    <section className="what-matters">
      <h3>What matters</h3>
      <p className="faint">
        How far the optimum moves with each parameter over its range, and with each probability that
        the model states moved by 0.1 to either side.
      </p>
      {(diagram === undefined || stale) && (
        <button
          type="button"
          className="button small"
          disabled={now === undefined || busy !== undefined}
          onClick={askBars}
        >
          {busy === undefined ? (stale ? "Look again" : "Look") : "Looking…"}
        </button>
      )}
      {busy === "bars" && <p role="status">Looking…</p>}
      {failure !== undefined && <p className="note bad">{failure}.</p>}
      {diagram !== undefined && busy !== "bars" && bars.length === 0 && failure === undefined && (
        <p className="faint">No parameter has a range, and nothing is left to chance.</p>
      )}
      <ul className={stale ? "tornado stale" : "tornado"}>
        {shown.map((bar) => (
          <Bar
            key={bar.parameter}
            bar={bar}
            all={shown}
            open={curve?.parameter === bar.parameter}
          />
        ))}
      </ul>
      {bars.length + left > shown.length && (
        <p className="faint">
          {bars.length - shown.length + left} more matter less or were not looked at;{" "}
          <code>cidery sensitivity</code> lists them.
        </p>
      )}
      {busy === "curve" && <p role="status">Drawing the curve…</p>}
      {curve !== undefined && <Curve curve={curve} />}
    </section>
  );
}

function Bar({
  bar,
  all,
  open,
}: {
  readonly bar: TornadoBar;
  readonly all: readonly TornadoBar[];
  readonly open: boolean;
}) {
  const { parameter, low, high, valueAtLow, valueAtHigh, optimal } = bar;
  const diagram = useSensitivity((state) => state.diagram);
  const ends = all.flatMap((one) => [one.valueAtLow, one.valueAtHigh]);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const place = (value: number): number => (most > least ? (value - least) / (most - least) : 0.5);
  const [from, to] = [place(valueAtLow), place(valueAtHigh)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (
    <li>
      <button type="button" aria-pressed={open} onClick={() => askCurve(parameter)}>
        <span className="tornado-name">{quantityTitle(diagram, parameter)}</span>
        <span className="tornado-track" aria-hidden="true">
          <span style={{ left: `${from * 100}%`, width: `${Math.max(1, (to - from) * 100)}%` }} />
        </span>
        <span className="tornado-words">
          {`${short(low)} to ${short(high)}: optimum ${short(valueAtLow)} to ${short(valueAtHigh)}`}
          {!optimal && ", not proved"}
        </span>
      </button>
    </li>
  );
}

const SIZE = { width: 300, height: 120, margin: 8 };

function Curve({ curve }: { readonly curve: Sensitivity }) {
  const { points, regions } = curve;
  const diagram = useSensitivity((state) => state.diagram);
  const parameter = quantityTitle(diagram, curve.parameter);
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [points[0]?.parameter ?? 0, points.at(-1)?.parameter ?? 1];
  const { width, height, margin } = SIZE;
  const x = (at: number): number =>
    margin + ((at - from) / (to - from || 1)) * (width - 2 * margin);
  const y = (at: number): number =>
    height - margin - ((at - low) / (high - low || 1)) * (height - 2 * margin);
  const line = points.map((one) => `${x(one.parameter)},${y(one.value)}`).join(" ");
  const label = `Optimum along ${parameter}: ${short(values[0] ?? 0)} at ${short(from)}, ${short(values.at(-1) ?? 0)} at ${short(to)}`;
  return (
    <figure className="curve">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {regions.slice(1).map((region) => (
          <line
            key={region.from}
            className="border"
            x1={x(region.from)}
            x2={x(region.from)}
            y1={margin}
            y2={height - margin}
          />
        ))}
        <polyline points={line} />
      </svg>
      <figcaption>
        <p className="faint">
          {label}. Judged at {points.length} values.
        </p>
        <ul>
          {regions.map((region) => (
            <li key={region.from}>
              <b>
                {parameter} from {short(region.from)} to {short(region.to)}
              </b>
              {diagram !== undefined &&
                `: ${ruleWords(diagram, region.policy, (id) => diagram.titleOf(id)).join("; ") || "nothing to decide"}`}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
