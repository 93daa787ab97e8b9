/**
 * The syntax tree: what was written, with places, before any name means anything. Every node has
 * its range in the text; comments stand beside the tree, by offset.
 */
import type { Diagnostic, TextRange } from "../../base/index.ts";
import type { BinaryOperator } from "../../model/index.ts";

export interface NameSyntax {
  /** The name meant; back-ticks are not part of it. */
  readonly text: string;
  readonly range: TextRange;
  /** Written in back-ticks: no keyword, no built-in, never the wildcard. */
  readonly quoted?: true;
}

export interface StringSyntax {
  /** The text meant, escapes resolved. */
  readonly value: string;
  readonly range: TextRange;
}

interface Placed {
  readonly range: TextRange;
  /** Levels of nesting below, bounded by the parser so that recursion over a tree is safe. */
  readonly depth: number;
}

/** Operators of values, and what stands between two operands in ranges, arrows and arguments. */
export type BinarySign = BinaryOperator | ".." | "->" | "=" | "~";

export type AggregateName = "sum" | "product" | "min" | "max" | "all" | "any" | "count";

export interface IndexBinding {
  readonly name: NameSyntax;
  readonly values: ExpressionSyntax;
}

/** `target = value`: an event, an intervention, a forced variable. */
interface AssignmentSyntax extends Placed {
  readonly kind: "assignment";
  readonly target: ExpressionSyntax;
  readonly value: ExpressionSyntax;
}

/** `target ~ value`: soft evidence or a soft intervention. */
export interface DistributedSyntax extends Placed {
  readonly kind: "distributed";
  readonly target: ExpressionSyntax;
  readonly value: ExpressionSyntax;
}

export type ArgumentSyntax = ExpressionSyntax | AssignmentSyntax | DistributedSyntax;

interface NumberSyntax extends Placed {
  readonly kind: "number";
  readonly value: number;
}
interface BooleanSyntax extends Placed {
  readonly kind: "boolean";
  readonly value: boolean;
}
export interface NameExpression extends Placed, NameSyntax {
  readonly kind: "name";
}
/** A text in quotation marks: a value that is this label, whatever else has the name. */
interface LabelSyntax extends Placed {
  readonly kind: "label";
  readonly text: string;
}
export interface CallSyntax extends Placed {
  readonly kind: "call";
  readonly callee: NameSyntax;
  readonly receiver?: NameSyntax;
  readonly arguments: readonly ArgumentSyntax[];
  /** What stands after `|`; absent when there is no bar. */
  readonly given?: readonly ArgumentSyntax[];
}
export interface IndexSyntax extends Placed {
  readonly kind: "index";
  readonly target: ExpressionSyntax;
  readonly indices: readonly ExpressionSyntax[];
}
export interface UnarySyntax extends Placed {
  readonly kind: "unary";
  readonly operator: "-" | "not";
  readonly operand: ExpressionSyntax;
}
export interface BinarySyntax extends Placed {
  readonly kind: "binary";
  readonly operator: BinarySign;
  readonly left: ExpressionSyntax;
  readonly right: ExpressionSyntax;
}
export interface IfSyntax extends Placed {
  readonly kind: "if";
  readonly condition: ExpressionSyntax;
  readonly then: ExpressionSyntax;
  readonly otherwise: ExpressionSyntax;
}
/** A long `if … then … else if … then … else …`, in order. */
export interface CasesSyntax extends Placed {
  readonly kind: "cases";
  readonly branches: readonly {
    readonly condition: ExpressionSyntax;
    readonly then: ExpressionSyntax;
  }[];
  readonly otherwise: ExpressionSyntax;
}
export interface MatchSyntax extends Placed {
  readonly kind: "match";
  readonly subject: ExpressionSyntax;
  readonly cases: readonly {
    readonly patterns: readonly ExpressionSyntax[];
    readonly body: ExpressionSyntax;
  }[];
}
export interface LetSyntax extends Placed {
  readonly kind: "let";
  readonly name: NameSyntax;
  readonly value: ExpressionSyntax;
  readonly body: ExpressionSyntax;
}
export interface AggregateSyntax extends Placed {
  readonly kind: "aggregate";
  readonly name: AggregateName;
  readonly indices: readonly IndexBinding[];
  readonly body: ExpressionSyntax;
}
interface GroupSyntax extends Placed {
  readonly kind: "group";
  readonly inner: ExpressionSyntax;
}
export interface ItemsSyntax extends Placed {
  readonly kind: "tuple" | "list";
  readonly items: readonly ExpressionSyntax[];
}
/** A set or weights: which of the two, the colons and the place say. */
export interface BracesSyntax extends Placed {
  readonly kind: "braces";
  readonly entries: readonly {
    readonly value: ExpressionSyntax;
    readonly weight?: ExpressionSyntax;
  }[];
  /** `{…} of chance` in claims. */
  readonly of?: NameSyntax;
}
export interface UnderSyntax extends Placed {
  readonly kind: "under";
  readonly target: ExpressionSyntax;
  readonly forced: readonly ArgumentSyntax[];
}

export type ExpressionSyntax =
  | NumberSyntax
  | BooleanSyntax
  | LabelSyntax
  | NameExpression
  | CallSyntax
  | IndexSyntax
  | UnarySyntax
  | BinarySyntax
  | IfSyntax
  | CasesSyntax
  | MatchSyntax
  | LetSyntax
  | AggregateSyntax
  | GroupSyntax
  | ItemsSyntax
  | BracesSyntax
  | UnderSyntax;

