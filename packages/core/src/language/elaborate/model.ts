/** The half-elaborated model: declarations after unrolling, before names in mechanisms are resolved. */
import type { Claim, Domain } from "../../model/index.ts";
import type {
  AgentItem,
  AskItem,
  ClaimItem,
  FunctionItem,
  LinkItem,
  ParamItem,
  StoryItem,
  TypeItem,
  VariableItem,
} from "../syntax/syntax.ts";
import type { Place } from "../messages.ts";
import type { Source } from "./source.ts";
import { Reporter } from "./source.ts";

/** Index variables and their values at some place. */
export type Scope = ReadonlyMap<string, number>;
export const NO_SCOPE: Scope = new Map();

export interface Declared<Item> {
  readonly item: Item;
  readonly source: Source;
}

/** One variable of the unrolled model. */
export interface Slot {
  /** Position among the model's nodes; set when unrolling is over. */
  id: number;
  readonly name: string;
  readonly template: string;
  readonly indices: readonly number[];
  item: VariableItem;
  source: Source;
  scope: Scope;
  readonly layer: number;
  domain?: Domain;
}

export interface Template {
  readonly name: string;
  readonly dimension: number;
  readonly slots: Map<string, Slot>;
  readonly place: Place;
}

export interface LinkEdit {
  readonly item: LinkItem;
  readonly source: Source;
  readonly scope: Scope;
}

export interface PendingClaim {
  readonly item: ClaimItem;
  readonly source: Source;
  readonly scope: Scope;
}

export interface PendingStep {
  readonly item: StoryItem | AskItem;
  readonly source: Source;
  readonly scope: Scope;
}

export interface Limits {
  /** Most variables, and most steps of all loops together. */
  readonly maxNodes: number;
  /** Most parent configurations of one mechanism that are checked one by one. */
  readonly maxRows: number;
}

export class ModelInProgress {
  readonly reporter = new Reporter();
  readonly limits: Limits;
  readonly overrides: ReadonlyMap<string, number>;
  title: string | undefined;
  readonly citations: string[] = [];
  readonly notes: string[] = [];
  readonly topics: string[] = [];
  readonly agents = new Map<string, Declared<AgentItem>>();
  readonly params = new Map<string, Declared<ParamItem>>();
  readonly types = new Map<string, Declared<TypeItem>>();
  readonly functions = new Map<string, Declared<FunctionItem>>();
  readonly templates = new Map<string, Template>();
  readonly removed = new Map<string, Place>();
  /** Names of items that could not be read; uses of them are not reported again. */
  readonly broken = new Set<string>();
  readonly links: LinkEdit[] = [];
  claims: PendingClaim[] = [];
  /** The story of the loaded text; those of the models it extends are theirs. */
  steps: PendingStep[] = [];
  /** The claims that could be read, by what tells them apart in the text. */
  readonly readClaims = new Map<string, Claim>();
  readonly parameterValues = new Map<string, number>();
  readonly bounds = new Map<string, { readonly low: number; readonly high: number }>();
  readonly structural = new Set<string>();
  /** Labels of all domains, and where each was first written. */
  readonly labels = new Map<string, Place | undefined>();
  readonly typeDomains = new Map<string, Domain>();
  slots: Slot[] = [];
  /** Order of the next variable declared. */
  nextOrder = 0;

  constructor(limits: Limits, overrides: ReadonlyMap<string, number>) {
    this.limits = limits;
    this.overrides = overrides;
  }
}

/** A variable's name: `S`, `S[2]`, `X[1, 2]` (one space after each comma). */
export function instanceName(template: string, indices: readonly number[]): string {
  return indices.length === 0 ? template : `${template}[${indices.join(", ")}]`;
}
