/**
 * The published claims of ../shared/theory/claims.json as sentences of the claim language, with
 * names as the catalogue spells them.
 */
import { readFileSync } from "node:fs";
import { sharedFile } from "./shared.ts";

export interface PublishedModel {
  readonly id: string;
  readonly model: {
    readonly nodes: readonly {
      readonly id: string;
      readonly kind: "chance" | "decision" | "utility";
      readonly agent?: string | number | readonly (string | number)[];
    }[];
    readonly edges: readonly (readonly [string, string])[];
  };
  readonly claims: readonly PublishedClaim[];
}

export interface PublishedClaim {
  readonly query: string;
  readonly args: {
    readonly [key: string]: unknown;
    readonly decision?: string;
    readonly node?: string;
    readonly from?: string;
    readonly to?: string;
    readonly agent?: string | number;
    readonly x?: readonly string[];
    readonly y?: readonly string[];
    readonly z?: readonly string[];
    readonly add?: readonly (readonly [string, string])[];
    readonly remove?: readonly (readonly [string, string])[];
    readonly signaller?: string;
    readonly target?: string;
    readonly pattern?: string;
  };
  readonly expected: unknown;
}

export function publishedModels(): PublishedModel[] {
  return JSON.parse(readFileSync(sharedFile("theory/claims.json"), "utf8")) as PublishedModel[];
}

/**
 * Where the catalogue's spelling differs: `*` stands for one digit. Besides, `S1` may always be an
 * instance `S[1]`.
 */
const SPELLINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "fw-02-unknown-mdp": { TT: "Theta_T", TR: "Theta_R" },
  "fw-04a-modifiable-rf": { "T*": "Theta[*]" },
  "fw-04b-current-rf": { "T*": "Theta[*]" },
  "fw-05-reward-modeling": { TH: "Theta_H" },
  "fw-06-cirl": { TH: "Theta_H" },
  "fw-10-debate": { "A**": "A[*, *]" },
  "rt-fig3b-unknown-mdp": { TT: "Theta_T", TR: "Theta_R" },
  "rt-fig5-modifiable-rf": { Ts: "Theta_star", "T*": "Theta[*]" },
  "rt-fig6-ti-considering": { "T*": "Theta[*]", "R*a": "R_a[*]", "R*b": "R_b[*]" },
  "rt-fig7-ti-ignoring": { "T*": "Theta[*]" },
  "rt-fig8-direct-learning": { Ts: "Theta_star" },
  "rt-fig9-counterfactual-rf": {
    Ts: "Theta_star",
    "T*": "Theta[*]",
    "T*c": "Theta_c[*]",
    "S*c": "S_c[*]",
    "A*c": "A_c[*]",
  },
  "rt-fig10-pomdp": { "O*t": "Theta_O[*]" },
};

/** How the catalogue writes a name of a published model. */
export function catalogueName(
  model: string,
  name: string,
  exists: (name: string) => boolean,
): string {
  for (const [pattern, spelling] of Object.entries(SPELLINGS[model] ?? {})) {
    const shape = new RegExp(`^${pattern.replaceAll("*", "(\\d)")}$`);
    const digits = shape.exec(name)?.slice(1);
    if (digits === undefined) continue;
    return digits.reduce((text, digit) => text.replace("*", digit), spelling);
  }
  if (exists(name)) return name;
  const instance = name.replace(/^(\D+)(\d)$/, "$1[$2]");
  if (exists(instance)) return instance;
  throw new Error(`${model}: the catalogue has neither ${name} nor ${instance}`);
}

/** Where the source holds the rules of later decisions: conformance/README.md. */
export const HELD: Readonly<Record<string, readonly string[]>> = {
  "fw-13-shutdown-standard": ["D2"],
};

