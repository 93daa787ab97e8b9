/** Gestures of the canvas on a session: undoing all of them is the beginning. */
import {
  connectNodes,
  createNode,
  createSession,
  cycleOwner,
  deleteSelected,
  removeLinks,
  renameNode,
  setParameter,
} from "../../src/session/index.ts";
import { MODEL } from "./models.ts";
import { between, pick } from "./mutated.ts";
import { plain, type Stream } from "./stream.ts";

export const NAMES = [
  "S",
  "D",
  "X",
  "U",
  "V",
  "N[1]",
  "N[t]",
  "N",
  "odd name",
  "",
  "for",
  "a b",
  "é",
  "__proto__",
  "none",
];

/** A session's gestures, written down as `name a b`. */
export const session: Stream = {
  name: "session",
  share: 0.06,
  input: (random) => {
    const verbs = [
      "create",
      "connect",
      "rename",
      "delete",
      "unlink",
      "owner",
      "parameter",
      "undo",
      "redo",
      "type",
    ];
    return Array.from({ length: between(random, 1, 8) }, () =>
      [pick(random, verbs), pick(random, NAMES), pick(random, NAMES), random.below(500)].join("\t"),
    ).join("\n");
  },
  run: (script) => {
    const it = createSession({ text: MODEL, now: () => 0 });
    const said: string[] = [];
    const note = (result: { readonly ok: boolean; readonly reason?: string } | undefined): void => {
      if (result?.reason !== undefined) said.push(result.reason);
    };
    for (const line of script.split("\n")) {
      const [verb = "", a = "", b = "", number = "0"] = line.split("\t");
      if (verb === "create") note(createNode(it, "chance", { parent: a }));
      else if (verb === "connect") note(connectNodes(it, a, b));
      else if (verb === "rename") note(renameNode(it, a, b));
      else if (verb === "unlink") note(removeLinks(it, [{ from: a, to: b }]));
      else if (verb === "parameter")
        note(setParameter(it, a === "" ? "p" : a, Number(number) / 100));
      else if (verb === "undo") it.undo();
      else if (verb === "redo") it.redo();
      else if (verb === "type") {
        const { text } = it.state();
        const at = Number(number) % (text.length + 1);
        it.setText(text.slice(0, at) + b + text.slice(at), "type");
      } else {
        it.select({ nodes: [a] });
        if (verb === "delete") note(deleteSelected(it));
        else note(cycleOwner(it));
      }
    }
    plain(said, script);
    while (it.undo() !== undefined);
    if (it.state().text !== MODEL) throw new Error("undoing everything is not the beginning");
  },
};
