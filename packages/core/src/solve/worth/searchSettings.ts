/**
 * "Possible, not at these settings": where the graph admits an incentive and these numbers have none
 * (of control: the meter reads 0), are there settings that have it? First within the declared ranges of the model's
 * parameters (each alone at its ends, then all at random), then over random mechanisms on the same
 * graph (the utilities alone in the first quarter of the tries, then everything). Whatever is found is made small: each change that
 * is not needed for the reading is taken back.
 *
 * The graph proves absence only (Everitt et al. 2021, Theorem 18): without a directed path decision →
 * X → utility no numbers help, and the answer is `excluded`; of the other incentives ask their
 * criteria before. Not finding settings in n tries proves
 * nothing. Deterministic for a seed; cost: at most `tries` readings of the meter for each of the two
 * parts, and one for every change that is tried out for taking back.
 */
import type { DiagramNode, InfluenceDiagram } from "../../model/index.ts";
import type { MeterTarget } from "./incentiveMeter.ts";
import type { IncentiveSign, MeasuredIncentive } from "./incentiveSign.ts";
import type { NodeReference } from "./worth.ts";
import type { OthersWanted } from "../policies/othersPlay.ts";
import type { Policy } from "../tables/policy.ts";
import type { StopSignal } from "../tables/effort.ts";
import { Random } from "../../base/index.ts";
import { ancestors, descendants } from "../../graph/index.ts";
import { incentiveSign, ownerOf } from "./incentiveSign.ts";
import { drawable, drawMechanisms } from "../tables/randomMechanisms.ts";
import { SolveError } from "../tables/solveError.ts";
import { referredNode } from "./worth.ts";

/** How many settings are tried, from which seed, and how large a meter must be to count. */
export interface SearchSettingsOptions {
  /** What is looked for; a control incentive unless told. */
  readonly incentive?: MeasuredIncentive;
  /** Readings in each of the two parts of the search. Default 200. */
  readonly tries?: number;
  readonly seed?: number;
  /** Readings above this count. Default 0 units of utility, or probability: all that rounding cannot explain. */
  readonly threshold?: number;
  readonly reference?: "natural" | "uniform";
  /**
   * What the other agents do at the settings that are tried; `uniform` unless told. It is worked out
   * anew at each of them, so the meter found is read the same way as the model's own.
   */
  readonly others?: OthersWanted;
  /** Rules of other agents that stand above that, wherever they still fit the variables' values. */
  readonly policy?: Policy;
  /** Parameter values to start from, in place of the diagram's own. */
  readonly parameters?: ReadonlyMap<string, number>;
  readonly signal?: StopSignal;
  readonly onProgress?: (progress: SearchProgress) => void;
}

/** How far the search for settings has come. */
export interface SearchProgress {
  readonly part: "parameters" | "mechanisms";
  readonly done: number;
  readonly of: number;
}

/** Settings that have an admitted incentive, with what they have of it, or why there are none. */
export type SettingsFound =
  /** No directed path decision → X → utility: 0 at all settings. */
  | { readonly kind: "excluded" }
  /** It reads something at the settings given. */
  | { readonly kind: "here"; readonly meter: IncentiveSign }
  | {
      readonly kind: "parameters";
      readonly meter: IncentiveSign;
      readonly tries: number;
      /** Only those that must change, within their declared ranges. */
      readonly parameters: ReadonlyMap<string, number>;
    }
  | {
      readonly kind: "mechanisms";
      readonly meter: IncentiveSign;
      readonly tries: number;
      /** The model with other numbers; `printVariables(diagram, changed)` writes them as text. */
      readonly diagram: InfluenceDiagram;
      readonly changed: readonly number[];
      /** False where variables had to be given two values each. */
      readonly ownValues: boolean;
    }
  | { readonly kind: "not-found"; readonly tries: number; readonly stopped: boolean };

/** Settings at which what is read (of control: I(X)) is above the threshold. Answers at once when the graph excludes it. */
export function searchSettings(
  diagram: InfluenceDiagram,
  target: MeterTarget,
  node: NodeReference,
  options: SearchSettingsOptions = {},
): SettingsFound {
  const x = referredNode(diagram, node);
  const { threshold = 0, tries = 200, seed = 1 } = options;
  if (incentive(options) === "instrumental-control-incentive" && !admitted(diagram, target, x))
    return { kind: "excluded" };
  const search: Search = { x, target, threshold, options, done: 0 };
  const own = numbersAreThere(diagram) ? diagram : undefined;
  const here = own === undefined ? undefined : reading(search, own, options.parameters);
  if (here !== undefined && appears(here, threshold)) return { kind: "here", meter: here };
  const random = Random.seeded(seed);
  return (
    (own === undefined ? undefined : overParameters(search, own, tries, random.fork(0))) ??
    overMechanisms(search, diagram, tries, random.fork(1)) ?? {
      kind: "not-found",
      tries: search.done,
      stopped: options.signal?.aborted ?? false,
    }
  );
}

interface Search {
  readonly x: number;
  readonly target: MeterTarget;
  readonly threshold: number;
  readonly options: SearchSettingsOptions;
  done: number;
}

function appears({ bounds }: IncentiveSign, threshold: number): boolean {
  return bounds[0] > threshold;
}

function incentive({ incentive: wanted }: SearchSettingsOptions): MeasuredIncentive {
  return wanted ?? "instrumental-control-incentive";
}

