/**
 * What should the agents do, and what is it worth? Policies, games, interventions,
 * counterfactuals, and the numeric value of information and control. Every solver declares
 * what it needs and what it guarantees.
 */

export type {
  Completeness,
  Equilibrium,
  EquilibriumSet,
  ExtremeEquilibria,
  GameSolver,
  MixedProfile,
} from "./games/index.ts";
export {
  expectedPayoffs,
  extremeEquilibria,
  GameError,
  payoffScale,
  profileError,
  pureEquilibria,
  pureProfile,
  regret,
  regrets,
  strategyPayoffs,
  uniformProfile,
} from "./games/index.ts";
