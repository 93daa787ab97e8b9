/** Games in normal and extensive form, and on diagrams: what may the agents do at once? */
export type { Completeness, Equilibrium, EquilibriumSet, GameSolver } from "./equilibrium.ts";
export type { ExtremeEquilibria } from "./extremeEquilibria.ts";
export type { MixedProfile } from "./mixedProfile.ts";
export { GameError } from "./equilibrium.ts";
export { extremeEquilibria } from "./extremeEquilibria.ts";
export { expectedPayoffs, pureProfile, strategyPayoffs, uniformProfile } from "./mixedProfile.ts";
export { pureEquilibria } from "./pureEquilibria.ts";
export { payoffScale, profileError, regret, regrets } from "./regret.ts";
