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

/** Of a decision under this policy; without one, under any. Too large to tell: everything may. */
export function occurring(problem: DecisionProblem, decision: number, policy?: Policy): Occurs {
  const { sizes, decisions } = problem;
  const rules = decisions.flatMap(({ variable, parents }): Table[] => {
    const values = policy?.get(variable);
    // A decision that may do anything rules nothing out.
    return values === undefined ? [] : [{ variables: [...parents, variable], values }];
  });
  const tables: Table[] = [...problem.chance, ...rules];
  const network = supportNetwork({
    sizes,
    factors: tables.map(({ variables, values }) => ({
      variables,
      sizes: variables.map((v) => sizes[v] as number),
      values,
    })),
  });
  if (network === undefined) return undefined;
  const { parents } = decisions[decision] as DecisionProblem["decisions"][number];
  if (parents.length === 0) return () => true;
  try {
    const tree = JunctionTree.compile(network, { together: [parents] });
    const { values } = tree.propagate(new Map()).joint(parents);
    return (context) => (values[context] as number) > 0;
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    return () => true;
  }
}
