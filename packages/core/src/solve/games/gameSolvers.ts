/** All solvers of games, in the order of the methods table. */
import type { GameSolver } from "./equilibrium.ts";
import { CORRELATED_PROGRAM } from "./correlatedEquilibrium.ts";
import { VERTEX_ENUMERATION } from "./extremeEquilibria.ts";
import { LEMKE_HOWSON } from "./lemkeHowson.ts";
import { PURE_ENUMERATION } from "./pureEquilibria.ts";
import { QUANTAL_RESPONSE } from "./quantalResponse.ts";
import { SEQUENCE_FORM } from "./sequenceForm.ts";
import { TRACED_EQUILIBRIUM } from "./traceEquilibrium.ts";
import { ZERO_SUM_PROGRAM } from "./zeroSum.ts";

/** Every solver of games, with what it needs, guarantees and costs. */
export const GAME_SOLVERS: readonly GameSolver[] = [
  PURE_ENUMERATION,
  VERTEX_ENUMERATION,
  LEMKE_HOWSON,
  ZERO_SUM_PROGRAM,
  SEQUENCE_FORM,
  TRACED_EQUILIBRIUM,
  QUANTAL_RESPONSE,
  CORRELATED_PROGRAM,
];
