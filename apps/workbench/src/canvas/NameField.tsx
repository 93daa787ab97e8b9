/**
 * The field in which a node is renamed, or gets its display text: Enter or leaving it keeps what
 * is written, Escape does not.
 */
import { useEffect, useRef, useState } from "react";
import { type DiagramNode } from "@cidery/core";
import { labelNode, renameNode } from "@cidery/core/session";
import { session } from "../state/document.ts";
import { setUi, toast } from "../state/ui.ts";
import { focusNode } from "./focus.ts";

export function NameField({
  node: { name, label },
  of,
}: {
  readonly node: DiagramNode;
  readonly of: "name" | "label";
}) {
  const before = of === "name" ? name : (label ?? "");
  const [value, setValue] = useState(before);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  function finish(keep: boolean, stay: boolean): void {
    if (done.current) return;
    done.current = true;
    setUi({ renaming: undefined, labelling: undefined });
    const wanted = value.trim();
    let shown = name;
    if (keep && wanted !== before && (of === "label" || wanted !== "")) {
      const result =
        of === "label" ? labelNode(session, name, wanted) : renameNode(session, name, wanted);
      if (!result.ok) toast(result.reason, { tone: "trouble" });
      else if (of === "name") shown = result.name ?? wanted;
    }
    if (stay) focusNode(shown);
  }

  return (
    <input
      ref={field}
      className="name-field nodrag nopan"
      aria-label={of === "name" ? `New name of ${name}` : `Label of ${name}; empty for none`}
      placeholder={of === "label" ? "label" : undefined}
      value={value}
      size={Math.max(4, value.length)}
      spellCheck={of === "label"}
      onChange={(event) => setValue(event.target.value)}
      onBlur={() => finish(true, false)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") finish(true, true);
        if (event.key === "Escape") finish(false, true);
      }}
    />
  );
}
