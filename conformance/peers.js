/**
 * node conformance/peers.js FOLDER [model or network …]
 *
 * Writes what `peers.py` reads with other tools: every export of the catalogue's models (and of the
 * networks and diagrams named, gzipped or not) that a peer reads, with what Cidery answers. Build first.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadModel } from "../packages/core/dist/index.js";
import { FORMATS, readModelFile } from "../packages/core/dist/doors/formats.js";
import { beliefs, solveSingleAgent } from "../packages/core/dist/doors/solve.js";
import { decodeBytes } from "../packages/core/dist/doors/text.js";

const MODELS = join(dirname(fileURLToPath(import.meta.url)), "../models");
const [folder, ...files] = process.argv.slice(2);
if (folder === undefined) throw new Error("name a folder to write to");
mkdirSync(folder, { recursive: true });

/** Marginals of larger networks take the peers too long. */
const MOST_CELLS = 200_000;
const answers = [];

for (const path of files.length > 0 ? files : cidFiles(MODELS)) {
  const diagram = read(path);
  if (diagram === undefined) continue;
  const name =
    basename(path)
      .replace(/(\.gz)?$/u, "")
      .replaceAll(/[^\w.-]/gu, "_")
      .replace(/\.\w+$/u, "") + `-${answers.length}`;
  for (const id of ["bif", "xmlbif", "net", "python", "nfg", "efg"]) exportAs(diagram, id, name);
}
writeFileSync(join(folder, "answers.json"), JSON.stringify(answers));
console.log(`${answers.length} comparisons in ${folder}`);

function exportAs(diagram, id, name) {
  const format = FORMATS.find((one) => one.id === id);
  const written = format.write(diagram);
  if (!written.ok) return;
  const acts = diagram.nodes.some(({ kind }) => kind !== "chance");
  const readers = readersOf(id, acts, diagram);
  if (readers.length === 0) return;
  const file = `${name}${id === "xmlbif" ? ".bifxml" : format.endings[0]}`;
  writeFileSync(join(folder, file), written.value);
  for (const [reader, answer] of readers) answers.push({ reader, file, answer });
}

function readersOf(id, acts, diagram) {
  if (id === "python") return pycidReaders(diagram);
  if (id === "nfg") return gameReaders(diagram);
  if (id === "efg") return treeReaders(diagram);
  if (acts) return id === "xmlbif" ? diagramReaders(diagram) : [];
  const cells = diagram.nodes.reduce((n, { mechanism }) => n + (mechanism.entries?.length ?? 2), 0);
  if (cells > MOST_CELLS) return [];
  const answer = marginals(diagram);
  return [
    ...(["bif", "xmlbif", "net"].includes(id) ? [["agrum-network", answer]] : []),
    ...(["bif", "xmlbif"].includes(id) ? [["pgmpy-network", answer]] : []),
  ];
}

function pycidReaders(diagram) {
  const open = diagram.nodes.some(
    ({ kind, mechanism }) => kind !== "decision" && mechanism.kind === "unspecified",
  );
  const wide = diagram.nodes.some(({ parents }) => parents.length > 7);
  if (open || wide || diagram.nodes.length > 25) return [];
  try {
    const answer = atRandom(diagram);
    return answer === undefined ? [] : [["pycid", answer]];
  } catch {
    return [];
  }
}

function diagramReaders(diagram) {
  try {
    const solution = solveSingleAgent(diagram);
    return solution.optimal ? [["agrum-diagram", [...solution.value.values()][0]]] : [];
  } catch {
    return [];
  }
}

function gameReaders(diagram) {
  const { result } = readModelFile({
    name: "x.nfg",
    text: FORMATS.find((one) => one.id === "nfg").write(diagram).value ?? "",
  });
  const game = result.ok ? result.value.game?.game : undefined;
  if (game === undefined || game.payoffs[0].length > 64) return [];
  const sizes = game.strategies.map((list) => list.length);
  const profiles = Array.from({ length: game.payoffs[0].length }, (_, index) => {
    const strategies = [];
    let rest = index;
    for (const size of [...sizes].reverse()) {
      strategies.unshift(rest % size);
      rest = Math.floor(rest / size);
    }
    return { strategies, payoffs: game.payoffs.map((tensor) => tensor[index]) };
  });
  return [["gambit", { profiles }]];
}

/** What each player of a tree can expect when every one plays at random wherever it moves. */
function treeReaders(diagram) {
  const open = diagram.nodes.some(
    ({ kind, mechanism }) => kind !== "decision" && mechanism.kind === "unspecified",
  );
  if (open) return [];
  let found;
  try {
    found = atRandom(diagram);
  } catch {
    return [];
  }
  if (found === undefined) return [];
  const payoffs = diagram.agents.map((_, agent) =>
    diagram.nodes
      .filter(({ kind, owners }) => kind === "utility" && owners.includes(agent))
      .reduce((sum, { name }) => sum + found[name].expectation, 0),
  );
  const players = diagram.agents.map(({ name }) => name);
  return [["gambit-tree", { players, payoffs }]];
}

function marginals(diagram) {
  const found = beliefs(diagram);
  return Object.fromEntries(
    diagram.nodes.map(({ id, name, domain }) => [
      name,
      Object.fromEntries(domain.values.map((value, i) => [String(value), found.marginals[id][i]])),
    ]),
  );
}

/** Marginals and expected utilities when every decision is taken at random, as PyCID's domains are. */
function atRandom(diagram) {
  const nodes = diagram.nodes.map((node) =>
    node.kind === "decision" ? drawn(diagram, node) : node,
  );
  const found = beliefs(diagram.with({ nodes, claims: [] }));
  if (found.kind !== "beliefs") return undefined;
  return Object.fromEntries(
    diagram.nodes.map(({ id, name, kind, domain }) => [
      name,
      kind === "utility"
        ? { expectation: found.expectations.get(id) }
        : { values: domain.values.map((value, i) => [value, found.marginals[id][i]]) },
    ]),
  );
}

function drawn(diagram, node) {
  const size = node.domain.values.length;
  const rows = node.parents.reduce((n, parent) => n * diagram.node(parent).domain.values.length, 1);
  const entries = new Float64Array(rows * size).fill(1 / size);
  return {
    ...node,
    kind: "chance",
    owners: [],
    mechanism: { kind: "table", stochastic: true, entries },
  };
}

function read(path) {
  if (path.endsWith(".cid")) return loadModel(readFileSync(path, "utf8"), { file: path }).diagram;
  const { text } = decodeBytes(readFileSync(path));
  const { result } = readModelFile({ name: path, text });
  return result.ok ? result.value.diagram : undefined;
}

function cidFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? cidFiles(join(folder, entry.name))
      : entry.name.endsWith(".cid")
        ? [join(folder, entry.name)]
        : [],
  );
}
