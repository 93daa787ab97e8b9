/**
 * The contract of a world that can only be drawn from. A variable must be independent of what came
 * before it, given its drawn parents; each such pair is one permutation test, in which the values are
 * shuffled among episodes that agree in the parents. It calls an arrow missing only when no shuffle of
 * 999 comes close, so that a world that keeps to its diagram is called wrong with a probability of at
 * most 0.001 for each test, whatever the laws are (exact: all shuffles are equally likely).
 */
import type { NodeId } from "../../graph/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { ArrowNames, ContractFault, DiagramContract } from "./report.ts";
import type { SampledTie } from "./worldTie.ts";
import { Random } from "../../base/index.ts";
import { lawOrder } from "./lawOrder.ts";
import { codeOf } from "./worldTie.ts";

/** Shuffles of one test. */
const SHUFFLES = 999;
/** More values than this are a continuous variable, whose parents never agree. */
const MOST_VALUES = 200;

/** Cost: the draws, and up to 999 shuffles of them for each arrow. The seed settles all of it. */
export function sampledContract(
  diagram: InfluenceDiagram,
  tie: SampledTie,
  seed = 1,
): DiagramContract {
  const { draws = 3000, abstracted = {} } = tie;
  const random = tie.coarse === true ? coarse(Random.seeded(seed)) : Random.seeded(seed);
  const episodes = Array.from({ length: draws }, () => tie.draw(random));
  const faults: ContractFault[] = [];
  const surplus: ArrowNames[] = [];
  const columns = new Map<NodeId, Int32Array>();
  for (const { id, name } of diagram.nodes) {
    if (abstracted[name] !== undefined) continue;
    const column = columnOf(name, episodes);
    if (typeof column === "string")
      faults.push({ kind: "feature", variable: name, text: column, missing: [] });
    else columns.set(id, column);
  }
  let [count, arrows] = [0, 0];
  const shuffling = Random.seeded(seed).fork(1);
  const independent = (x: NodeId, z: NodeId, given: readonly NodeId[]): boolean => {
    count++;
    const [xs, zs] = [columns.get(x), columns.get(z)];
    if (xs === undefined || zs === undefined) return true;
    return independentGiven(xs, zs, strataOf(given, columns, draws), shuffling);
  };
  const order = lawOrder(diagram);
  for (const id of order) {
    const { name, parents, kind } = diagram.node(id);
    if (!columns.has(id)) continue;
    const unknown = parents.find((p) => !columns.has(p));
    if (unknown !== undefined) {
      const text = `${name} is compared, but its parent ${diagram.node(unknown).name} is not`;
      faults.push({ kind: "feature", variable: name, text, missing: [] });
      continue;
    }
    arrows += parents.length;
    if (kind === "decision") {
      faults.push(...shownFaults(diagram, tie, id));
      continue;
    }
    for (const one of order.slice(0, order.indexOf(id))) {
      if (parents.includes(one) || !columns.has(one) || diagram.node(one).kind === "utility")
        continue;
      if (independent(id, one, parents)) continue;
      const from = diagram.node(one).name;
      const text = `${name} depends on ${from} beyond ${parents.map((p) => diagram.node(p).name).join(", ") || "nothing"}`;
      faults.push({ kind: "arrow", variable: name, text, missing: [[from, name]] });
    }
    for (const one of parents)
      if (
        independent(
          id,
          one,
          parents.filter((p) => p !== one),
        )
      )
        surplus.push([diagram.node(one).name, name]);
  }
  return {
    diagram: tie.diagram,
    method: "sampled",
    faults,
    surplus,
    abstracted: Object.entries(abstracted).map(([variable, reason]) => ({ variable, reason })),
    arrows,
    looked: draws,
    tests: { count, errorRate: 1 / (SHUFFLES + 1) },
  };
}

/** The same stream, with a law of three values in place of the normal one. */
function coarse(random: Random): Random {
  Object.defineProperty(random, "normal", { value: () => random.below(3) - 1 });
  return random;
}

/** Values as small numbers, or what is wrong with them. */
function columnOf(
  name: string,
  episodes: readonly ReturnType<SampledTie["draw"]>[],
): Int32Array | string {
  const codes = new Map<string, number>();
  const column = new Int32Array(episodes.length);
  for (const [i, episode] of episodes.entries()) {
    const value = episode[name];
    if (value === undefined)
      return `${name} is not a feature of the world, nor listed as abstracted away`;
    const code = codeOf(value);
    const known = codes.get(code) ?? codes.size;
    codes.set(code, known);
    column[i] = known;
  }
  return codes.size <= MOST_VALUES
    ? column
    : `${name} takes ${codes.size} values in ${episodes.length} episodes: draw it from a coarser law`;
}

