/**
 * The suffix `holding D2, D3` of a claim: decisions whose rules are held like mechanisms. It is about
 * what the graph says of motives; sentences about numbers or bare arrows have no use for it, and a
 * decision that is held cannot be asked about.
 */
import type { ClaimExpression, PredicateSignature } from "../../model/index.ts";
import type { ClaimItem, ExpressionSyntax } from "../syntax/syntax.ts";
import type { ClaimReading } from "./claimReading.ts";
import { predicateNamed, takesHolding } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { placeIn } from "../elaborate/source.ts";
import { nodeNames } from "./claimNames.ts";

export function readHeld(
  reading: ClaimReading,
  item: ClaimItem,
  sentence: ClaimExpression,
): string[] {
  const held = new Map<string, ExpressionSyntax>();
  for (const e of item.held) {
    for (const name of nodeNames(reading, e)) {
      if (reading.nodes.get(name)?.kind !== "decision") {
        const decisions = [...reading.nodes.values()].filter(({ kind }) => kind === "decision");
        const all = decisions.map((node) => node.name).join(", ");
        fail(
          reading,
          e,
          `only the rule of a decision can be held, and \`${name}\` is not a decision`,
          ["there are no decisions to hold", `the decisions are ${all}`][
            all === "" ? 0 : 1
          ] as string,
        );
      }
      held.set(name, e);
    }
  }
  const [first] = held.values();
  if (first === undefined) return [];
  for (const { predicate, call } of predicatesIn(reading, sentence)) {
    if (!takesHolding(predicate)) {
      fail(
        reading,
        first,
        `\`${predicate.name}\` does not depend on which rules are held`,
        "`holding` goes with what the graph says of motives, such as `control`, `intent` or `voc`",
      );
    }
    for (const [i, argument] of (call?.arguments ?? []).entries()) {
      const kind = predicate.arguments[i]?.kind;
      const isChoice = kind === "decision" || kind === "agent-or-decision";
      const e = isChoice && argument.kind === "name" ? held.get(argument.name) : undefined;
      if (e === undefined) continue;
      const name = argument.kind === "name" ? argument.name : "";
      fail(
        reading,
        e,
        `the claim asks about the decision \`${name}\`, so its rule cannot be held`,
        "hold other decisions",
      );
    }
  }
  return [...held.keys()];
}

function fail(reading: ClaimReading, e: ExpressionSyntax, what: string, hint: string): never {
  return reading.fail(messages.claimShape(what, hint, placeIn(reading.source, e.range)));
}

interface Use {
  readonly predicate: PredicateSignature;
  readonly call?: Extract<ClaimExpression, { kind: "call" }>;
}

function predicatesIn(reading: ClaimReading, e: ClaimExpression): Use[] {
  switch (e.kind) {
    case "comparison":
    case "arithmetic":
    case "logic":
      return [...predicatesIn(reading, e.left), ...predicatesIn(reading, e.right)];
    case "negation":
      return predicatesIn(reading, e.operand);
    case "call": {
      const predicate = predicateNamed(e.name);
      // `count` and `abs` are functions of what stands inside.
      if (predicate === undefined) return e.arguments.flatMap((a) => predicatesIn(reading, a));
      return [{ predicate, call: e }];
    }
    case "name": {
      const predicate = reading.nodes.has(e.name) ? undefined : predicateNamed(e.name);
      return predicate === undefined ? [] : [{ predicate }];
    }
    default:
      return [];
  }
}
