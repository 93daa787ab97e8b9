/**
 * Another kind for a node that has numbers, or needs some: what becomes of them is chosen here, with the change
 * of the text shown before it is done.
 */
import { showValue, type Value } from "@cidery/core";
import {
  afterRetype,
  type KindChoice,
  kindChoices,
  retypeKeeping,
  type RetypePlan,
} from "@cidery/core/session";
import { useMemo, useState } from "react";
import { announce } from "../state/announce.ts";
import { session, useDocument } from "../state/document.ts";
import { nodeTitle } from "../state/titles.ts";
import { setUi, toast } from "../state/ui.ts";
import { undoOffer } from "../state/offers.ts";
import { Dialog } from "../widgets/Dialog.tsx";
import { useNodeTitle } from "../widgets/useNodeTitle.ts";
import { computeNow, isStale, useNumbers } from "../worker/numbers.ts";
import { EditPreview } from "./EditPreview.tsx";

type Way = KindChoice["kind"];

export default function KindDialog({ plan }: { readonly plan: RetypePlan }) {
  const { diagram, text } = useDocument();
  const { name, kind } = plan;
  const ways = useMemo(
    () => (diagram === undefined ? [] : kindChoices(diagram, plan)),
    [diagram, plan],
  );
  const domain = diagram?.nodes[diagram.idOf(name) ?? -1]?.domain;
  const values: readonly Value[] = domain?.kind === "finite" ? domain.values : [];
  const [way, setWay] = useState<Way>(ways[0] ?? "forget");
  const [value, setValue] = useState<Value | undefined>(values[0]);
  const played = usePlayedRule(name);
  const choice = useMemo(() => choiceOf(way, value, played.rule), [way, value, played.rule]);
  const after = useMemo(() => afterRetype(session, plan, choice), [plan, choice, text]);
  const close = (): void => setUi({ retyping: undefined });
  const apply = (): void => {
    const result = retypeKeeping(session, plan, choice);
    close();
    if (announce(result)) toast(`Done: ${result.label}`, { action: undoOffer() });
  };
  return (
    <Dialog
      title={`Make ${nodeTitle(diagram, name)} a ${kind} node`}
      close={close}
      className="numbers-dialog"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (after.ok) apply();
        }}
      >
        {ways.length > 1 ? (
          <fieldset>
            <legend>What becomes of its numbers?</legend>
            {ways.map((one) => (
              <WayChoice
                key={one}
                way={one}
                chosen={way}
                choose={setWay}
                words={WORDS[one](plan)}
                played={played}
              >
                {one === "fix" && (
                  <ValueChoice
                    name={name}
                    value={value}
                    values={values}
                    choose={(picked) => {
                      setValue(picked);
                      setWay("fix");
                    }}
                  />
                )}
              </WayChoice>
            ))}
          </fieldset>
        ) : (
          <p>
            {kind === "decision"
              ? `What ${nodeTitle(diagram, name)} does is chosen from now on: its own numbers go, its arrows stay.`
              : `The numbers of ${nodeTitle(diagram, name)} cannot be kept: only its arrows stay.`}
          </p>
        )}
        <EditPreview before={text} after={after} close={close} />
      </form>
    </Dialog>
  );
}

function WayChoice({
  way,
  chosen,
  choose,
  words,
  played,
  children,
}: {
  readonly way: Way;
  readonly chosen: Way;
  readonly choose: (way: Way) => void;
  readonly words: string;
  readonly played: PlayedRule;
  readonly children: React.ReactNode;
}) {
  const isMissing = way === "played" && played.rule === undefined;
  return (
    <div className="numbers-option">
      <input
        type="radio"
        name="kind-numbers"
        id={`kind-${way}`}
        checked={way === chosen}
        disabled={isMissing}
        onChange={() => choose(way)}
      />
      <label htmlFor={`kind-${way}`}>
        {words}
        {children}
      </label>
      {isMissing && (
        <button type="button" className="link-button" onClick={() => computeNow()}>
          {played.busy ? "computing…" : "compute that first"}
        </button>
      )}
    </div>
  );
}

function ValueChoice({
  name,
  value,
  values,
  choose,
}: {
  readonly name: string;
  readonly value: Value | undefined;
  readonly values: readonly Value[];
  readonly choose: (value: Value | undefined) => void;
}) {
  const title = useNodeTitle(name);
  return (
    <select
      className="field"
      aria-label={`Value of ${title}`}
      value={value === undefined ? "" : showValue(value)}
      onChange={({ target }) => choose(values.find((one) => showValue(one) === target.value))}
    >
      {values.map((one) => (
        <option key={showValue(one)}>{showValue(one)}</option>
      ))}
    </select>
  );
}

const WORDS: Readonly<Record<Way, (plan: RetypePlan) => string>> = {
  keep: ({ kind }) =>
    kind === "utility"
      ? "Keep them: its formula, or the mean of every row"
      : "Keep them: it takes the values of its formula",
  uniform: () => "Every option equally likely, whatever is seen",
  played: () => "As it is played now",
  fix: () => "Always ",
  forget: () => "Discard them and keep only the arrows",
};

function choiceOf(
  way: Way,
  value: Value | undefined,
  rule: readonly number[] | undefined,
): KindChoice {
  if (way === "fix") return value === undefined ? { kind: "forget" } : { kind: "fix", value };
  if (way === "played") return rule === undefined ? { kind: "uniform" } : { kind: "played", rule };
  return { kind: way };
}

interface PlayedRule {
  readonly rule: readonly number[] | undefined;
  readonly busy: boolean;
}

/** The rule on screen, where it is of this very model. */
function usePlayedRule(name: string): PlayedRule {
  const state = useNumbers();
  const { diagram } = useDocument();
  const table = state.result?.policies.find(({ decision }) => decision === name);
  const isNow = table !== undefined && table.set === undefined && !isStale(state, diagram);
  const rule = useMemo(() => table?.rows.flatMap(({ distribution }) => distribution), [table]);
  return { rule: isNow ? rule : undefined, busy: state.busy !== undefined };
}
