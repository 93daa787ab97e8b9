/**
 * The JSON form of a model, as a zod schema from which the published JSON Schema is made. The bare
 * structure `{"nodes": [{"id", "kind", "agent"?}], "edges": [[from, to]]}` is a valid document;
 * everything else (domains, mechanisms, parameters, claims) may be added to it.
 */
/* oxlint-disable unicorn/no-thenable -- `then` is the branch of an `if` in the data model */
import { z } from "zod";
import { DISTRIBUTION_FAMILIES, NUMERIC_FUNCTIONS } from "../../model/index.ts";
import { JSON_VERSION } from "./jsonData.ts";

type JsonScalar = number | boolean | string;
type JsonValue = JsonScalar | readonly JsonValue[];

export type JsonExpression = Readonly<Record<string, unknown>>;

/** Made on first use: building it takes as long as reading a hundred documents. */
function makeSchema() {
  const value: z.ZodType<JsonValue> = z
    .lazy(() => z.union([z.number(), z.boolean(), z.string(), z.array(value)]))
    .meta({ id: "Value", description: "a number, a truth value, a label, or a tuple of values" });

  const domain = z
    .union([
      z.literal("bool"),
      z.array(value).min(1),
      z.strictObject({ values: z.array(value).min(1), type: z.string().optional() }),
      z.strictObject({
        real: z.literal(true),
        low: z.number().optional(),
        high: z.number().optional(),
      }),
    ])
    .meta({
      id: "Domain",
      description: "the ordered values a variable takes; `real` with optional bounds is continuous",
    });

  const name = z.string().min(1);
  const distributionFamily = z.enum(DISTRIBUTION_FAMILIES);

  const expression: z.ZodType<JsonExpression> = z
    .lazy(() =>
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("literal"), value }),
        z.strictObject({ kind: z.literal("parameter"), name }),
        z.strictObject({ kind: z.literal("parent"), name }),
        z.strictObject({ kind: z.literal("local"), name }),
        z.strictObject({ kind: z.literal("let"), name, value: expression, body: expression }),
        z.strictObject({
          kind: z.literal("unary"),
          operator: z.enum(["-", "not"]),
          operand: expression,
        }),
        z.strictObject({
          kind: z.literal("binary"),
          operator: z.enum([
            "+",
            "-",
            "*",
            "/",
            "%",
            "^",
            "==",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "and",
            "or",
            "xor",
            "implies",
            "in",
          ]),
          left: expression,
          right: expression,
        }),
        z.strictObject({
          kind: z.literal("call"),
          name: z.enum([...NUMERIC_FUNCTIONS, "number"]),
          arguments: z.array(expression),
        }),
        z.strictObject({
          kind: z.literal("other"),
          operand: expression,
          values: z.tuple([value, value]),
        }),
        z.strictObject({
          kind: z.literal("if"),
          condition: expression,
          then: expression,
          otherwise: expression,
        }),
        z.strictObject({
          kind: z.literal("match"),
          subject: expression,
          cases: z.array(z.strictObject({ patterns: z.array(pattern), body: expression })),
        }),
        z.strictObject({ kind: z.literal("tuple"), items: z.array(expression) }),
        z.strictObject({ kind: z.literal("component"), tuple: expression, index: expression }),
        z.strictObject({ kind: z.literal("list"), items: z.array(expression) }),
        z.strictObject({
          kind: z.literal("weights"),
          entries: z.array(z.strictObject({ value: expression, weight: expression })),
        }),
        z.strictObject({
          kind: z.literal("family"),
          family: distributionFamily,
          arguments: z.array(expression),
        }),
      ]),
    )
    .meta({ id: "Expression", description: "a mechanism's expression; parents are read by name" });

  const pattern: z.ZodType<JsonExpression> = z
    .lazy(() =>
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("any") }),
        z.strictObject({ kind: z.literal("value"), value }),
        z.strictObject({ kind: z.literal("tuple"), items: z.array(pattern) }),
      ]),
    )
    .meta({ id: "Pattern" });

  const claimExpression: z.ZodType<JsonExpression> = z
    .lazy(() =>
      z.discriminatedUnion("kind", [
        z.strictObject({
          kind: z.literal("comparison"),
          operator: z.enum(["==", "!=", "<", "<=", ">", ">="]),
          left: claimExpression,
          right: claimExpression,
        }),
        z.strictObject({
          kind: z.literal("arithmetic"),
          operator: z.enum(["+", "-", "*", "/", "%", "^"]),
          left: claimExpression,
          right: claimExpression,
        }),
        z.strictObject({
          kind: z.literal("logic"),
          operator: z.enum(["and", "or"]),
          left: claimExpression,
          right: claimExpression,
        }),
        z.strictObject({ kind: z.literal("negation"), operand: claimExpression }),
        z.strictObject({
          kind: z.literal("call"),
          name,
          receiver: name.optional(),
          arguments: z.array(claimExpression),
          given: z.array(claimExpression),
        }),
        z.strictObject({ kind: z.literal("name"), name }),
        z.strictObject({ kind: z.literal("value"), value }),
        z.strictObject({
          kind: z.literal("set"),
          items: z.array(claimExpression),
          of: z.string().optional(),
        }),
        z.strictObject({ kind: z.literal("tuple"), items: z.array(claimExpression) }),
        z.strictObject({ kind: z.literal("edge"), from: name, to: name }),
        z.strictObject({ kind: z.literal("assignment"), target: name, value: claimExpression }),
        z.strictObject({
          kind: z.literal("membership"),
          left: claimExpression,
          items: z.array(claimExpression),
        }),
        z.strictObject({
          kind: z.literal("distributed"),
          target: name,
          distribution: z.union([
            z.strictObject({
              kind: z.literal("weights"),
              entries: z.array(z.strictObject({ value, weight: z.number().nonnegative() })),
            }),
            z.strictObject({
              kind: z.literal("family"),
              family: distributionFamily,
              parameters: z.array(value),
            }),
          ]),
          likelihood: z.boolean().optional(),
        }),
      ]),
    )
    .meta({ id: "ClaimExpression" });

  const edge = z.tuple([name, name]).meta({ description: "from, to" });

  const mechanism = z
    .union([
      z.strictObject({ expression, stochastic: z.boolean() }),
      z.strictObject({ table: z.array(z.number()), stochastic: z.boolean() }),
    ])
    .meta({
      id: "Mechanism",
      description:
        "an expression, or a table: rows by the parents' values (the first parent of `parents`, or of `edges`, slowest), one column per value when stochastic, else the position of the value (chance) or the utility",
    });

  /** An agent's name; a whole number is read as the name it spells. */
  const agent = z.union([name, z.number().int()]);

  const node = z
    .strictObject({
      id: name,
      kind: z.enum(["chance", "decision", "utility"]),
      agent: z.union([agent, z.array(agent), z.null()]).optional(),
      label: z.string().optional(),
      domain: domain.optional(),
      /** Parents in the order tables use; checked against `edges` when both are given. */
      parents: z.array(name).optional(),
      mechanism: mechanism.optional(),
      instance: z.strictObject({ template: name, indices: z.array(z.number().int()) }).optional(),
    })
    .meta({ id: "Node" });

  const claim = z
    .strictObject({
      text: z.string(),
      expression: claimExpression,
      negated: z.boolean().default(false),
      addedEdges: z.array(edge).default([]),
      removedEdges: z.array(edge).default([]),
      holding: z.array(name).optional(),
      tolerance: z.number().optional(),
      seeds: z.number().optional(),
      citation: z.string().optional(),
      note: z.string().optional(),
    })
    .meta({ id: "Claim" });

  const step = z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("story"),
        text: z.string(),
        /** Names of the variables the step is about. */
        show: z.array(name).default([]),
        /** One verdict, whose path is lit. */
        pin: claim.optional(),
        note: z.string().optional(),
      }),
      z.strictObject({ kind: z.literal("ask"), text: z.string(), until: claim }),
    ])
    .meta({ id: "Step" });

  return z
    .strictObject({
      $schema: z.string().optional(),
      version: z.literal(JSON_VERSION).optional(),
      title: z.string().optional(),
      citations: z.array(z.string()).optional(),
      notes: z.array(z.string()).optional(),
      topics: z.array(z.string()).optional(),
      /** Agents in order; without it, those the nodes name, in order of appearance. */
      agents: z
        .array(z.union([agent, z.strictObject({ name, label: z.string().optional() })]))
        .optional(),
      parameters: z
        .array(
          z.strictObject({
            name,
            value: z.number(),
            low: z.number().optional(),
            high: z.number().optional(),
            structural: z.boolean().optional(),
          }),
        )
        .optional(),
      nodes: z.array(node),
      edges: z.array(edge).optional(),
      claims: z.array(claim).optional(),
      /** What the model tells and asks, in order. */
      steps: z.array(step).optional(),
    })
    .meta({ title: "Cidery model", description: "an influence diagram, with or without numbers" });
}

let made: ReturnType<typeof makeSchema> | undefined;

/** The schema of the JSON form. */
export function jsonModelSchema(): ReturnType<typeof makeSchema> {
  return (made ??= makeSchema());
}

/** A whole model as data: nodes, edges, mechanisms, claims; `jsonSchema()` says it for other tools. */
export type JsonModel = z.input<ReturnType<typeof makeSchema>>;
export type CheckedJsonModel = z.output<ReturnType<typeof makeSchema>>;

/** The JSON Schema (draft 2020-12) of the JSON form. */
export function jsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(jsonModelSchema(), { io: "input" }) as Record<string, unknown>;
}
