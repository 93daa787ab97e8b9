/**
 * What ties a world to a diagram: which variable of the diagram is which feature of the world, what its
 * agent is shown, and what was left out and why. The contract (`checkWorldContract`) holds the two
 * against each other; a tie only names things, it asserts no arrow.
 */
import type { Random } from "../../base/index.ts";
import type { TabulatedWorld } from "../../learn/index.ts";

/** What a variable may be in a world; numbers are compared to twelve digits. */
export type WorldValue = string | number | boolean;

/** A variable that belongs to a step and not to a state: what is paid for it, what was done. */
export interface StepVariable<S> {
  /** By the step, the state in which the window of the diagram began, and the case's constants. */
  readonly of: (
    before: S,
    action: number,
    after: S,
    first: S,
    constants: Readonly<Record<string, WorldValue>>,
  ) => WorldValue;
  /** Its index is that of the decision, or of the state that the step arrives at. */
  readonly index: "decision" | "arrival";
  /** It reads the state in which the window began. */
  readonly fromStart?: boolean;
}

/**
 * Features of a written-out world, by the names a diagram gives them without an index; a step
 * variable may also be named with one (`Q[3]`) where it is another there.
 */
export interface WorldFeatures<S> {
  /** The decision. */
  readonly decision: string;
  readonly state: Readonly<Record<string, (state: S) => WorldValue>>;
  readonly step?: Readonly<Record<string, StepVariable<S>>>;
  /** Features of states that never change, and have no index: a coin that was thrown beforehand. */
  readonly lasting?: Readonly<Record<string, (state: S) => WorldValue>>;
}

/** One written-out world, and variables that are the same all through it (a hidden type, a prior). */
export interface WorldCase<S> {
  readonly table: TabulatedWorld<S>;
  readonly constants?: Readonly<Record<string, WorldValue>>;
}

/** What `tabulatedTie` makes a tie of. */
export interface TabulatedParts<S> extends WorldFeatures<S> {
  /** File of the diagram. */
  readonly diagram: string;
  /** Worlds between which nobody inside can tell; they may differ in their constants. */
  readonly cases: readonly WorldCase<S>[];
  /** What the agent is shown in a state. */
  readonly shown: (state: S) => string;
  /** What it is shown where the window begins, if that is more. */
  readonly shownFirst?: (state: S) => string;
  /** What it keeps of earlier views; it must follow from them. Absent: nothing. */
  readonly memory?: (state: S) => string;
  /**
   * May it use all it has seen since the window began? Then every earlier view is to be drawn. If not,
   * none may be, unless what it is shown now makes earlier views needless.
   */
  readonly remembers: boolean;
  /** Variables of the diagram that the world has no feature for, and why. */
  readonly abstracted?: Readonly<Record<string, string>>;
}

/** A case with its features worked out for every state, whatever its states are. */
export interface FeatureTable {
  readonly table: Tables;
  readonly constants: ReadonlyMap<string, WorldValue>;
  readonly state: ReadonlyMap<string, readonly string[]>;
  readonly step: (name: string, s: number, action: number, next: number, first: number) => string;
  readonly shown: readonly string[];
  readonly shownFirst: readonly string[];
  readonly memory: readonly string[];
}

/** The numbers of a tabulated world, without its states. */
type Tables = Pick<
  TabulatedWorld<unknown>,
  "firstRow" | "firstOutcome" | "next" | "probability" | "initial"
>;

/** A world that is written out, and a diagram that is a window of some of its steps. */
export interface TabulatedTie {
  readonly kind: "tabulated";
  readonly diagram: string;
  readonly cases: readonly FeatureTable[];
  readonly decision: string;
  readonly state: readonly string[];
  readonly lasting: readonly string[];
  readonly step: ReadonlyMap<string, Pick<StepVariable<unknown>, "index" | "fromStart">>;
  readonly remembers: boolean;
  readonly abstracted: Readonly<Record<string, string>>;
}

/** A world that can only be drawn from: one episode as values of the diagram's variables. */
export interface SampledTie {
  readonly kind: "sampled";
  readonly diagram: string;
  /**
   * An episode in which decisions are taken at random, every action in every context. Values are
   * few: what is continuous is drawn from a coarse law (`coarse`).
   */
  readonly draw: (random: Random) => Readonly<Record<string, WorldValue>>;
  /** What each decision is shown, by the variables' names. */
  readonly shown: Readonly<Record<string, readonly string[]>>;
  /** `random.normal()` takes only the values −1, 0 and 1, so that parents can be equal. */
  readonly coarse?: boolean;
  /** Episodes drawn. Default 3000. */
  readonly draws?: number;
  readonly abstracted?: Readonly<Record<string, string>>;
}

/** The agents act in the diagram itself, with its own numbers: only arrows that do nothing can be found. */
export interface OwnNumbersTie {
  readonly kind: "itself";
  readonly diagram: string;
  readonly abstracted?: Readonly<Record<string, string>>;
}

/** How a diagram of a lab and a world hang together. */
export type WorldTie = TabulatedTie | SampledTie | OwnNumbersTie;

/** Works the features out for every state. Cost: every feature once for every state. */
export function tabulatedTie<S>(parts: TabulatedParts<S>): TabulatedTie {
  const { diagram, decision, state, step = {}, lasting = {}, remembers, abstracted = {} } = parts;
  return {
    kind: "tabulated",
    diagram,
    decision,
    remembers,
    abstracted,
    state: Object.keys(state),
    lasting: Object.keys(lasting),
    step: new Map(Object.entries(step)),
    cases: parts.cases.map((one) => featureTable(parts, one)),
  };
}

function featureTable<S>(
  parts: TabulatedParts<S>,
  { table, constants = {} }: WorldCase<S>,
): FeatureTable {
  const { states } = table;
  const columns = { ...parts.state, ...parts.lasting };
  return {
    table,
    constants: new Map(Object.entries(constants)),
    state: new Map(
      Object.entries(columns).map(([name, of]) => [name, states.map((s) => codeOf(of(s)))]),
    ),
    step: (name, s, action, next, first) => {
      const variable = parts.step?.[name];
      if (variable === undefined) throw new RangeError(`the world has no step variable ${name}`);
      const [before, after, start] = [states[s] as S, states[next] as S, states[first] as S];
      return codeOf(variable.of(before, action, after, start, constants));
    },
    shown: states.map(parts.shown),
    shownFirst: states.map(parts.shownFirst ?? parts.shown),
    memory: states.map((s) => parts.memory?.(s) ?? ""),
  };
}

/** A value as a key: rounding apart, equal values have equal codes. */
export function codeOf(value: WorldValue): string {
  if (typeof value !== "number") return String(value);
  const rounded = Number(value.toPrecision(12));
  return String(Math.abs(rounded) < 1e-12 ? 0 : rounded);
}
