/** The mechanism as it is written; what cannot be read is said under it, and nothing is done. */
import { type NodeSheet, setFormula } from "@cidery/core/session";
import { useState } from "react";
import { session } from "../../state/document.ts";
import { Field } from "./Field.tsx";
import { useNodeTitle } from "../../widgets/useNodeTitle.ts";

export function Formula({ sheet: { name, formula } }: { readonly sheet: NodeSheet }) {
  const [wrong, setWrong] = useState<string>();
  const title = useNodeTitle(name);
  const [open, setOpen] = useState(false);
  return (
    <div className="sheet-part">
      <button
        type="button"
        className="fold"
        aria-expanded={open}
        onClick={() => setOpen((before) => !before)}
      >
        Formula <span aria-hidden="true">{open ? "▾" : "▸"}</span>
      </button>
      {!open && formula !== "" && <code className="sheet-formula">{formula}</code>}
      {open && (
        <Field
          value={formula}
          label={`Formula of ${title}`}
          lines={Math.min(8, Math.max(2, formula.split("\n").length))}
          className="mono"
          placeholder="~ bernoulli(0.3), or = 2 * X"
          commit={(text) => {
            const result = setFormula(session, name, text);
            setWrong(result.ok ? undefined : result.reason);
            return result.ok;
          }}
        />
      )}
      {open && wrong !== undefined && (
        <p className="note bad" role="alert">
          {wrong}.
        </p>
      )}
    </div>
  );
}
