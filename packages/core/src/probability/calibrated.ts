/** Beliefs of a junction tree given evidence: what `JunctionTree.propagate` answers. */
import type { Calibration, Numbers } from "./calibration.ts";
import { eliminate, spreadObserved } from "./eliminate.ts";
import type { Factor } from "./factor.ts";
import { makeFactor, normalise, reorder } from "./factor.ts";
import type { Messages } from "./messages.ts";
import type { Evidence, Network, SoftEvidence } from "./network.ts";
import type { Progress } from "./progress.ts";
import { throwIfAborted } from "./progress.ts";

/** Thrown when beliefs are asked for given something that cannot happen. */
export class ImpossibleEvidenceError extends Error {
  override readonly name = "ImpossibleEvidenceError";
  /** The observed variables. */
  readonly variables: readonly number[];

  constructor(variables: readonly number[]) {
    super(
      variables.length === 0
        ? "the tables give every combination probability 0"
        : `the evidence on variables ${variables.join(", ")} has probability 0`,
    );
    this.variables = variables;
  }
}

/** What a Calibrated needs of its tree. */
export interface CalibrationSource {
  readonly network: Network;
  calibrate(numbers: Numbers): Calibration;
}

/**
 * A value: its answers stay those of its own evidence and tables, also after later propagations
 * of the same tree (asking again then costs another propagation).
 */
export class Calibrated {
  /** log P(evidence), or of the product of all factors at the evidence; −Infinity when zero. */
  readonly logProbability: number;
  readonly #calibration: Calibration;
  readonly #numbers: Numbers;
  readonly #network: Network;

  /** For JunctionTree: use `propagate`. */
  constructor(source: CalibrationSource, numbers: Numbers, progress?: Progress) {
    this.#calibration = source.calibrate(numbers);
    this.#numbers = numbers;
    this.#network = source.network;
    this.logProbability =
      this.#calibration.load(numbers, progress).rootLogarithm() +
      this.#calibration.observedWeight(numbers);
  }

  /** May underflow to 0 for possible evidence; `possible` and `logProbability` do not. */
  get probabilityOfEvidence(): number {
    return Math.exp(this.logProbability);
  }

  get possible(): boolean {
    return this.logProbability > -Infinity;
  }

  /** P(variable | evidence). @throws ImpossibleEvidenceError, RangeError on an unknown variable */
  marginal(variable: number): Float64Array {
    this.#requirePossible();
    const size = this.#sizeOf(variable);
    const { evidence, softEvidence } = this.#numbers;
    const position = evidence.get(variable);
    if (position !== undefined) {
      const point = new Float64Array(size);
      point[position] = 1;
      return point;
    }
    const messages = this.#calibration.load(this.#numbers);
    const site = this.#calibration.sites()[variable] as number;
    // A variable in no factor is uniform, or what soft evidence says.
    if (site < 0) return toOne(softEvidence?.get(variable) ?? new Float64Array(size).fill(1));
    return probabilities(messages, messages.marginal(site, variable));
  }

  /** All marginals, by variable. */
  marginals(progress?: Progress): Float64Array[] {
    const { sizes } = this.#network;
    const result: Float64Array[] = [];
    for (let v = 0; v < sizes.length; v++) {
      throwIfAborted(progress);
      result.push(this.marginal(v));
      if (v % 64 === 63) progress?.onProgress?.((v + 1) / sizes.length);
    }
    return result;
  }

