/**
 * A game in extensive form as a plain value: a tree whose personal nodes are grouped into
 * information sets. Nodes are listed parents first (node 0 is the root), so a sweep from the end
 * to the start is a backward induction. Payoffs stand at terminal nodes only; what a file pays at
 * inner nodes is added to every terminal node below.
 */
/** A game tree: node 0 is the root, children by number, one payoff per player at each end. */
export interface ExtensiveGame {
  readonly title: string;
  readonly players: readonly string[];
  readonly nodes: readonly GameNode[];
  readonly informationSets: readonly InformationSet[];
}

/** A node of a game tree: a draw of chance, a player's turn, or an end. */
export type GameNode =
  | {
      readonly kind: "chance";
      readonly label: string;
      readonly actions: readonly string[];
      readonly probabilities: readonly number[];
      readonly children: readonly number[];
    }
  | {
      readonly kind: "player";
      readonly label: string;
      /** Index into `informationSets`; owner and actions are found there. */
      readonly informationSet: number;
      readonly children: readonly number[];
    }
  | {
      readonly kind: "terminal";
      readonly label: string;
      /** One payoff per player. */
      readonly payoffs: readonly number[];
    };

/** Nodes that a player cannot tell apart, with the actions there. */
export interface InformationSet {
  /** Index into `players`. */
  readonly player: number;
  readonly label: string;
  readonly actions: readonly string[];
  /** Its nodes, ascending. */
  readonly nodes: readonly number[];
}
