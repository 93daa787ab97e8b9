/**
 * Where the parts of a diagram stand in the text it was read from. They are not part of the diagram:
 * a comment or a blank moves places and leaves the diagram what it is.
 */
import type { TextRange } from "../base/index.ts";

/**
 * Places of a diagram's parts, in the order of the diagram's own lists. A part that another file
 * declares (`extends`) has none.
 */
export interface Places {
  /** The name in the declaration of a node, by the node's id. */
  readonly nodes: readonly (TextRange | undefined)[];
  /** The name in the declaration of a parameter, by its position in `parameters`. */
  readonly parameters: readonly (TextRange | undefined)[];
  /** A whole claim, by its position in `claims`. */
  readonly claims: readonly (TextRange | undefined)[];
  /** A whole step, by its position in `steps`. */
  readonly steps: readonly (TextRange | undefined)[];
}
