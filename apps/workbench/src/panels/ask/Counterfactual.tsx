/** What would have been: an event, what happened, and what had been done instead, chosen from lists. */
import { type InfluenceDiagram, showValue } from "@cidery/core";
import { useState } from "react";

interface Chosen {
  readonly node: string;
  readonly value: string;
}

export function Counterfactual({
  diagram,
  ask,
}: {
  readonly diagram: InfluenceDiagram;
  readonly ask: (question: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const finite = diagram.nodes.filter(
    ({ kind, domain }) => kind !== "utility" && domain?.kind === "finite",
  );
  if (finite.length < 2) return null;
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>What would have been?</summary>
      {open && <Fields key={finite.map(({ name }) => name).join()} diagram={diagram} ask={ask} />}
    </details>
  );
}

function Fields({
  diagram,
  ask,
}: {
  readonly diagram: InfluenceDiagram;
  readonly ask: (question: string) => void;
}) {
  const finite = diagram.nodes.filter(
    ({ kind, domain }) => kind !== "utility" && domain?.kind === "finite",
  );
  const valuesOf = (name: string): string[] => {
    const domain = finite.find((node) => node.name === name)?.domain;
    return domain?.kind === "finite" ? domain.values.map(showValue) : [];
  };
  const first = (name: string): Chosen => ({ node: name, value: valuesOf(name)[0] ?? "" });
  const decision = finite.find(({ kind }) => kind === "decision") ?? finite[0];
  const last = finite.findLast(({ kind }) => kind === "chance") ?? finite.at(-1);
  const [event, setEvent] = useState(() => first(last?.name ?? ""));
  const [seen, setSeen] = useState(() => first(last?.name ?? ""));
  const [done, setDone] = useState(() => first(decision?.name ?? ""));
  const question = `would(${event.node} = ${event.value} | ${seen.node} = ${seen.value}, do(${done.node} = ${done.value}))`;
  const rows = [
    ["How likely would it have been that", event, setEvent],
    ["when in fact", seen, setSeen],
    ["had it been that", done, setDone],
  ] as const;
  return (
    <div className="counterfactual">
      {rows.map(([label, chosen, choose]) => (
        <p key={label} className="attitude-choice">
          <span>{label}</span>
          <select
            className="field"
            aria-label={`${label}: variable`}
            value={chosen.node}
            onChange={({ target }) => choose(first(target.value))}
          >
            {finite.map(({ id, name }) => (
              <option key={name} value={name}>
                {diagram.titleOf(id)}
              </option>
            ))}
          </select>
          <select
            className="field"
            aria-label={`${label}: value`}
            value={chosen.value}
            onChange={({ target }) => choose({ ...chosen, value: target.value })}
          >
            {valuesOf(chosen.node).map((value) => (
              <option key={value}>{value}</option>
            ))}
          </select>
        </p>
      ))}
      <button type="button" className="button small" onClick={() => ask(question)}>
        Ask this
      </button>
    </div>
  );
}