const VERDICTS: Readonly<Record<string, string>> = {
  voi: "info",
  ri: "response",
  voc: "voc",
  ici: "control",
  impact: "influence",
  requisite: "requisite",
  intent: "intent",
  "r-reachable": "reachable",
};
const NODE_SETS: Readonly<Record<string, string>> = {
  "voi-list": "info",
  "ri-list": "response",
  "voc-list": "voc",
  "ici-list": "control",
  "direct-voc": "direct_voc",
  "indirect-voc": "indirect_voc",
};
const EDGE_SETS: Readonly<Record<string, string>> = {
  "minimal-reduction": "reduction",
  "relevance-graph": "relevance",
  "mechanism-edges": "mechanism_edges",
  "terminal-edges": "terminal_edges",
};
const PATTERNS: Readonly<Record<string, string>> = {
  "direct-effect": "direct",
  "revealing-denying": "revealing",
};

/** The claim's sentence, or undefined for a question about numbers. */
export function sentenceOf(
  claim: PublishedClaim,
  name: (name: string) => string,
  agent: (agent: string) => string,
  held: readonly string[] = [],
): string | undefined {
  const { args, expected, query } = claim;
  const of = (part: string | undefined): string => name(part ?? "");
  const set = (nodes: readonly string[]): string => `{${nodes.map(name).join(", ")}}`;
  const one = (nodes: readonly string[] = []): string =>
    nodes.length === 1 ? of(nodes[0]) : set(nodes);
  const arrows = (edges: readonly (readonly [string, string])[]): string =>
    edges.map(([a, b]) => `${name(a)} -> ${name(b)}`).join(", ");
  const added = args.add === undefined ? "" : ` with ${arrows(args.add)}`;
  const removed = args.remove === undefined ? "" : ` without ${arrows(args.remove)}`;
  const truth = (text: string): string =>
    `${expected === false ? "not " : ""}${text}${added}${removed}`;
  const equals = (text: string, value: string): string => `${text} == ${value}${added}${removed}`;

  const verdict = VERDICTS[query];
  if (verdict !== undefined) {
    const parts = [args.decision, args.node].filter((part) => part !== undefined);
    const holding = held.length === 0 ? "" : ` holding ${held.map(name).join(", ")}`;
    return `${truth(`${verdict}(${parts.map(name).join(", ")})`)}${holding}`;
  }
  const nodeSet = NODE_SETS[query];
  if (nodeSet !== undefined) {
    const about =
      args.decision === undefined || query === "direct-voc" ? "" : `(${name(args.decision)})`;
    // The published lists of instrumental control incentives hold the decision and the utilities.
    const range = query === "ici-list" ? " of all" : "";
    return equals(`${nodeSet}${about}`, set(expected as string[]) + range);
  }
  const edgeSet = EDGE_SETS[query];
  if (edgeSet !== undefined) return equals(edgeSet, `{${arrows(expected as [string, string][])}}`);
  switch (query) {
    case "d-sep": {
      const given = args.z === undefined || args.z.length === 0 ? "" : ` | ${one(args.z)}`;
      return truth(`dsep(${one(args.x)}, ${one(args.y)}${given})`);
    }
    case "relevance":
      return truth(`relies(${of(args.from)}, ${of(args.to)})`);
    case "edge":
      return truth(`edge(${of(args.from)}, ${of(args.to)})`);
    case "directed-path":
      return truth(`path(${of(args.from)}, ${of(args.to)})`);
    case "only-informational":
      return truth(`only_informational(${agent(String(args.agent))}, ${of(args.node)})`);
    case "deception-criterion":
      return truth(`deception(${of(args.signaller)}, ${of(args.target)})`);
    case "sufficient-recall":
      return truth(`sufficient_recall(${agent(String(args.agent))})`);
    case "soluble":
      return truth("soluble");
    case "ln-soluble":
      return truth("ln_soluble");
    case "reasoning-pattern": {
      const pattern = args.pattern ?? "";
      return truth(`reasoning(${of(args.decision)}, ${PATTERNS[pattern] ?? pattern})`);
    }
    case "sccs":
    case "subgames":
      return equals(
        query === "sccs" ? "components" : "subgames",
        `{${(expected as string[][]).map(set).join(", ")}}`,
      );
    default:
      return undefined;
  }
}
