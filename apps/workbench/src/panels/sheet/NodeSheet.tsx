/**
 * The sheet of the node that is selected: everything that is said of it, to be changed by mouse, keys and
 * touch. Each change is one small edit of the text. While the text is being written it stays folded.
 */
import {
  labelNode,
  nodeSheet,
  type NodeSheet as Sheet,
  renameNode,
  setNote,
} from "@cidery/core/session";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { announce } from "../../state/announce.ts";
import { session, useDocumentPart } from "../../state/document.ts";
import { setUi, useUi } from "../../state/ui.ts";
import { focusNode } from "../../canvas/focus.ts";
import { retype } from "./retype.ts";
import { Field } from "./Field.tsx";
import { Formula } from "./Formula.tsx";
import { Options } from "./Options.tsx";
import { Owner } from "./Owner.tsx";
import { Parents } from "./Parents.tsx";
import { SheetTable } from "./SheetTable.tsx";
import { SheetValues } from "./SheetValues.tsx";
import { States } from "./States.tsx";
import { useNodeTitle } from "../../widgets/useNodeTitle.ts";
import { nodeTitle } from "../../state/titles.ts";

const KINDS = ["chance", "decision", "utility"] as const;

export default function NodeSheet() {
  const selected = useDocumentPart(({ selection }) => selection.nodes);
  const good = useDocumentPart((state) => state.good);
  const broken = useDocumentPart(({ diagram }) => diagram === undefined);
  const [name] = selected.length === 1 ? selected : [];
  const sheet = useMemo(
    () => (good === undefined || name === undefined ? undefined : nodeSheet(good, name)),
    [good, name],
  );
  const open = useUi((state) => state.sheetOpen);
  const [writing, setWriting] = useWriting(name);
  if (sheet === undefined) return null;
  const shown = open && !writing;
  const title = nodeTitle(good?.diagram, sheet.name);
  return (
    <section className="node-sheet" aria-label={`Node ${title}`} onKeyDown={backToNode}>
      <h2>
        <button
          type="button"
          className="sheet-head"
          aria-expanded={shown}
          onClick={() => {
            setWriting(false);
            setUi({ sheetOpen: !shown });
          }}
        >
          {shown ? <ChevronDown size={15} /> : <ChevronRight size={15} />}
          <span className="sheet-title">{sheet.label === "" ? sheet.name : sheet.label}</span>
          <span className="faint">{sheet.kind}</span>
        </button>
      </h2>
      {!shown && <SheetValues name={sheet.name} />}
      {shown && (
        <fieldset className="sheet-body" disabled={broken} aria-label={`About ${title}`}>
          <Body sheet={sheet} />
        </fieldset>
      )}
    </section>
  );
}

/** Esc goes back to the node on the canvas. */
function backToNode(event: React.KeyboardEvent): void {
  const [name] = session.state().selection.nodes;
  if (event.key !== "Escape" || name === undefined) return;
  event.stopPropagation();
  focusNode(name);
}

/** True while the node was selected by the cursor in the text. */
function useWriting(name: string | undefined): [boolean, (writing: boolean) => void] {
  const [writing, setWriting] = useState(false);
  useEffect(() => {
    setWriting(name !== undefined && document.activeElement?.closest(".cm-editor") !== null);
  }, [name]);
  return [writing, setWriting];
}

function Body({ sheet }: { readonly sheet: Sheet }) {
  const { name, label, kind, note, elsewhere, repeated } = sheet;
  const title = useNodeTitle(name);
  return (
    <>
      {elsewhere && (
        <p className="note calm">
          {title} is declared in the file that this model extends: change it there. Numbers that are
          changed here get a line of their own.
        </p>
      )}
      {repeated && (
        <p className="note calm">{title} is one of several steps; changes are about all of them.</p>
      )}
      <div className="sheet-grid">
        <label className="sheet-cell">
          <span>Name</span>
          <Field
            value={name}
            label="Name"
            commit={(to) => to.trim() !== "" && announce(renameNode(session, name, to.trim()))}
          />
        </label>
        <label className="sheet-cell">
          <span>Label</span>
          <Field
            value={label}
            label="Label"
            placeholder="shown instead of the name"
            spellCheck
            commit={(to) => announce(labelNode(session, name, to))}
          />
        </label>
        <label className="sheet-cell">
          <span>Kind</span>
          <select
            className="field"
            aria-label="Kind"
            value={kind}
            onChange={({ target }) => retype(name, target.value as Sheet["kind"])}
          >
            {KINDS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <Owner sheet={sheet} />
      </div>
      <States sheet={sheet} />
      <Parents sheet={sheet} />
      {kind === "decision" ? <Options name={name} /> : <SheetTable sheet={sheet} />}
      {kind !== "decision" && <Formula sheet={sheet} />}
      <label className="sheet-part">
        <span className="sheet-word">Note</span>
        <Field
          value={note}
          label="Note"
          lines={note.includes("\n") ? 3 : 1}
          spellCheck
          placeholder="a comment above the line"
          commit={(to) => announce(setNote(session, name, to))}
        />
      </label>
    </>
  );
}
