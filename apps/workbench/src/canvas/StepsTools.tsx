/** Repeated steps: how they are shown, and a slider for how many there are. */
import { type Horizon, horizonOf, setHorizon } from "@cidery/core/session";
import { useMemo, useState } from "react";
import { session, useDocumentPart } from "../state/document.ts";
import { announce } from "../state/announce.ts";
import { type Folding, useUi } from "../state/ui.ts";
import { fold } from "./fold.ts";

const FOLDINGS: readonly (readonly [string, Folding, string])[] = [
  ["true", true, "first and last"],
  ["template", "template", "one for all"],
  ["false", false, "unrolled"],
];

/** More are set in the field beside it: a slider over hundreds of steps cannot be aimed. */
const MOST_BY_SLIDER = 12;

export function StepsTools({ readOnly }: { readonly readOnly: boolean }) {
  const folded = useUi((state) => state.folded);
  const good = useDocumentPart((state) => state.good);
  const broken = useDocumentPart(({ diagram }) => diagram === undefined);
  const repeats = good?.diagram.nodes.some(({ instance }) => instance !== undefined) ?? false;
  const horizon = useMemo(
    () => (good === undefined || !repeats ? undefined : horizonOf(good.diagram, good.tree)),
    [good, repeats],
  );
  if (!repeats) return null;
  return (
    <div className="steps-tools" role="group" aria-label="Repeated steps">
      <label>
        Steps
        <select
          className="field"
          value={String(folded)}
          onChange={({ target: { value } }) =>
            fold(FOLDINGS.find(([key]) => key === value)?.[1] ?? true)
          }
        >
          {FOLDINGS.map(([key, , title]) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {horizon !== undefined && !readOnly && (
        <label>
          <span
            title={
              horizon.kind === "parameter" ? "a parameter of the model" : "written in the loops"
            }
          >
            {horizon.kind === "parameter" ? horizon.name : `${horizon.name} to`}
          </span>
          <input
            type="range"
            aria-label="Number of steps"
            min={horizon.low}
            max={Math.min(horizon.high ?? Infinity, Math.max(MOST_BY_SLIDER, horizon.value))}
            step={1}
            value={horizon.value}
            disabled={broken}
            onChange={({ target }) => void announce(setHorizon(session, Number(target.value)))}
          />
        </label>
      )}
      {horizon !== undefined && !readOnly && (
        <StepsField key={horizon.value} horizon={horizon} disabled={broken} />
      )}
    </div>
  );
}

/** Any number of the declared range. It counts when the field is left or Enter is pressed. */
function StepsField({
  horizon: { name, value, low, high },
  disabled,
}: {
  readonly horizon: Horizon;
  readonly disabled: boolean;
}) {
  const [typed, setTyped] = useState(String(value));
  const commit = (): void => {
    if (Number(typed) === value || typed.trim() === "") setTyped(String(value));
    else if (!announce(setHorizon(session, Number(typed)))) setTyped(String(value));
  };
  return (
    <input
      type="number"
      className="field"
      aria-label="Number of steps, as a number"
      title={`${name}: ${low}${high === undefined ? " or more" : ` to ${high}`}`}
      min={low}
      {...(high !== undefined && { max: high })}
      step={1}
      value={typed}
      disabled={disabled}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={commit}
      onKeyDown={({ key }) => {
        if (key === "Enter") commit();
        if (key === "Escape") setTyped(String(value));
      }}
    />
  );
}