function shownFaults(diagram: InfluenceDiagram, tie: SampledTie, id: NodeId): ContractFault[] {
  const { name, parents } = diagram.node(id);
  const drawn = parents.map((p) => diagram.node(p).name);
  const shown = tie.shown[name] ?? [];
  const hidden = drawn.filter((one) => !shown.includes(one));
  const undrawn = shown.filter((one) => !drawn.includes(one));
  const fault = (text: string, missing: readonly string[] = []): ContractFault => ({
    kind: "shown",
    variable: name,
    text,
    missing: missing.map((one) => [one, name]),
  });
  return [
    ...(hidden.length > 0
      ? [fault(`${name} is drawn to see ${hidden.join(", ")}, which the world does not show it`)]
      : []),
    ...(undrawn.length > 0
      ? [fault(`${name} is shown ${undrawn.join(", ")}, which is not drawn`, undrawn)]
      : []),
  ];
}

/** Episodes that agree in some variables, as lists of their positions. */
function strataOf(
  given: readonly NodeId[],
  columns: ReadonlyMap<NodeId, Int32Array>,
  draws: number,
): readonly number[][] {
  const strata = new Map<string, number[]>();
  for (let i = 0; i < draws; i++) {
    const key = given.map((p) => columns.get(p)?.[i]).join(",");
    const members = strata.get(key) ?? [];
    strata.set(key, members);
    members.push(i);
  }
  return [...strata.values()].filter(({ length }) => length > 1);
}

/** Pearson's statistic, added up over strata, against shuffles within them; stops at the first that beats it. */
function independentGiven(
  xs: Int32Array,
  zs: Int32Array,
  strata: readonly number[][],
  random: Random,
): boolean {
  const tables = strata
    .map((members) => new Stratum(members, xs, zs))
    .filter(({ varies }) => varies);
  if (tables.length === 0) return true;
  const total = (): number => tables.reduce((sum, table) => sum + table.statistic(), 0);
  const observed = total();
  for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
    for (const table of tables) table.shuffle(random);
    if (total() >= observed - 1e-9) return true;
  }
  return false;
}

/** Two columns within episodes that agree in the parents. */
class Stratum {
  readonly varies: boolean;
  readonly #xs: Int32Array;
  readonly #zs: Int32Array;
  readonly #width: number;
  readonly #expected: Float64Array;
  readonly #counts: Float64Array;

  constructor(members: readonly number[], xs: Int32Array, zs: Int32Array) {
    this.#xs = dense(members, xs);
    this.#zs = dense(members, zs);
    const height = Math.max(...this.#xs) + 1;
    this.#width = Math.max(...this.#zs) + 1;
    this.varies = height > 1 && this.#width > 1;
    const [rows, columns] = [new Float64Array(height), new Float64Array(this.#width)];
    for (const x of this.#xs) rows[x] = (rows[x] ?? 0) + 1;
    for (const z of this.#zs) columns[z] = (columns[z] ?? 0) + 1;
    this.#expected = new Float64Array(height * this.#width).map(
      (_, i) =>
        ((rows[Math.floor(i / this.#width)] ?? 0) * (columns[i % this.#width] ?? 0)) /
        members.length,
    );
    this.#counts = new Float64Array(height * this.#width);
  }

  statistic(): number {
    this.#counts.fill(0);
    for (let i = 0; i < this.#xs.length; i++) {
      const cell = (this.#xs[i] ?? 0) * this.#width + (this.#zs[i] ?? 0);
      this.#counts[cell] = (this.#counts[cell] ?? 0) + 1;
    }
    let sum = 0;
    for (let cell = 0; cell < this.#counts.length; cell++) {
      const expected = this.#expected[cell] ?? 0;
      if (expected > 0) sum += ((this.#counts[cell] ?? 0) - expected) ** 2 / expected;
    }
    return sum;
  }

  shuffle(random: Random): void {
    const xs = this.#xs;
    for (let i = xs.length - 1; i > 0; i--) {
      const j = random.below(i + 1);
      const kept = xs[i] ?? 0;
      xs[i] = xs[j] ?? 0;
      xs[j] = kept;
    }
  }
}

function dense(members: readonly number[], column: Int32Array): Int32Array {
  const codes = new Map<number, number>();
  return Int32Array.from(members, (i) => {
    const value = column[i] ?? 0;
    const code = codes.get(value) ?? codes.size;
    codes.set(value, code);
    return code;
  });
}
