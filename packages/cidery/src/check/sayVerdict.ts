/** A verdict as one short sentence with the path or set that shows it. */
import type { NodeId } from "../graph/index.ts";
import type { Verdict, Witness } from "../incentives/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";

export function sayVerdict(diagram: InfluenceDiagram, verdict: Verdict): string {
  const answer = verdict.verdict === "not-applicable" ? "not applicable" : verdict.verdict;
  const reason = verdict.reason.replaceAll("-", " ");
  const shown = verdict.witness === undefined ? "" : `: ${sayWitness(diagram, verdict.witness)}`;
  return `${answer}, ${reason}${shown}`;
}

function sayWitness(diagram: InfluenceDiagram, witness: Witness): string {
  const names = (nodes: readonly NodeId[], separator = ", "): string =>
    nodes.map((v) => diagram.node(v).name).join(separator);
  switch (witness.kind) {
    case "directed-path":
      return names(witness.nodes, " -> ");
    case "trail":
    case "mechanism-trail":
      return `${names(witness.nodes, " - ")} is active given {${names(witness.given)}}`;
    case "blocking-set":
      return `{${names(witness.given)}} blocks every trail from ${names(witness.from)} to ${names(witness.to)}`;
    case "no-path": {
      const avoiding =
        witness.avoiding === undefined ? "" : ` that avoids ${names(witness.avoiding)}`;
      return `no directed path from ${names(witness.from)} to ${names(witness.to)}${avoiding}`;
    }
    case "cycle":
      return `${names(witness.nodes)} rely on each other in a circle`;
    case "unobserved":
      return `no arrow ${diagram.node(witness.node).name} -> ${diagram.node(witness.decision).name}`;
    case "nodes":
      return names(witness.nodes);
    case "parts":
      return witness.parts.map((part) => sayWitness(diagram, part)).join("; ");
  }
}
