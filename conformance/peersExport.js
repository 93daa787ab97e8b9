/** The worker of `peers.js`: one model's exports, with what Cidery answers about each. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parentPort } from "node:worker_threads";
import { loadModel } from "../packages/core/dist/index.js";
import { FORMATS, readModelFile } from "../packages/core/dist/doors/formats.js";
import { beliefs, solveSingleAgent } from "../packages/core/dist/doors/solve.js";
import { decodeBytes } from "../packages/core/dist/doors/text.js";

/** Which peers read what, and what they are asked. */
const READERS = [
  ["bif", "pyAgrum", networkAnswer],
  ["bif", "pgmpy", networkAnswer],
  ["xmlbif", "pyAgrum", (model) => (model.acts ? diagramAnswer(model) : networkAnswer(model))],
  ["xmlbif", "pgmpy", networkAnswer],
  ["net", "pyAgrum", networkAnswer],
  ["python", "PyCID", pycidAnswer],
  ["nfg", "pygambit", tableAnswer],
  ["efg", "pygambit", treeAnswer],
];

/** Tables of more numbers take the peers' readers, or the memory of this machine, too far. */
const MOST_CELLS = 1_000_000;
/** How many profiles of a table are compared one by one. */
const MOST_PROFILES = 4096;
/** How long the best policy is searched for, ms. */
const SOLVING = 3_000;

/** What keeps a model from being compared; `skipped` where a more patient run would. */
class Incomparable extends Error {
  constructor(message, skipped = false) {
    super(message);
    this.skipped = skipped;
  }
}

parentPort.on("message", ({ source, home }) => parentPort.postMessage(rowsOf(source, home)));

function rowsOf(source, home) {
  let model;
  try {
    model = modelOf(source);
  } catch (error) {
    if (!(error instanceof Incomparable)) throw error;
    return [{ format: "", peer: "", why: error.message }];
  }
  return READERS.map(([format, peer, ask]) => {
    try {
      const answer = ask(model);
      return { format, peer, file: written(model, format, home), ...answer };
    } catch (error) {
      const { message, skipped = false } = error;
      return { format, peer, why: message, ...(skipped ? { skipped } : {}) };
    }
  });
}

/** A model, and what several readers ask about it, computed once. */
function modelOf(path) {
  const diagram = read(path);
  const open = diagram.nodes.filter(
    ({ kind, mechanism }) => kind !== "decision" && mechanism.kind === "unspecified",
  );
  const exports = new Map();
  return {
    diagram,
    name: basename(path)
      .replace(/\.gz$/u, "")
      .replaceAll(/[^\w.-]/gu, "_")
      .replace(/\.\w+$/u, ""),
    open: open.length > 0,
    acts: diagram.nodes.some(({ kind }) => kind !== "chance"),
    cells: diagram.nodes.reduce((sum, { mechanism }) => sum + (mechanism.entries?.length ?? 2), 0),
    atRandom: once(() => atRandom(diagram)),
    text: (id) => {
      if (!exports.has(id)) exports.set(id, FORMATS.find((one) => one.id === id).write(diagram));
      return exports.get(id);
    },
  };
}

function written(model, id, home) {
  const text = exportOf(model, id);
  const ending = id === "xmlbif" ? ".bifxml" : FORMATS.find((one) => one.id === id).endings[0];
  writeFileSync(join(home, `${model.name}${ending}`), text);
  return `${model.name}${ending}`;
}

function exportOf(model, id) {
  const text = model.text(id);
  if (text.ok) return text.value;
  throw new Incomparable(`not written: ${errorOf(text)}`);
}

function networkAnswer(model) {
  if (model.acts) throw new Incomparable("not a network: there are decisions or utilities");
  return { reader: "network", answer: named(model, marginalsOf) };
}

/** Everything when decisions are random, and the value of the best policy where Cidery proves one in time. */
function diagramAnswer(model) {
  const { diagram } = model;
  if (diagram.agents.length > 1) throw new Incomparable("several agents");
  const answer = { ...named(model, marginalsOf), utilities: named(model, expectationsOf) };
  try {
    const solution = solveSingleAgent(diagram, undefined, {
      brief: true,
      timeLimit: SOLVING,
      clock: () => performance.now(),
    });
    if (solution.optimal) answer.value = [...solution.value.values()][0];
  } catch (error) {
    answer.noValue = error.message;
  }
  return { reader: "diagram", answer };
}

