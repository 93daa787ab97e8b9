/**
 * For fingers: the values of the selected node with their probabilities, large enough to be touched.
 * Bars under nodes are a few pixels high on a phone, where the sheet is folded; a touch here observes a
 * value or sets it, whichever is chosen.
 */
import { showValue } from "@cidery/core";
import { Eye, Zap } from "lucide-react";
import { useState } from "react";
import { percent } from "../../widgets/NodeBars.tsx";
import { toggleEvidence, useNumbers } from "../../worker/numbers.ts";
import { useNodeTitle } from "../../widgets/useNodeTitle.ts";

export function SheetValues({ name }: { readonly name: string }) {
  const belief = useNumbers(({ result }) => result?.beliefs.get(name));
  const observed = useNumbers((state) => state.observed.get(name));
  const forced = useNumbers((state) => state.forced.get(name));
  const [sets, setSets] = useState(false);
  const title = useNodeTitle(name);
  if (belief === undefined) return null;
  const seen = observed === undefined ? undefined : showValue(observed);
  const held = forced === undefined ? undefined : showValue(forced);
  return (
    <div className="sheet-values" role="group" aria-label={`Values of ${title}`}>
      <button
        type="button"
        className="button small"
        aria-pressed={sets}
        title={sets ? "A touch sets a value" : "A touch observes a value"}
        onClick={() => setSets(!sets)}
      >
        {sets ? <Zap size={14} aria-hidden="true" /> : <Eye size={14} aria-hidden="true" />}
        {sets ? "Set" : "Observe"}
      </button>
      {belief.values.map((value, index) => {
        const text = showValue(value);
        const is = text === held ? "forced" : text === seen ? "observed" : "";
        const verb = sets ? `Set ${title} to ${text}` : `Observe ${title} = ${text}`;
        return (
          <button
            key={text}
            type="button"
            className={`value-chip ${is}`}
            aria-pressed={is !== ""}
            aria-label={`${verb}, now ${percent(belief.probabilities[index] ?? 0)}`}
            onClick={() => toggleEvidence(name, value, sets)}
          >
            {text} <b>{percent(belief.probabilities[index] ?? 0)}</b>
          </button>
        );
      })}
    </div>
  );
}