  /**
   * P(variables | evidence), the first variable slowest. Cheap when some table of the tree holds
   * them all (see `together`), otherwise a variable elimination.
   */
  joint(variables: readonly number[]): Factor {
    this.#requirePossible();
    const { evidence, softEvidence, factors } = this.#numbers;
    const sizes = variables.map((v) => this.#sizeOf(v));
    const free = variables.filter((v) => !evidence.has(v));
    const calibration = this.#calibration;
    const node = calibration.smallestHolding(free);
    if (node < 0) {
      const { factor } = eliminate(
        { ...this.#network, factors: factors.slice(0, this.#network.factors.length) },
        variables,
        { evidence, ...(softEvidence && { softEvidence }) },
      );
      const joint = normalise(factor);
      if (joint === undefined) throw new ImpossibleEvidenceError([...evidence.keys()]);
      return joint;
    }
    const messages = calibration.load(this.#numbers);
    const { rank } = calibration.tree;
    const scope = [...free].sort((a, b) => (rank[a] as number) - (rank[b] as number));
    const values = probabilities(messages, messages.joint(node, scope));
    const scopeSizes = scope.map((v) => sizes[variables.indexOf(v)] as number);
    const joint = reorder(makeFactor(scope, scopeSizes, values), free);
    return spreadObserved(joint, variables, this.#network.sizes, evidence);
  }

  /**
   * The derivative of P(evidence) by every entry of a factor, in the factor's own layout; entries
   * that contradict the evidence have derivative 0. The result is to be multiplied by
   * exp(logScale). Works for impossible evidence too.
   */
  derivative(factorIndex: number): { readonly factor: Factor; readonly logScale: number } {
    const factor = this.#network.factors[factorIndex];
    if (factor === undefined) {
      throw new RangeError(`factor ${factorIndex} of ${this.#network.factors.length}`);
    }
    const calibration = this.#calibration;
    const messages = calibration.load(this.#numbers);
    const weights = calibration.weightsAt(factorIndex, this.#numbers.softEvidence);
    const result = leafDerivative(messages, factorIndex, factor, this.#numbers.evidence, weights);
    return {
      factor: result.factor,
      logScale: result.logScale + calibration.observedWeight(this.#numbers),
    };
  }

  #requirePossible(): void {
    if (!this.possible) throw new ImpossibleEvidenceError([...this.#numbers.evidence.keys()]);
  }

  #sizeOf(variable: number): number {
    const size = this.#network.sizes[variable];
    if (size === undefined) {
      throw new RangeError(`variable ${variable} of ${this.#network.sizes.length}`);
    }
    return size;
  }
}

function probabilities(messages: Messages, values: Float64Array): Float64Array {
  if (messages.arithmetic === "linear") return toOne(values);
  const most = values.reduce((x, y) => Math.max(x, y), -Infinity);
  return toOne(values.map((x) => Math.exp(x - most)));
}

function toOne(values: Float64Array): Float64Array {
  let sum = 0;
  for (const x of values) sum += x;
  return values.map((x) => x / sum);
}

/** Spreads a leaf's down table over the factor's own layout. */
function leafDerivative(
  messages: Messages,
  leaf: number,
  factor: Factor,
  evidence: Evidence,
  weights: SoftEvidence,
): { factor: Factor; logScale: number } {
  const down = messages.down(leaf);
  const { memory } = messages.workspace;
  const logs = messages.arithmetic === "logarithmic";
  const steps = new Map<number, number>();
  let step = 1;
  for (let i = down.scope.length - 1; i >= 0; i--) {
    const v = down.scope[i] as number;
    steps.set(v, step);
    step *= messages.tree.sizes[v] as number;
  }
  let most = logs ? -Infinity : 0;
  if (logs) for (let i = 0; i < step; i++) most = Math.max(most, memory[down.offset + i] as number);
  // A table of zeros has no largest entry; its logarithms are compared with that of 1.
  const scale = most === -Infinity ? 0 : most;
  const values = new Float64Array(factor.values.length);
  const at = factor.variables.map(() => 0);
  for (let i = 0; i < values.length; i++) {
    let index = down.offset;
    let weight = 1;
    for (const [d, v] of factor.variables.entries()) {
      const position = at[d] as number;
      const seen = evidence.get(v);
      if (seen !== undefined && seen !== position) weight = 0;
      index += position * (steps.get(v) ?? 0);
      weight *= weights.get(v)?.[position] ?? 1;
    }
    if (weight > 0) {
      const x = memory[index] as number;
      values[i] = weight * (logs ? Math.exp(x - scale) : x);
    }
    for (let d = at.length - 1; d >= 0; d--) {
      at[d] = (at[d] as number) + 1;
      if ((at[d] as number) < (factor.sizes[d] as number)) break;
      at[d] = 0;
    }
  }
  if (logs) return { factor: { ...factor, values }, logScale: scale };
  return { factor: { ...factor, values }, logScale: down.exponent * Math.LN2 };
}
