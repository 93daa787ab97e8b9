/** The vocabulary of claims, as data. Adding a predicate: one entry in `predicates/`, one meaning in `check`. */
import type { PredicateSignature } from "./claim.ts";
import { Register } from "../base/index.ts";
import { EMPIRICAL_PREDICATES } from "./predicates/empirical.ts";
import { EXACT_PREDICATES } from "./predicates/exact.ts";
import { GRAPH_PREDICATES } from "./predicates/graph.ts";

/** Every predicate that claims may use, with its arguments. docs/criteria.md is made from it. */
export const PREDICATES: readonly PredicateSignature[] = [
  ...GRAPH_PREDICATES,
  ...EXACT_PREDICATES,
  ...EMPIRICAL_PREDICATES,
];

/** Facts of the arrows alone: whose rules are optimal plays no part. */
const ARROWS_ALONE: ReadonlySet<string> = new Set(["dsep", "path", "edge"]);

/** May a claim with this predicate hold rules: `control(D1, X) holding D2`? */
export function takesHolding({ name, family }: PredicateSignature): boolean {
  return family === "graph" && !ARROWS_ALONE.has(name);
}

const REGISTER = new Register("predicate", PREDICATES, ({ name, aliases }) => [name, ...aliases]);
// In the language a name is what it is to the letter.
const BY_NAME = new Map(REGISTER.names.map((name) => [name, REGISTER.called(name)] as const));

/** A predicate by its name or one of its aliases. */
export function predicateNamed(name: string): PredicateSignature | undefined {
  return BY_NAME.get(name);
}