/** What is read, or nothing where these numbers cannot be solved. */
function reading(
  { x, target, options }: Search,
  diagram: InfluenceDiagram,
  parameters?: ReadonlyMap<string, number>,
): IncentiveSign | undefined {
  try {
    return incentiveSign(diagram, incentive(options), target, x, {
      reference: options.reference ?? "natural",
      others: options.others ?? "uniform",
      policy: fitting(diagram, options.policy),
      ...(parameters === undefined ? {} : { parameters }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  } catch (error) {
    if (error instanceof SolveError) return undefined;
    throw error;
  }
}

function overParameters(
  search: Search,
  diagram: InfluenceDiagram,
  tries: number,
  random: Random,
): SettingsFound | undefined {
  const { options, threshold } = search;
  const start = options.parameters ?? new Map<string, number>();
  const free = diagram.parameters.flatMap(({ name, low, high, structural, value }) =>
    structural || low === undefined || high === undefined || !Number.isFinite(high - low)
      ? []
      : [{ name, low, high, value: start.get(name) ?? value }],
  );
  if (free.length === 0) return undefined;
  const ends = free.flatMap(({ name, low, high }) => [[[name, low]], [[name, high]]] as const);
  for (let i = 0; i < tries && options.signal?.aborted !== true; i++) {
    options.onProgress?.({ part: "parameters", done: i, of: tries });
    const changes: readonly (readonly [string, number])[] =
      ends[i] ??
      free.map(({ name, low, high }) => [name, rounded(low, high, random.unit())] as const);
    const at = (chosen: Iterable<readonly [string, number]>): IncentiveSign | undefined =>
      reading(search, diagram, new Map([...start, ...chosen]));
    search.done++;
    let meter = at(changes);
    if (meter === undefined || !appears(meter, threshold)) continue;
    const needed = new Map(changes);
    for (const [name, value] of changes) {
      needed.delete(name);
      const less = at(needed);
      if (less !== undefined && appears(less, threshold)) meter = less;
      else needed.set(name, value);
    }
    return { kind: "parameters", meter, tries: search.done, parameters: needed };
  }
  return undefined;
}

/** Three digits of the range, so that it can be typed. */
function rounded(low: number, high: number, share: number): number {
  const step = 10 ** (Math.floor(Math.log10(high - low || 1)) - 2);
  const value = Math.round((low + share * (high - low)) / step) * step;
  return Math.min(high, Math.max(low, Number(value.toPrecision(12))));
}

function overMechanisms(
  search: Search,
  original: InfluenceDiagram,
  tries: number,
  random: Random,
): SettingsFound | undefined {
  const { options, threshold } = search;
  const { diagram: graph, ownValues } = drawable(original);
  const diagram = withParameters(graph, options.parameters);
  const unspecified = ({ mechanism }: DiagramNode): boolean => mechanism.kind === "unspecified";
  for (let i = 0; i < tries && options.signal?.aborted !== true; i++) {
    options.onProgress?.({ part: "mechanisms", done: i, of: tries });
    const which = (node: DiagramNode): boolean =>
      4 * i >= tries || node.kind === "utility" || unspecified(node);
    let found = drawMechanisms(diagram, which, random);
    search.done++;
    let meter = reading(search, found);
    if (meter === undefined || !appears(meter, threshold)) continue;
    const changed: number[] = [];
    for (const node of diagram.nodes) {
      if (found.node(node.id) === node) continue;
      const back = found.with({
        nodes: found.nodes.map((one) => (one.id === node.id ? node : one)),
      });
      const less = unspecified(node) ? undefined : reading(search, back);
      if (less !== undefined && appears(less, threshold)) {
        meter = less;
        found = back;
      } else changed.push(node.id);
    }
    // What the model claims was said of other numbers.
    const bare = found.with({ claims: [] });
    return { kind: "mechanisms", meter, tries: search.done, diagram: bare, changed, ownValues };
  }
  return undefined;
}

function withParameters(
  diagram: InfluenceDiagram,
  values: ReadonlyMap<string, number> = new Map(),
): InfluenceDiagram {
  const parameters = diagram.parameters.map((one) => ({
    ...one,
    value: values.get(one.name) ?? one.value,
  }));
  return diagram.with({ parameters });
}

function numbersAreThere(diagram: InfluenceDiagram): boolean {
  return diagram.nodes.every(({ mechanism }) => mechanism.kind !== "unspecified");
}

/** A directed path decision → X → utility of its owner. */
function admitted(diagram: InfluenceDiagram, target: MeterTarget, x: number): boolean {
  const { structure } = diagram;
  const owner = ownerOf(diagram, target);
  const sources =
    target.decision !== undefined
      ? [referredNode(diagram, target.decision)]
      : owner === undefined
        ? structure.decisions
        : structure.decisionsOf(owner);
  const goals = owner === undefined ? structure.utilities : structure.utilitiesOf(owner);
  const { graph } = structure;
  return (
    !sources.includes(x) &&
    descendants(graph, sources)[x] === 1 &&
    ancestors(graph, goals)[x] === 1 &&
    structure.kind(x) === "chance"
  );
}

/** Rules that still have the size the diagram's values ask for. */
function fitting(diagram: InfluenceDiagram, given: Policy = new Map()): Policy {
  const size = ({ id, parents }: DiagramNode): number =>
    [id, ...parents].reduce((n, v) => {
      const { domain } = diagram.node(v);
      return n * (domain?.kind === "finite" ? domain.values.length : 1);
    }, 1);
  return new Map([...given].filter(([d, rule]) => rule.length === size(diagram.node(d))));
}
