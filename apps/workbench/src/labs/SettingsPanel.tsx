/** A slider and a number field for every parameter, with unit, range and where it comes from. */
import type { Lab, LabParameter } from "@cidery/core/lab";
import { Dices, RotateCcw } from "lucide-react";
import { useId, useState } from "react";
import { useShallow } from "zustand/shallow";
import { FIRST_SEED, MOST_RUNS, troubleWith } from "../state/labLink.ts";
import { labStore, linkOf } from "./labStore.ts";
import { ProvenanceBadge, ProvenanceKey } from "./ProvenanceBadge.tsx";
import { written } from "./write.ts";

const NOTCHES = 200;

export function SettingsPanel({ lab }: { readonly lab: Lab }) {
  const store = labStore(lab);
  const { settings, seed, runs, full } = store(useShallow(linkOf));
  const set = (name: string, value: number): void =>
    store.setState({ settings: { ...store.getState().settings, [name]: value } });
  const changed = lab.parameters.filter(({ name, initial }) => settings[name] !== initial);
  return (
    <div className="lab-settings">
      <div className="lab-chance">
        <WholeField
          label="Seed"
          value={seed}
          most={Number.MAX_SAFE_INTEGER}
          set={(value) => store.setState({ seed: value })}
        />
        <button
          type="button"
          className="button icon"
          aria-label="Next seed"
          title="Next seed"
          onClick={() => store.setState({ seed: seed + 1 })}
        >
          <Dices size={16} aria-hidden="true" />
        </button>
        <WholeField
          label="Runs"
          value={runs}
          most={MOST_RUNS}
          set={(value) => store.setState({ runs: value })}
        />
      </div>
      <p className="faint">
        The same seed gives the same run. Results are of {runs === 1 ? "seed" : "seeds"} {seed}
        {runs > 1 && ` to ${seed + runs - 1}`}.
      </p>
      <label className="check">
        <input
          type="checkbox"
          checked={full}
          onChange={({ target }) => store.setState({ full: target.checked })}
        />
        check claims with more draws, where they draw (slower)
      </label>
      <ul>
        {lab.parameters.map((parameter) => (
          <li key={parameter.name}>
            <Field
              parameter={parameter}
              value={settings[parameter.name] ?? parameter.initial}
              set={(value) => set(parameter.name, value)}
            />
          </li>
        ))}
      </ul>
      {lab.parameters.length === 0 && <p className="faint">This lab has no parameters.</p>}
      <button
        type="button"
        className="button"
        disabled={changed.length === 0 && seed === FIRST_SEED}
        onClick={() => {
          const initial = lab.parameters.map((one) => [one.name, one.initial] as const);
          store.setState({ settings: Object.fromEntries(initial), seed: FIRST_SEED });
        }}
      >
        <RotateCcw size={14} aria-hidden="true" /> Reset all
      </button>
      <ProvenanceKey />
    </div>
  );
}

interface FieldProps {
  readonly parameter: LabParameter;
  readonly value: number;
  readonly set: (value: number) => void;
}

/** What is not a quantity is chosen, everything else set. */
function Field(props: FieldProps) {
  return props.parameter.choices === undefined ? (
    <ParameterField {...props} />
  ) : (
    <ChoiceField {...props} />
  );
}

function ChoiceField({ parameter, value, set }: FieldProps) {
  const id = useId();
  const { name, title, range, choices = [], provenance } = parameter;
  return (
    <div className="lab-parameter" data-parameter={name}>
      <div className="lab-parameter-head">
        <label htmlFor={id}>{title}</label>
        <ProvenanceBadge provenance={provenance} />
      </div>
      <select
        id={id}
        className="field"
        value={value}
        onChange={({ target }) => set(Number(target.value))}
      >
        {choices.map((choice, i) => (
          <option key={choice} value={range[0] + i}>
            {choice}
          </option>
        ))}
      </select>
    </div>
  );
}

function ParameterField({ parameter, value, set }: FieldProps) {
  const id = useId();
  const { name, title, unit, range, whole, initial, provenance } = parameter;
  const [low, high] = range;
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const trouble =
    draft === undefined
      ? undefined
      : troubleWith(parameter, draft.trim() === "" ? Number.NaN : Number(draft));
  // Ranges over several powers of ten are walked in equal ratios.
  const ratios = low > 0 && high / low >= 500;
  const notch = ratios
    ? (Math.log(value / low) / Math.log(high / low)) * NOTCHES
    : ((value - low) / (high - low)) * NOTCHES;
  const valueAt = (at: number): number => {
    const exact = ratios
      ? low * (high / low) ** (at / NOTCHES)
      : low + ((high - low) * at) / NOTCHES;
    if (whole === true) return Math.round(ratios ? Number(exact.toPrecision(2)) : exact);
    return Number(exact.toPrecision(3));
  };
  const steps = whole === true && !ratios && high - low <= NOTCHES;
  return (
    <div className="lab-parameter" data-parameter={name}>
      <div className="lab-parameter-head">
        <label htmlFor={id}>{title}</label>
        <ProvenanceBadge provenance={provenance} />
      </div>
      <div className="lab-parameter-line">
        <input
          type="range"
          aria-label={`${title}, slider`}
          aria-valuetext={`${written(value)} ${unit}`}
          min={steps ? low : 0}
          max={steps ? high : NOTCHES}
          step={1}
          value={steps ? value : Math.round(notch)}
          onChange={({ target }) => {
            setDraft(undefined);
            const at = Number(target.value);
            set(steps ? at : Math.min(high, Math.max(low, valueAt(at))));
          }}
        />
        <input
          id={id}
          className="field"
          inputMode="decimal"
          aria-invalid={trouble !== undefined}
          aria-describedby={`${id}-about`}
          value={draft ?? String(value)}
          onChange={({ target }) => {
            setDraft(target.value);
            const next = target.value.trim() === "" ? Number.NaN : Number(target.value);
            if (troubleWith(parameter, next) === undefined) set(next);
          }}
          onBlur={() => setDraft(undefined)}
        />
      </div>
      <p id={`${id}-about`} className={trouble === undefined ? "faint" : "lab-trouble"}>
        {trouble ?? (
          <>
            <code>{name}</code> {written(low)} … {written(high)} {unit}
            {value !== initial && (
              <>
                {" · "}
                <button type="button" className="link-button" onClick={() => set(initial)}>
                  back to {written(initial)}
                </button>
              </>
            )}
          </>
        )}
      </p>
    </div>
  );
}

function WholeField({
  label,
  value,
  most,
  set,
}: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly set: (value: number) => void;
}) {
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const fits = (text: string): boolean =>
    /^\d+$/u.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
  return (
    <label className="lab-whole">
      <span>{label}</span>
      <input
        className="field"
        inputMode="numeric"
        aria-invalid={draft !== undefined && !fits(draft)}
        value={draft ?? String(value)}
        onChange={({ target }) => {
          setDraft(target.value);
          if (fits(target.value)) set(Number(target.value));
        }}
        onBlur={() => setDraft(undefined)}
      />
    </label>
  );
}
