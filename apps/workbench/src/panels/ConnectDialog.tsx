/**
 * The other end of an arrow, chosen by name: type a part of it, Enter draws the arrow. What cannot be drawn
 * says why.
 */
import { connectNodes } from "@cidery/core/session";
import { useState } from "react";
import { focusNode } from "../canvas/focus.ts";
import { announce } from "../state/announce.ts";
import { session, useDocumentPart } from "../state/document.ts";
import { nodeTitle } from "../state/titles.ts";
import { setUi } from "../state/ui.ts";
import { Dialog } from "../widgets/Dialog.tsx";

export default function ConnectDialog({ from }: { readonly from: string }) {
  const diagram = useDocumentPart((state) => state.diagram);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const id = diagram?.idOf(from);
  const found = (diagram?.nodes ?? []).filter(
    (node) =>
      node.id !== id &&
      (id === undefined || diagram?.graph.hasEdge(id, node.id) !== true) &&
      `${node.name} ${diagram?.titleOf(node.id) ?? ""}`
        .toLowerCase()
        .includes(typed.trim().toLowerCase()),
  );
  const close = (): void => setUi({ connecting: undefined });
  const draw = (to: string | undefined): void => {
    if (to === undefined) return;
    close();
    announce(connectNodes(session, from, to));
    focusNode(from);
  };
  const chosen = Math.min(at, found.length - 1);
  return (
    <Dialog
      title={`Arrow from ${nodeTitle(diagram, from)} to…`}
      close={close}
      className="connect-dialog"
    >
      <input
        className="field"
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls="connect-list"
        aria-activedescendant={found[chosen] && `connect-${chosen}`}
        aria-label="Name of the node"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (step !== 0) {
            event.preventDefault();
            setAt((chosen + step + found.length) % Math.max(1, found.length));
          }
          if (event.key === "Enter") {
            event.preventDefault();
            draw(found[chosen]?.name);
          }
        }}
      />
      <ul id="connect-list" role="listbox" aria-label="Nodes" className="connect-list">
        {found.map((node, index) => (
          <li
            key={node.name}
            id={`connect-${index}`}
            role="option"
            aria-selected={index === chosen}
            onPointerEnter={() => setAt(index)}
            onClick={() => draw(node.name)}
          >
            <span>{diagram?.titleOf(node.id)}</span>
            <span className="faint">
              {diagram?.labelOf(node.id) === undefined ? node.kind : `${node.name} · ${node.kind}`}
            </span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="faint">No node of that name that could be joined.</p>}
    </Dialog>
  );
}
