/**
 * The values of a node: renamed in place, taken away, one added behind. Once numbers are computed each can
 * be observed or set here, too, which a finger can do.
 */
import { type NodeSheet, setStates, type StateWish } from "@cidery/core/session";
import { Eye, Plus, X, Zap } from "lucide-react";
import { useRef } from "react";
import { showValue } from "@cidery/core";
import { announce } from "../../state/announce.ts";
import { session } from "../../state/document.ts";
import { focusLater } from "../../widgets/lateFocus.ts";
import { toggleEvidence, useNumbers } from "../../worker/numbers.ts";
import { Field } from "./Field.tsx";
import { useNodeTitle } from "../../widgets/useNodeTitle.ts";

export function States({ sheet }: { readonly sheet: NodeSheet }) {
  const list = useRef<HTMLUListElement>(null);
  const { name, kind, states = [], domain } = sheet;
  const title = useNodeTitle(name);
  if (kind === "utility") return null;
  const set = (wishes: readonly StateWish[]): boolean => announce(setStates(session, name, wishes));
  const all = states.map((text, was): StateWish => ({ text, was }));
  const add = (): void => {
    const wish =
      all.length === 0 ? [{ text: "no" }, { text: "yes" }] : [...all, { text: fresh(states) }];
    if (!set(wish)) return;
    // What is new is to be named at once.
    focusLater(() => {
      const fields = list.current?.querySelectorAll<HTMLInputElement>("input");
      fields?.[fields.length - 1]?.focus();
      return true;
    });
  };
  return (
    <div className="sheet-part">
      <span className="sheet-word">{kind === "decision" ? "Options" : "States"}</span>
      {domain !== "" && <span className="faint">{domain}</span>}
      <ul className="sheet-states" ref={list}>
        {states.map((text, at) => (
          // By place: a value that is renamed keeps its field, and the focus in it.
          <li key={at}>
            <Field
              value={text}
              label={`Value ${at + 1} of ${title}`}
              commit={(to) => set(all.map((one, i) => (i === at ? { ...one, text: to } : one)))}
            />
            <Evidence name={name} text={text} />
            {states.length > 1 && (
              <button
                type="button"
                className="button icon quiet"
                aria-label={`Remove the value ${text}`}
                title={`Remove ${text}`}
                onClick={() => set(all.filter((_, i) => i !== at))}
              >
                <X size={14} />
              </button>
            )}
          </li>
        ))}
        <li>
          <button type="button" className="button small" onClick={add}>
            <Plus size={13} /> {states.length === 0 ? "Values" : "Value"}
          </button>
        </li>
      </ul>
    </div>
  );
}

/** A name that no value has; the next number where they count up. */
function fresh(states: readonly string[]): string {
  const last = Number(states.at(-1));
  if (states.every((text) => text.trim() !== "" && Number.isFinite(Number(text)))) {
    for (let next = last + 1; ; next++) if (!states.includes(String(next))) return String(next);
  }
  for (let i = states.length + 1; ; i++) if (!states.includes(`value${i}`)) return `value${i}`;
}

/** Observe it, or set it: two buttons that say whether it is. */
function Evidence({ name, text }: { readonly name: string; readonly text: string }) {
  const belief = useNumbers(({ result }) => result?.beliefs.get(name));
  const observed = useNumbers((state) => state.observed.get(name));
  const forced = useNumbers((state) => state.forced.get(name));
  const value = belief?.values.find((one) => showValue(one) === text);
  const title = useNodeTitle(name);
  if (value === undefined) return null;
  const isSeen = observed !== undefined && showValue(observed) === text;
  const isSet = forced !== undefined && showValue(forced) === text;
  return (
    <>
      <button
        type="button"
        className="button icon quiet"
        aria-pressed={isSeen}
        aria-label={`Observe ${title} = ${text}`}
        title={`Observe ${title} = ${text}`}
        onClick={() => toggleEvidence(name, value, false)}
      >
        <Eye size={14} />
      </button>
      <button
        type="button"
        className="button icon quiet"
        aria-pressed={isSet}
        aria-label={`Set ${title} to ${text}`}
        title={`Set ${title} to ${text}, whatever makes it`}
        onClick={() => toggleEvidence(name, value, true)}
      >
        <Zap size={14} />
      </button>
    </>
  );
}
