/** The field in which a node is renamed: Enter or leaving it keeps the name, Escape does not. */
import { useEffect, useRef, useState } from "react";
import { renameNode } from "cidery";
import { session } from "../document.ts";
import { setUi, toast } from "../ui.ts";
import { focusNode } from "./focus.ts";

export function NameField({ name }: { readonly name: string }) {
  const [value, setValue] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  function finish(keep: boolean, stay: boolean): void {
    if (done.current) return;
    done.current = true;
    setUi({ renaming: undefined });
    const wanted = value.trim();
    let shown = name;
    if (keep && wanted !== "" && wanted !== name) {
      const result = renameNode(session, name, wanted);
      if (result.ok) shown = result.name ?? wanted;
      else toast(result.reason, { tone: "trouble" });
    }
    if (stay) focusNode(shown);
  }

  return (
    <input
      ref={field}
      className="name-field nodrag nopan"
      aria-label={`New name of ${name}`}
      value={value}
      size={Math.max(4, value.length)}
      spellCheck={false}
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
