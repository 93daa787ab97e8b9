/** Verdicts by name, as `--json` prints them. The shape is documented in docs/json.md and stable. */
import type { Link, NodeId } from "@cidery/core/graph";
import type { InfluenceDiagram, Verdict, Witness } from "@cidery/core";
import { readingWords } from "@cidery/core";

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export function verdictJson(
  diagram: InfluenceDiagram,
  verdict: Verdict,
): Record<string, JsonValue> {
  const node = (id: NodeId): string => diagram.node(id).name;
  const agent = (id: number): string => diagram.agents[id]?.name ?? String(id);
  return {
    criterion: verdict.criterion,
    ...(verdict.agent === undefined ? {} : { agent: agent(verdict.agent) }),
    ...(verdict.decision === undefined ? {} : { decision: node(verdict.decision) }),
    ...(verdict.node === undefined ? {} : { node: node(verdict.node) }),
    ...(verdict.target === undefined ? {} : { target: agent(verdict.target) }),
    ...(verdict.pattern === undefined ? {} : { pattern: verdict.pattern }),
    reading: readingWords(diagram, verdict.holding ?? []),
    ...(verdict.holding === undefined ? {} : { holding: verdict.holding.map(node) }),
    // What programs read keeps the word that people read.
    verdict: verdict.kind,
    reason: verdict.reason,
    ...(verdict.caveats.length === 0 ? {} : { caveats: verdict.caveats }),
    ...(verdict.witness === undefined ? {} : { witness: witnessJson(diagram, verdict.witness) }),
  };
}

function witnessJson(diagram: InfluenceDiagram, witness: Witness): JsonValue {
  const names = (ids: readonly NodeId[]): string[] => ids.map((id) => diagram.node(id).name);
  if (witness.kind === "parts") {
    return { kind: "parts", parts: witness.parts.map((part) => witnessJson(diagram, part)) };
  }
  const result: Record<string, JsonValue> = { kind: witness.kind };
  if ("nodes" in witness) result["nodes"] = names(witness.nodes);
  if ("from" in witness) result["from"] = names(witness.from);
  if ("to" in witness) result["to"] = names(witness.to);
  if ("given" in witness) result["given"] = names(witness.given);
  if ("avoiding" in witness && witness.avoiding !== undefined)
    result["avoiding"] = names(witness.avoiding);
  if ("mechanism" in witness && witness.mechanism === true) result["mechanism"] = true;
  if ("on" in witness && witness.on !== undefined) {
    const { added = [], removed = [] } = witness.on;
    result["on"] = { added: linksJson(diagram, added), removed: linksJson(diagram, removed) };
  }
  return result;
}

export function linksJson(diagram: InfluenceDiagram, links: readonly Link[]): [string, string][] {
  return links.map(([from, to]) => [diagram.node(from).name, diagram.node(to).name]);
}