function pycidAnswer(model) {
  const { nodes } = model.diagram;
  if (nodes.length > 25) throw new Incomparable("more than 25 variables: PyCID takes hours", true);
  if (nodes.some(({ parents }) => parents.length > 7))
    throw new Incomparable("a variable of more than 7 parents: PyCID takes hours", true);
  const found = random(model);
  const answer = nodes.map(({ id, name, kind, domain }) => [
    name,
    kind === "utility"
      ? { expectation: found.expectations.get(id) }
      : { values: domain.values.map((value, i) => [value, found.marginals[id][i]]) },
  ]);
  return { reader: "pycid", answer: Object.fromEntries(answer) };
}

/** What every profile of pure strategies pays. */
function tableAnswer(model) {
  const { result } = readModelFile({ name: "x.nfg", text: exportOf(model, "nfg") });
  const game = result.ok ? result.value.game?.game : undefined;
  if (game === undefined) throw new Incomparable("not read again");
  const profiles = game.payoffs[0].length;
  if (profiles > MOST_PROFILES) throw new Incomparable(`${profiles} profiles`, true);
  const sizes = game.strategies.map((list) => list.length);
  return { reader: "table", answer: { sizes, payoffs: game.payoffs.map((tensor) => [...tensor]) } };
}

/** What each player of a tree can expect when every one plays at random wherever it moves. */
function treeAnswer(model) {
  const { diagram } = model;
  const found = random(model);
  const payoffs = diagram.agents.map((_, agent) =>
    diagram.nodes
      .filter(({ kind, owners }) => kind === "utility" && owners.includes(agent))
      .reduce((sum, { id }) => sum + found.expectations.get(id), 0),
  );
  return { reader: "tree", answer: { players: diagram.agents.map(({ name }) => name), payoffs } };
}

const marginalsOf = ({ id, kind, domain }, found) =>
  kind === "utility"
    ? undefined
    : Object.fromEntries(domain.values.map((value, i) => [String(value), found.marginals[id][i]]));

const expectationsOf = ({ id, kind }, found) =>
  kind === "utility" ? found.expectations.get(id) : undefined;

/** Something of each variable, by name. */
function named(model, what) {
  const found = random(model);
  const entries = model.diagram.nodes.map((node) => [node.name, what(node, found)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Beliefs and expected utilities when every decision is taken at random. */
function random(model) {
  if (model.open) throw new Incomparable("open mechanisms: there are no numbers");
  if (model.cells > MOST_CELLS) throw new Incomparable(`${model.cells} numbers in tables`, true);
  return model.atRandom();
}

/** Who acts at random sees nothing: however much a decision sees, its table is small. */
function atRandom(diagram) {
  const nodes = diagram.nodes.map((node) => (node.kind === "decision" ? drawn(node) : node));
  const found = beliefs(diagram.with({ nodes, claims: [] }));
  if (found.kind !== "beliefs") throw new Incomparable(found.kind);
  return found;
}

function drawn(node) {
  const size = node.domain.values.length;
  const entries = new Float64Array(size).fill(1 / size);
  const mechanism = { kind: "table", stochastic: true, entries };
  return { ...node, kind: "chance", owners: [], parents: [], mechanism };
}

function read(path) {
  const { text } = decodeBytes(readFileSync(path));
  if (/\.cid(?:\.gz)?$/u.test(path)) {
    const { diagram, diagnostics } = loadModel(text, { file: path, path, resolve: fileBeside });
    if (diagram !== undefined) return diagram;
    throw new Incomparable(`not read: ${errorOf({ diagnostics })}`);
  }
  const { result } = readModelFile({
    name: basename(path),
    text,
    beside: (ending) => companion(path, ending),
  });
  if (!result.ok) throw new Incomparable(`not read: ${errorOf(result)}`);
  const { diagram, noDiagram = "not a diagram" } = result.value;
  if (diagram === undefined) throw new Incomparable(`nothing to export: ${noDiagram}`);
  return diagram;
}

/** What `extends` names, by its path from the file that says it. */
function fileBeside(name, from) {
  const path = join(dirname(from ?? "."), name);
  return existsSync(path) ? { path, text: readFileSync(path, "utf8") } : undefined;
}

function companion(path, ending) {
  const other = path.replace(/\.\w+$/u, ending);
  return existsSync(other)
    ? { name: basename(other), text: readFileSync(other, "utf8") }
    : undefined;
}

function errorOf({ diagnostics }) {
  return diagnostics.find(({ severity }) => severity === "error")?.message;
}

function once(compute) {
  let found;
  return () => (found ??= compute());
}
