/**
 * Contexts whose probability is less than a number holds: it comes out as 0, but they are not
 * impossible. Which contexts are possible follows from where tables are 0, without any product.
 */
import type { DecisionProblem, Table } from "../tables/decisionProblem.ts";
import type { Policy } from "../tables/policy.ts";
import { JunctionTree, TooLargeError } from "../../probability/index.ts";
import { supportNetwork } from "../queries/tinyCells.ts";

/** Whether a context can come about; undefined where no zero can be a rounded one. */
export type Occurs = ((context: number) => boolean) | undefined;

const EVERYTHING = (): boolean => true;

/**
 * What can come about for each decision, under this policy or, without one, under any. One tree
 * serves all decisions and is made when the first is asked about. Too large to tell: everything may.
 */
export function occurrences(
  problem: DecisionProblem,
  policy?: Policy,
): (decision: number) => Occurs {
  let support: Support | "none" | "too-large" | undefined;
  return (decision) => {
    support ??= supportOf(problem, policy);
    if (support === "none") return undefined;
    const { parents } = problem.decisions[decision] as DecisionProblem["decisions"][number];
    if (support === "too-large" || parents.length === 0) return EVERYTHING;
    const { values } = support.joint(parents);
    return (context) => (values[context] as number) > 0;
  };
}

type Support = ReturnType<JunctionTree["propagate"]>;

function supportOf(
  { sizes, chance, decisions }: DecisionProblem,
  policy: Policy | undefined,
): Support | "none" | "too-large" {
  const rules = decisions.flatMap(({ variable, parents }): Table[] => {
    const values = policy?.get(variable);
    // A decision that may do anything rules nothing out.
    return values === undefined ? [] : [{ variables: [...parents, variable], values }];
  });
  const network = supportNetwork({
    sizes,
    factors: [...chance, ...rules].map(({ variables, values }) => ({
      variables,
      sizes: variables.map((v) => sizes[v] as number),
      values,
    })),
  });
  if (network === undefined) return "none";
  const together = decisions.flatMap(({ parents }) => (parents.length > 0 ? [parents] : []));
  try {
    return JunctionTree.compile(network, { together }).propagate(new Map());
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    return "too-large";
  }
}
