/**
 * The probabilities a chance node has of its own, set with sliders: the others of the row follow,
 * and of the text only the numbers change. One row at a time, chosen by the parents' values.
 */
import { showValue } from "@cidery/core";
import { ownTable, setProbability } from "@cidery/core/session";
import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { session, useDocumentPart } from "../state/document.ts";
import { announce } from "../state/announce.ts";
import { setUi } from "../state/ui.ts";
import { focusNode } from "./focus.ts";
import { percent } from "../widgets/NodeBars.tsx";
import { useNodeTitle } from "../widgets/useNodeTitle.ts";

export function TableEditor({ name }: { readonly name: string }) {
  const reading = useDocumentPart(({ diagram, good }) => diagram && good);
  const [row, setRow] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>("select, input")?.focus(), []);
  const read = reading && ownTable(reading, name);
  const close = (): void => {
    setUi({ editingTable: undefined });
    focusNode(name);
  };
  const title = useNodeTitle(name);
  if (read === undefined || !read.ok) return null;
  const { values, rows } = read.table;
  const shown = rows[row] ?? rows[0];
  const at = rows[row] === undefined ? 0 : row;
  return (
    <div
      ref={box}
      className="table-editor nodrag nopan nowheel"
      role="group"
      aria-label={`Probabilities of ${title}`}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") close();
        const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
        if (isUndo) {
          event.preventDefault();
          if (event.shiftKey) session.redo();
          else session.undo();
        }
      }}
    >
      <header>
        <b>{title}</b>
        <button type="button" className="button icon quiet" aria-label="Done" onClick={close}>
          <X size={14} />
        </button>
      </header>
      {rows.length > 1 && (
        <select
          className="field"
          aria-label="When"
          value={at}
          onChange={({ target }) => setRow(Number(target.value))}
        >
          {rows.map(({ context }, index) => (
            <option key={context.join()} value={index}>
              {context.join(", ")}
            </option>
          ))}
        </select>
      )}
      {values.map((value, index) => {
        const probability = shown?.probabilities[index] ?? 0;
        const written = showValue(value);
        return (
          <label key={written}>
            <span>{written}</span>
            <input
              type="range"
              min={0}
              max={1}
              step={0.01}
              value={probability}
              aria-label={`Probability of ${written}`}
              aria-valuetext={percent(probability)}
              onChange={({ target }) => {
                const wish = { row: at, value: index, probability: Number(target.value) };
                announce(setProbability(session, name, wish));
              }}
            />
            <output>{percent(probability)}</output>
          </label>
        );
      })}
    </div>
  );
}
