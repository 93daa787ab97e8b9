/**
 * The answer first: for each agent that decides, what it may want to change, may want to know, may
 * react to, and what it has no control incentive on, as lines of a card. It says what `summarise`
 * says, in parts that can be pointed at: every item holds the verdicts it stands for. An agent's
 * own decisions, and utilities, are left out, as in the published figures.
 */
import type { Concern } from "./highlightVerdict.ts";
import type { NodeId } from "../graph/index.ts";
import type { AgentId, InfluenceDiagram } from "../model/index.ts";
import type { Verdict } from "../incentives/index.ts";
import { agentName, foldedNames } from "./names.ts";

/** Steps of one declaration are one item. */
interface CardItem {
  /** How the nodes are called: their display text, `state [2..4]`, else their names. */
  readonly name: string;
  readonly nodes: readonly NodeId[];
  /** What the line says of these nodes, decision by decision; never empty. */
  readonly verdicts: readonly Verdict[];
}

/** One line of a card: the same answer to one question about several nodes. */
interface CardLine {
  readonly concern: Concern;
  readonly criterion: string;
  readonly state: "present" | "unknown" | "absent";
  /** `may want to change`, to be followed by the items. */
  readonly words: string;
  /** Never empty. */
  readonly items: readonly CardItem[];
}

/** What the graph says of one agent. */
export interface AgentCard {
  readonly agent: AgentId;
  readonly name: string;
  /** Control first, then information, response, and last what there is no control incentive on. */
  readonly lines: readonly CardLine[];
  /** Questions that do not arise for this agent. */
  readonly notApplicable: readonly Verdict[];
}

interface LineKind extends Pick<CardLine, "concern" | "criterion" | "state" | "words"> {}

const LINES: readonly LineKind[] = [
  line("control", "instrumental-control-incentive", "present", "may want to change"),
  line("control", "instrumental-control-incentive", "unknown", "cannot be told about changing"),
  line("information", "value-of-information", "present", "may want to know"),
  line("information", "value-of-information", "unknown", "cannot be told about knowing"),
  line("response", "response-incentive", "present", "may react to"),
  line("response", "response-incentive", "unknown", "cannot be told about reacting to"),
  line("control", "instrumental-control-incentive", "absent", "has no control incentive on"),
];

function line(
  concern: Concern,
  criterion: string,
  state: CardLine["state"],
  words: string,
): LineKind {
  return { concern, criterion, state, words };
}

/** The criteria whose verdicts a card is made of. */
export const CARD_CRITERIA: readonly string[] = [
  "instrumental-control-incentive",
  "value-of-information",
  "response-incentive",
];

/**
 * A card for each agent that has verdicts. Linear in the verdicts, which are those of
 * `CARD_CRITERIA`; others are passed over, except those that are not applicable.
 */
export function agentCards(
  diagram: InfluenceDiagram,
  verdicts: readonly Verdict[],
): readonly AgentCard[] {
  return diagram.agents.flatMap((_, agent) => {
    const own = verdicts.filter((one) => one.agent === agent && isTelling(diagram, agent, one));
    if (own.length === 0) return [];
    return {
      agent,
      name: agentName(diagram, agent),
      lines: LINES.flatMap((kind) => {
        const items = itemsOf(diagram, kind, own);
        return items.length === 0 ? [] : { ...kind, items };
      }),
      notApplicable: own.filter(({ kind }) => kind === "not-applicable"),
    };
  });
}

/** What an agent wants of its own decisions, and of any utility, goes without saying. */
function isTelling(diagram: InfluenceDiagram, agent: AgentId, { node }: Verdict): boolean {
  if (node === undefined) return false;
  const { kind, owners } = diagram.node(node);
  return kind !== "utility" && !owners.includes(agent);
}

/** The strongest answer of a node over the decisions of the agent is what is said of it. */
const STRENGTH: readonly Verdict["kind"][] = ["not-applicable", "absent", "unknown", "present"];

function itemsOf(
  diagram: InfluenceDiagram,
  { criterion, state }: LineKind,
  own: readonly Verdict[],
): CardItem[] {
  const byNode = new Map<NodeId, Verdict[]>();
  for (const one of own) {
    if (one.criterion !== criterion || one.node === undefined) continue;
    byNode.set(one.node, [...(byNode.get(one.node) ?? []), one]);
  }
  const groups = new Map<string, CardItem>();
  for (const [node, all] of [...byNode].sort(([a], [b]) => a - b)) {
    const strongest = all.reduce((a, b) => (rank(b) > rank(a) ? b : a));
    if (strongest.kind !== state) continue;
    const verdicts = all.filter(({ kind }) => kind === state);
    const { name, instance } = diagram.node(node);
    const key = instance?.template ?? name;
    const before = groups.get(key);
    const nodes = [...(before?.nodes ?? []), node];
    groups.set(key, {
      name: instance === undefined ? (diagram.labelOf(node) ?? name) : folded(diagram, nodes),
      nodes,
      verdicts: [...(before?.verdicts ?? []), ...verdicts],
    });
  }
  return [...groups.values()];
}

function rank({ kind }: Verdict): number {
  return STRENGTH.indexOf(kind);
}

/** `state [2..3]` where all steps have one display text, as under the nodes of a picture; else `S[2..3]`. */
function folded(diagram: InfluenceDiagram, nodes: readonly NodeId[]): string {
  const labels = new Set(nodes.map((v) => diagram.labelOf(v)));
  const [label] = labels;
  const isShared = labels.size === 1 && label !== undefined;
  const names = nodes.map((v) => {
    const { name, instance } = diagram.node(v);
    return isShared && instance ? `${label} [${instance.indices.join(", ")}]` : name;
  });
  return foldedNames(names).join(", ");
}