/** One entry of a `sees` or `from` list. */
export interface NodeListEntry {
  readonly target: ExpressionSyntax;
  readonly loops: readonly IndexBinding[];
  readonly range: TextRange;
}

export interface NodeList {
  readonly entries: readonly NodeListEntry[];
  /** From the keyword to the last entry. */
  readonly range: TextRange;
  readonly braces: boolean;
}

interface Item {
  readonly range: TextRange;
}

interface HeaderItem extends Item {
  readonly kind: "header";
  readonly word: "model" | "cite" | "note" | "topic";
  readonly text: StringSyntax;
}
export interface AgentItem extends Item {
  readonly kind: "agent";
  readonly name: NameSyntax;
  readonly label?: StringSyntax;
}
export interface ParamItem extends Item {
  readonly kind: "param";
  readonly name: NameSyntax;
  readonly label?: StringSyntax;
  readonly value: ExpressionSyntax;
  readonly bounds?: ExpressionSyntax;
}
export interface TypeItem extends Item {
  readonly kind: "type";
  readonly name: NameSyntax;
  /** Alternatives separated by `|`; a single one may be any domain. */
  readonly alternatives: readonly ExpressionSyntax[];
}
export interface FunctionItem extends Item {
  readonly kind: "fn";
  readonly name: NameSyntax;
  readonly parameters: readonly NameSyntax[];
  readonly body: ExpressionSyntax;
}
export interface DomainSyntax {
  readonly expression: ExpressionSyntax;
  readonly step?: ExpressionSyntax;
  readonly range: TextRange;
}
export interface VariableItem extends Item {
  readonly kind: "variable";
  readonly variableKind: "chance" | "decision" | "utility";
  readonly replaces: boolean;
  readonly name: NameSyntax;
  readonly indices: readonly ExpressionSyntax[];
  /** Name with indices. */
  readonly nameRange: TextRange;
  readonly label?: StringSyntax;
  readonly domain?: DomainSyntax;
  /** After `by` or `for`. */
  readonly owners: readonly NameSyntax[];
  readonly sees?: NodeList;
  readonly from?: NodeList;
  readonly mechanism?: {
    readonly sign: "=" | "~";
    readonly body: ExpressionSyntax;
    readonly range: TextRange;
  };
}
interface ForItem extends Item {
  readonly kind: "for";
  readonly loops: readonly IndexBinding[];
  readonly items: readonly ItemSyntax[];
}
interface GuardItem extends Item {
  readonly kind: "guard";
  readonly branches: readonly {
    readonly condition: ExpressionSyntax;
    readonly items: readonly ItemSyntax[];
  }[];
  readonly otherwise?: readonly ItemSyntax[];
}
interface ExtendsItem extends Item {
  readonly kind: "extends";
  readonly path: StringSyntax;
}
interface RemoveItem extends Item {
  readonly kind: "remove";
  readonly target: ExpressionSyntax;
}
export interface LinkItem extends Item {
  readonly kind: "link";
  readonly action: "add" | "remove";
  readonly from: ExpressionSyntax;
  readonly to: ExpressionSyntax;
}
interface IncludeItem extends Item {
  readonly kind: "include";
}
export interface ClaimItem extends Item {
  readonly kind: "claim";
  readonly expression: ExpressionSyntax;
  readonly added: readonly ExpressionSyntax[];
  readonly removed: readonly ExpressionSyntax[];
  /** Decisions whose rules are held: `holding D2`. */
  readonly held: readonly ExpressionSyntax[];
  readonly tolerance?: ExpressionSyntax;
  readonly seeds?: ExpressionSyntax;
  readonly citation?: StringSyntax;
  readonly note?: StringSyntax;
  /** The sentence: without `claim` and without its `cite` and `note`. */
  readonly sentence: TextRange;
}
/** `story "…" show … pin … note "…"` */
export interface StoryItem extends Item {
  readonly kind: "story";
  readonly text: StringSyntax;
  readonly show: readonly ExpressionSyntax[];
  /** The verdict, read as a claim is. */
  readonly pin?: ClaimItem;
  readonly note?: StringSyntax;
}
/** `ask "…" until …` */
export interface AskItem extends Item {
  readonly kind: "ask";
  readonly text: StringSyntax;
  readonly until: ClaimItem;
}
/** An item that could not be read. Its name, when it had one, still counts as declared. */
interface BrokenItem extends Item {
  readonly kind: "broken";
  readonly word: string;
  readonly name?: NameSyntax;
}

export type ItemSyntax =
  | HeaderItem
  | AgentItem
  | ParamItem
  | TypeItem
  | FunctionItem
  | VariableItem
  | ForItem
  | GuardItem
  | ExtendsItem
  | RemoveItem
  | LinkItem
  | IncludeItem
  | ClaimItem
  | StoryItem
  | AskItem
  | BrokenItem;

export type Role = "block" | "declaration-colon" | "prefix" | "item";

export interface TokenSyntax {
  readonly image: string;
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

export interface CommentSyntax {
  readonly text: string;
  readonly range: TextRange;
}

/**
 * A text as it was parsed: items with their places, tokens, comments, and what is wrong with the
 * grammar.
 */
export interface SyntaxTree {
  readonly text: string;
  readonly items: readonly ItemSyntax[];
  readonly tokens: readonly TokenSyntax[];
  readonly comments: readonly CommentSyntax[];
  /** What a token is for, by its offset, where its spelling does not say. */
  readonly roles: ReadonlyMap<number, Role>;
  /** Errors of spelling and grammar, in order of place. */
  readonly diagnostics: readonly Diagnostic[];
}
