/** What a node depends on, or sees: an arrow is cut or drawn; numbers are kept, or somebody is asked. */
import { changeLinks, connectNodes, type NodeSheet } from "@cidery/core/session";
import { X } from "lucide-react";
import { announce } from "../../state/announce.ts";
import { session, useDocumentPart } from "../../state/document.ts";
import { nodeTitle } from "../../state/titles.ts";

export function Parents({ sheet: { name, kind, parents } }: { readonly sheet: NodeSheet }) {
  const diagram = useDocumentPart(({ good }) => good?.diagram);
  const others = diagram?.nodes.map((node) => node.name) ?? [];
  const possible = others.filter((one) => one !== name && !parents.includes(one));
  const cut = (from: string): void =>
    void announce(changeLinks(session, { cut: [{ from, to: name }], add: [] }));
  return (
    <div className="sheet-part">
      <span className="sheet-word">{kind === "decision" ? "Sees" : "Depends on"}</span>
      <ul className="sheet-parents">
        {parents.map((parent) => (
          <li key={parent} className="chip">
            {nodeTitle(diagram, parent)}
            <button
              type="button"
              className="button icon quiet"
              aria-label={`Cut the arrow from ${nodeTitle(diagram, parent)}`}
              title={`Cut ${nodeTitle(diagram, parent)} → ${nodeTitle(diagram, name)}`}
              onClick={() => cut(parent)}
            >
              <X size={13} />
            </button>
          </li>
        ))}
        {possible.length > 0 && (
          <li>
            <select
              className="field"
              aria-label={`Draw an arrow to ${nodeTitle(diagram, name)} from`}
              value=""
              onChange={({ target }) => {
                if (target.value !== "") announce(connectNodes(session, target.value, name));
              }}
            >
              <option value="">+ arrow from…</option>
              {possible.map((one) => (
                <option key={one} value={one}>
                  {nodeTitle(diagram, one)}
                </option>
              ))}
            </select>
          </li>
        )}
      </ul>
    </div>
  );
}
