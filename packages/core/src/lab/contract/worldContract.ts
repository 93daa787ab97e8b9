/** A diagram held against the world it is said to draw, whichever way that world is given. */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { DiagramContract } from "./report.ts";
import type { WorldTie } from "./worldTie.ts";
import { exactContract } from "./exactContract.ts";
import { ownNumbersContract } from "./ownNumbersContract.ts";
import { sampledContract } from "./sampledContract.ts";

/** Options of `checkWorldContract`. */
export interface ContractOptions {
  /** Of the draws and shuffles of a sampled world. Default 1. */
  readonly seed?: number;
  /** Where agents act in a diagram's own numbers: that diagram, when another is to be compared with it. */
  readonly reference?: InfluenceDiagram;
}

/**
 * Every arrow into a variable of the diagram, and every information link, against the world: exactly
 * where the world is written out, by tests with a stated error rate where it is drawn from.
 */
export function checkWorldContract(
  diagram: InfluenceDiagram,
  tie: WorldTie,
  options: ContractOptions = {},
): DiagramContract {
  switch (tie.kind) {
    case "tabulated":
      return exactContract(diagram, tie);
    case "sampled":
      return sampledContract(diagram, tie, options.seed);
    case "itself":
      return ownNumbersContract(diagram, tie, options.reference);
  }
}
