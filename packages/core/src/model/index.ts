/** What is a diagram? */
export type {
  ArgumentKind,
  Claim,
  ClaimDistribution,
  ClaimEdge,
  ClaimExpression,
  PredicateSignature,
} from "./claim.ts";
export type {
  Agent,
  AgentId,
  DiagramHeader,
  DiagramNode,
  DiagramParts,
  Instance,
  Mechanism,
  NodeKind,
  Parameter,
} from "./diagram.ts";
export type {
  BinaryOperator,
  BuiltIn,
  DistributionFamily,
  Expression,
  MatchCase,
  Pattern,
  UnaryOperator,
} from "./expression.ts";
export { DISTRIBUTION_FAMILIES, NUMERIC_FUNCTIONS } from "./expression.ts";
export type { AskStep, Step, StoryStep } from "./step.ts";
export type { ExtensiveGame, GameNode, InformationSet } from "./extensiveGame.ts";
export type { NormalFormGame } from "./normalFormGame.ts";
export type { Domain, FiniteDomain, RealDomain, Value } from "./value.ts";
export { CHANCE, DECISION, InfluenceDiagram, Structure, UTILITY } from "./diagram.ts";
export type { MechanismReader } from "./evaluate.ts";
export { callBuiltIn } from "./operations.ts";
export { valueRange } from "./valueRange.ts";
export {
  evaluateAt,
  evaluateConstant,
  MechanismError,
  mechanismReader,
  parameterValues,
} from "./evaluate.ts";
export { bimatrixGame, normalFormGame } from "./normalFormGame.ts";
export { PREDICATES, predicateNamed, takesHolding } from "./predicates.ts";
export { familyMass } from "./families.ts";
export { Fault } from "./fault.ts";
export { BOOLEAN_DOMAIN, finiteDomain, indexInDomain, showValue, valuesEqual } from "./value.ts";
