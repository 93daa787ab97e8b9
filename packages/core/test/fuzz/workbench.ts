/**
 * A workbench without a page: every command by name, the hands of the canvas, sliders, tables, pins
 * and pastes, in any order, on several models. Whatever they answer is a sentence; undoing all of it
 * is the beginning, and redoing all of it the end.
 */
import type { CommandHost, Session } from "../../src/session/index.ts";
import {
  alignSelected,
  changeLinks,
  COMMANDS,
  connectedNode,
  connectInStep,
  createSession,
  exportText,
  labelNode,
  ownTable,
  pasteNodes,
  pinNodes,
  renameAt,
  retypeSelected,
  runCommand,
  setHorizon,
  setParameters,
  setProbability,
  TEXT_FORMATS,
  turnStepArrow,
} from "../../src/session/index.ts";
import { layoutDiagram } from "../../src/draw/index.ts";
import { MODEL } from "./models.ts";
import { between, mutated, pick } from "./mutated.ts";
import { NAMES } from "./sessions.ts";
import { plain, type Stream } from "./stream.ts";

const TEMPLATE = `param n = 2 in 1..9
chance S[0] : bool ~ bernoulli(0.5)
for t in 1..n {
  decision D[t] : {go, stay} sees S[t - 1]
  chance S[t] : bool ~ bernoulli(if D[t] == go then 0.75 else 0.25)
  utility U[t] = if S[t] then 1 else 0
}
`;
const TEXTS = [
  MODEL,
  TEMPLATE,
  "",
  "chance A : {x, y} ~ {x: 0.25, y: 0.75}\r\nchance B from A\r\n",
];
const COMMON = [...NAMES, "A", "B", "S[1]", "D[2]", "U[t]", "S[t - 1]"];

/** Everything a hand can do, by the word that stands for it in a script. */
const HANDS: Readonly<
  Record<string, (session: Session, a: string, b: string, number: number) => unknown>
> = {
  paste: (session, a) => pasteNodes(session, a),
  label: (session, a, b) => labelNode(session, a, b),
  cause: (session, a, _, number) => connectedNode(session, a, number % 2 === 0),
  retype: (session, _, __, number) =>
    retypeSelected(session, (["chance", "decision", "utility"] as const)[number % 3] ?? "chance"),
  links: (session, a, b) =>
    changeLinks(session, { add: [{ from: a, to: b }], cut: [{ from: b, to: a }] }),
  step: (session, a, b, number) =>
    connectInStep(session, a, b, ([undefined, "same", "later"] as const)[number % 3]),
  turn: (session, a, b, number) =>
    turnStepArrow(session, { from: a, to: b, step: number % 2 === 0 ? "same" : "later" }),
  horizon: (session, _, __, number) => setHorizon(session, (number % 12) - 2),
  slide: (session, a, b, number) =>
    setParameters(
      session,
      new Map([
        [a, number / 100],
        [b, -number],
      ]),
    ),
  cell: (session, a, _, number) =>
    setProbability(session, a, {
      row: number % 5,
      value: number % 3,
      probability: (number % 13) / 11,
    }),
  table: (session, a) => {
    const { good } = session.state();
    return good === undefined ? undefined : ownTable(good, a);
  },
  pin: (session, a, b, number) =>
    pinNodes(
      session,
      new Map([
        [a, { x: number, y: -number }],
        [b, { x: 0.1, y: 1e6 }],
      ]),
      "pin",
    ),
  align: (session, a, b, number) => {
    session.select({ nodes: [a, b] });
    const places = new Map([
      [a, { x: number, y: 1 }],
      [b, { x: 0, y: 0 }],
    ]);
    alignSelected(session, places, number % 2 === 0 ? "left" : "across");
  },
  renameAt: (session, _, b, number) => renameAt(session, number, b),
  select: (session, a, b) => session.select({ nodes: [a, b] }),
  open: (session, a) => session.open({ text: a, file: `${a}.cid` }, "open"),
  reload: (session) => session.reload(),
  export: async (session, _, __, number) => {
    const { diagram, text } = session.state();
    if (diagram === undefined) return;
    const source = {
      diagram,
      text,
      link: "https://example.org/#1",
      layout: await layoutDiagram(diagram),
    };
    for (const format of TEXT_FORMATS.slice(number % 4)) exportText(format, source);
  },
  type: (session, a, b, number) => {
    const { text } = session.state();
    const at = number % (text.length + 1);
    session.setText(text.slice(0, at) + a + text.slice(at + (number % 7)), b, "typing");
  },
};
const VERBS = [...Object.keys(HANDS), ...COMMANDS.map(({ id }) => id)];

/** The script's first line is the number of the text it begins with. */
export const workbench: Stream = {
  name: "workbench",
  share: 0.1,
  input: (random) => {
    const word = (): string => {
      const roll = random.below(12);
      return roll === 0 ? mutated(random, "chance Y from A") : pick(random, COMMON);
    };
    const lines = Array.from({ length: between(random, 1, 10) }, () =>
      [pick(random, VERBS), word(), word(), random.below(500)].join("\t").replaceAll("\n", " "),
    );
    return [random.below(TEXTS.length), ...lines].join("\n");
  },
  run: async (script) => {
    const [first, ...lines] = script.split("\n");
    const text = TEXTS[Number(first)] ?? "";
    const session = createSession({ text, file: "x.cid", now: () => 0 });
    const said: string[] = [];
    const host = pageOf(session, (message) => said.push(message));
    for (const line of lines) {
      const [verb = "", a = "", b = "", number = "0"] = line.split("\t");
      const command = COMMANDS.find(({ id }) => id === verb);
      if (command === undefined)
        said.push(reasonOf(await HANDS[verb]?.(session, a, b, Number(number))));
      else {
        session.select({ nodes: [a, b].filter((name) => name !== "") });
        runCommand(command, { session, host });
      }
      // A paste comes a moment later.
      await Promise.resolve();
      await Promise.resolve();
      said.push(...session.state().diagnostics.map(({ message }) => message));
    }
    plain(said, script);
    while (session.redo() !== undefined);
    const end = session.state().text;
    while (session.undo() !== undefined);
    // The first document of an empty session is not a step.
    const begins = text === "" && lines.some((line) => line.startsWith("open\t"));
    if (session.state().text !== text && !begins)
      throw new Error("undoing everything is not the beginning");
    while (session.redo() !== undefined);
    if (session.state().text !== end) throw new Error("redoing everything is not the end");
  },
};

/** The sentence of a refusal; empty for what was done. */
function reasonOf(result: unknown): string {
  if (typeof result !== "object" || result === null || !("reason" in result)) return "";
  return String(result.reason);
}

/** A page that shows nothing, and whose clipboard is a text. */
function pageOf(session: Session, announce: (message: string) => void): CommandHost {
  let clipboard = "chance Y from A\n";
  const answers: Partial<CommandHost> = {
    places: () =>
      new Map(session.state().good?.diagram.nodes.map(({ name }, at) => [name, { x: at, y: 0 }])),
    centreOfView: () => ({ x: 0, y: 0 }),
    readClipboard: () => Promise.resolve(clipboard),
    writeClipboard: (text) => {
      clipboard = text;
    },
    announce: (message, offer) => {
      announce(message);
      offer?.run();
    },
    cancel: () => false,
  };
  // Whatever else is asked of a page is done without an answer.
  return new Proxy(answers as CommandHost, {
    get: (host, verb) => (verb in host ? Reflect.get(host, verb) : () => undefined),
  });
}
