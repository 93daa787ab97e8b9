/** Names in claims: variables of the unrolled model, arrows between them, agents. */
import type { ClaimEdge } from "../../model/index.ts";
import type { ExpressionSyntax } from "../syntax/syntax.ts";
import type { ClaimReading } from "./claimReading.ts";
import * as messages from "../messages.ts";
import { instanceName } from "../elaborate/model.ts";
import { Unusable } from "../elaborate/reading.ts";
import { slotsOf } from "../elaborate/references.ts";
import { staticValue } from "../elaborate/static.ts";
import { placeIn } from "../elaborate/source.ts";

export function readEdge(reading: ClaimReading, e: ExpressionSyntax): ClaimEdge {
  if (e.kind === "binary" && e.operator === "->")
    return { from: nodeName(reading, e.left), to: nodeName(reading, e.right) };
  return reading.fail(
    messages.claimShape(
      "an arrow between two variables is needed here",
      "for example `with X -> D2`",
      placeIn(reading.source, e.range),
    ),
  );
}

export function requireAgent(
  reading: ClaimReading,
  name: string,
  range: { start: number; end: number },
): void {
  if (reading.agents.includes(name)) return;
  if (reading.model.broken.has(name)) throw new Unusable();
  reading.fail(
    messages.unknownAgent(
      name,
      reading.model.reporter.nearest(name, () => reading.agents),
      reading.agents,
      placeIn(reading.source, range),
    ),
  );
}

export function nodeName(reading: ClaimReading, e: ExpressionSyntax): string {
  const names = nodeNames(reading, e);
  const [name] = names;
  if (name === undefined || names.length > 1) {
    return reading.fail(
      messages.claimShape(
        "one variable is needed here",
        "name one instance",
        placeIn(reading.source, e.range),
      ),
    );
  }
  return name;
}

export function nodeNames(reading: ClaimReading, e: ExpressionSyntax): string[] {
  // Nodes of other worlds have plain generated names, which claims may use.
  if (e.kind === "name" && !reading.model.templates.has(e.text) && reading.nodes.has(e.text))
    return [e.text];
  // A model of another tool may have a variable whose whole name is `S[2]`.
  if (
    e.kind === "index" &&
    e.target.kind === "name" &&
    !reading.model.templates.has(e.target.text)
  ) {
    const indices = e.indices.map((index) => staticValue(reading.model, index, reading.scope));
    const name = instanceName(e.target.text, indices as number[]);
    if (indices.every((i) => typeof i === "number") && reading.nodes.has(name)) return [name];
  }
  const slots = slotsOf(reading.model, e, reading.scope, reading.source);
  if (slots === undefined) throw new Unusable();
  return slots.map((slot) => instanceName(slot.template, slot.indices));
}
