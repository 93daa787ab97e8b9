/** How exact the numbers are that the exact engine computes under some policies. */
import type { NodeId } from "../graph/index.ts";
import type { CompiledDiagram, Expectation, Impossible, Policy } from "../solve/index.ts";
import type { OptimalPlay } from "./optimalPlay.ts";
import type { Precision } from "./precision.ts";

export type Ask = (compiled: CompiledDiagram, rules: Policy) => Expectation | Impossible;

/** Rounding of an expectation: measured against the expectation of the absolute utilities. */
export function sumPrecision(play: OptimalPlay, policies: readonly Policy[], ask: Ask): Precision {
  const scale = (): number => {
    const { compiled } = play;
    const utilities = compiled.utilities.map((utility) => ({
      ...utility,
      terms: utility.terms.map((term) => ({ ...term, values: term.values.map(Math.abs) })),
    }));
    const sizes = policies.map((rules) => {
      const answer = ask({ ...compiled, utilities }, rules);
      return answer.kind === "expectation" ? Math.abs(answer.value) : 0;
    });
    return Math.max(0, ...sizes);
  };
  return { kind: "sum", scale };
}

/** Rounding of the expectation of a variable, whose values are all no larger than the largest. */
export function valuePrecision(play: OptimalPlay, node: NodeId): Precision {
  const { domain } = play.diagram.node(node);
  const values = domain?.kind === "finite" ? domain.values : [];
  const largest = values.reduce<number>(
    (most, value) => (typeof value === "number" ? Math.max(most, Math.abs(value)) : most),
    0,
  );
  return { kind: "sum", scale: () => largest };
}

/** What may stand where a probability is 0: nothing, unless arithmetic or mixing was rounded. */
export function probabilityPrecision(play: OptimalPlay, policies: readonly Policy[]): Precision {
  const noise = (): number => {
    const isMixed = policies.some((policy) =>
      [...policy.values()].some((rule) => rule.some((share) => share > 0 && share < 1)),
    );
    if (isMixed && play.solution === undefined) return ROUNDED_STRATEGIES;
    return play.diagram.nodes.some(({ mechanism }) => subtracts(mechanism)) ? ROUNDED_ENTRIES : 0;
  };
  return { kind: "probability", noise };
}

/** Where `1 - p - q` should be 0, and where a mixed strategy was calculated. */
export const ROUNDED_ENTRIES = 1e-15;
const ROUNDED_STRATEGIES = 1e-12;

/** Does an expression subtract, anywhere inside? */
function subtracts(part: unknown): boolean {
  if (typeof part !== "object" || part === null || ArrayBuffer.isView(part)) return false;
  if ("operator" in part && part.operator === "-") return true;
  return Object.values(part).some(subtracts);
}
