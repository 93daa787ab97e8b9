/** The methods that find one agent's policy, as data: what each needs and what its answer is worth. */
import type { UsedMethod } from "../tables/effort.ts";

/** A way of finding optimal policies, described. */
export interface PolicySolver {
  readonly id: UsedMethod;
  readonly title: string;
  /** `soluble`: the relevance graph of the reduced diagram is acyclic. */
  readonly needs: { readonly soluble: boolean };
  readonly guarantees: string;
  readonly cost: string;
  readonly reference: string;
  /** A command that is answered by this method. */
  readonly example: string;
}

/** Every way of finding optimal policies, with what it needs, guarantees and costs. */
export const POLICY_SOLVERS: readonly PolicySolver[] = [
  {
    id: "one-pass",
    title: "single policy updating, one pass from the uniform policy",
    needs: { soluble: true },
    guarantees: "the optimum, and the best action in every context any policy can bring about",
    cost: "two messages per edge of the cluster tree; linear in the steps of a replicated model",
    reference: "Lauritzen & Nilsson 2001",
    example: "cidery solve textbooks/umbrella",
  },
  {
    id: "multiple-policy-updating",
    title: "multiple policy updating with sets cut to the upper hull",
    needs: { soluble: false },
    guarantees: "the optimum, when the sets stay within the limits",
    cost: "exponential at worst; small where separators are small",
    reference: "Mauá, de Campos & Zaffalon 2012",
    example: "cidery solve textbooks/pig-breeding --method multiple-policy-updating",
  },
  {
    id: "branch-and-bound",
    title: "branch and bound on a relaxation with more information",
    needs: { soluble: false },
    guarantees: "the optimum, or proven bounds around the best policy when stopped",
    cost: "exponential at worst; one message pass on the relaxed tree per step",
    reference: "Yuan, Wu & Hansen 2010",
    example: "cidery solve textbooks/pig-breeding --method branch-and-bound",
  },
  {
    id: "enumerate",
    title: "all deterministic policies",
    needs: { soluble: false },
    guarantees: "the optimum, for up to ten million policies",
    cost: "their number at worst; parts that cannot win are skipped",
    reference: "definition",
    example: "cidery solve games/absent-minded-driver --method enumerate",
  },
  {
    id: "policy-updating",
    title: "single policy updating with restarts",
    needs: { soluble: false },
    guarantees: "a policy no single rule of which can be improved; a trivial upper bound",
    cost: "a few passes per start",
    reference: "Lauritzen & Nilsson 2001",
    example: "cidery solve textbooks/pig-breeding --method policy-updating",
  },
];
