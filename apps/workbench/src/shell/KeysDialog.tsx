/** The keys, from the same list that acts on them; and what the pointer does. */
import { COMMANDS, showKeys } from "@cidery/core/session";
import { Dialog } from "../widgets/Dialog.tsx";
import { IS_MAC } from "../widgets/keyboard.ts";

const POINTER: readonly (readonly [string, string])[] = [
  ["Double-click empty space", "New chance node"],
  ["Drag from a node's rim", "Draw an arrow; into empty space: to a new node"],
  ["Drag a node", "Move it, and pin it there"],
  ["Double-click a node", "Rename it"],
  ["Drag over empty space", "Select what is inside"],
  ["Space and drag, or scroll", "Move the view"],
  ["Click a bar", "Observe that value"],
  ["Alt-click a bar", "Force that value"],
];

export default function KeysDialog({ close }: { readonly close: () => void }) {
  const groups = new Map<string, (typeof COMMANDS)[number][]>();
  for (const command of COMMANDS) {
    if (command.keys.length === 0) continue;
    if (/criterion[2-9]$/u.test(command.id)) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return (
    <Dialog title="Keys" close={close} className="wide">
      <p className="note calm">
        Single letters act while the diagram has the focus: click it, or reach it with Tab.
      </p>
      <div className="keys-columns">
        {[...groups].map(([group, commands]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands.map((command) => (
                <div key={command.id}>
                  <dt>
                    {command.id === "answers.criterion1"
                      ? "Show only the 1st … 9th criterion"
                      : command.title}
                  </dt>
                  <dd>
                    {command.keys.map((keys) => (
                      <span key={keys} className="keys">
                        {showKeys(keys, IS_MAC).map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </span>
                    ))}
                    {command.id === "answers.criterion1" && (
                      <span className="keys">
                        … <kbd>9</kbd>
                      </span>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>Pointer</h3>
          <dl>
            {POINTER.map(([gesture, effect]) => (
              <div key={gesture}>
                <dt>{effect}</dt>
                <dd>{gesture}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
