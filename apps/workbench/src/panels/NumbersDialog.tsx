/**
 * A change of structure that touches numbers: what becomes of them is chosen here, with the text
 * after it shown before it is done. The numbers are kept unless one says otherwise.
 */
import { type InfluenceDiagram, showValue, type Value } from "@cidery/core";
import {
  afterCut,
  arrowsWithNumbers,
  cutKeeping,
  cutLabel,
  type CutPlan,
  type NumbersChoice,
} from "@cidery/core/session";
import { useMemo, useState } from "react";
import { session, useDocument } from "../state/document.ts";
import { announce } from "../state/announce.ts";
import { nodeTitle } from "../state/titles.ts";
import { setUi, toast } from "../state/ui.ts";
import { undoOffer } from "../state/offers.ts";
import { Dialog } from "../widgets/Dialog.tsx";
import { EditPreview } from "./EditPreview.tsx";
import { type PlayedWeights, usePlayedWeights } from "./usePlayedWeights.ts";

type Way = "uniform" | "played" | "fix" | "forget";

export default function NumbersDialog({
  plan,
  whenDone,
}: {
  readonly plan: CutPlan;
  readonly whenDone: (() => void) | undefined;
}) {
  const { diagram, text } = useDocument();
  const arrows = useMemo(
    () => (diagram === undefined ? [] : arrowsWithNumbers(diagram, plan)),
    [diagram, plan],
  );
  const parents = [...new Set(arrows.map(({ from }) => from))];
  const heads = [...new Set(arrows.map(({ to }) => to))];
  const [way, setWay] = useState<Way>("uniform");
  const [picked, setPicked] = useState<ReadonlyMap<string, Value>>(new Map());
  const played = usePlayedWeights(parents);
  const valuesOf = valuesIn(diagram);
  const choice = choiceOf(way, parents, { picked, played: played.weights, valuesOf });
  const after = useMemo(() => afterCut(session, plan, choice), [plan, choice, text]);
  const words = cutLabel(diagram, plan);
  const close = (): void => setUi({ cutPlan: undefined });
  const apply = (): void => {
    const result = cutKeeping(session, plan, choice);
    close();
    if (announce(result)) {
      whenDone?.();
      toast(`Done: ${words}`, {
        action: undoOffer(),
      });
    }
  };
  return (
    <Dialog title={sentenceCase(words)} close={close} className="numbers-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (after.ok) apply();
        }}
      >
        {arrows.length > 0 && (
          <Ways
            called={(name) => nodeTitle(diagram, name)}
            parents={parents}
            heads={heads}
            way={way}
            setWay={setWay}
            picked={picked}
            setPicked={setPicked}
            played={played}
            valuesOf={valuesOf}
          />
        )}
        <EditPreview before={text} after={after} close={close} />
      </form>
    </Dialog>
  );
}

interface WaysProps {
  readonly called: (name: string) => string;
  readonly parents: readonly string[];
  readonly heads: readonly string[];
  readonly way: Way;
  readonly setWay: (way: Way) => void;
  readonly picked: ReadonlyMap<string, Value>;
  readonly setPicked: (picked: ReadonlyMap<string, Value>) => void;
  readonly played: PlayedWeights;
  readonly valuesOf: (name: string) => readonly Value[];
}

/** The ways to go on with the numbers, the one that keeps most of them first. */
function Ways({
  called,
  parents,
  heads,
  way,
  setWay,
  picked,
  setPicked,
  played,
  valuesOf,
}: WaysProps) {
  const those = parents.map(called).join(" and ");
  const these = heads.map(called).join(" and ");
  return (
    <fieldset>
      <legend>
        {these} {heads.length === 1 ? "has" : "have"} numbers that depend on {those}. What becomes
        of them?
      </legend>
      <Option way="uniform" chosen={way} choose={setWay}>
        Average out {those}, every value equally likely
      </Option>
      <Option way="played" chosen={way} choose={setWay} disabled={played.weights === undefined}>
        Average out {those}, as likely as now played
        {played.compute !== undefined && (
          <button type="button" className="link-button" onClick={played.compute}>
            {played.busy ? "computing…" : "compute that first"}
          </button>
        )}
      </Option>
      <Option way="fix" chosen={way} choose={setWay}>
        As if
        {parents.map((name) => (
          <label key={name}>
            {" "}
            {called(name)} ={" "}
            <select
              className="field"
              aria-label={`Value of ${called(name)}`}
              value={showValue(picked.get(name) ?? valuesOf(name)[0] ?? "")}
              onChange={({ target }) => {
                const value = valuesOf(name).find((one) => showValue(one) === target.value);
                if (value !== undefined) setPicked(new Map(picked).set(name, value));
                setWay("fix");
              }}
            >
              {valuesOf(name).map((value) => (
                <option key={showValue(value)}>{showValue(value)}</option>
              ))}
            </select>
          </label>
        ))}
      </Option>
      <Option way="forget" chosen={way} choose={setWay}>
        Forget the numbers of {these}: only the arrows stay
      </Option>
    </fieldset>
  );
}

function valuesIn(diagram: InfluenceDiagram | undefined): (name: string) => readonly Value[] {
  return (name) => {
    const domain = diagram?.nodes[diagram.idOf(name) ?? -1]?.domain;
    return domain?.kind === "finite" ? domain.values : [];
  };
}

function choiceOf(
  way: Way,
  parents: readonly string[],
  {
    picked,
    played,
    valuesOf,
  }: {
    readonly picked: ReadonlyMap<string, Value>;
    readonly played: ReadonlyMap<string, readonly number[]> | undefined;
    readonly valuesOf: (name: string) => readonly Value[];
  },
): NumbersChoice {
  if (way === "forget") return { kind: "forget" };
  if (way === "played" && played !== undefined) return { kind: "average", weights: played };
  if (way !== "fix") return { kind: "average" };
  return {
    kind: "fix",
    values: new Map(
      parents.flatMap((name) => {
        const value = picked.get(name) ?? valuesOf(name)[0];
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  };
}

function Option({
  way,
  chosen,
  choose,
  disabled = false,
  children,
}: {
  readonly way: Way;
  readonly chosen: Way;
  readonly choose: (way: Way) => void;
  readonly disabled?: boolean;
  readonly children: React.ReactNode;
}) {
  return (
    <div className="numbers-option">
      <input
        type="radio"
        name="numbers"
        id={`numbers-${way}`}
        checked={way === chosen}
        disabled={disabled}
        onChange={() => choose(way)}
      />
      <label htmlFor={`numbers-${way}`}>{children}</label>
    </div>
  );
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
