/** One claim that need not stand in the file: `cidery ask`, the workbench's question line. */
import type { Diagnostic, Result } from "../../base/index.ts";
import type { Claim, InfluenceDiagram, Value } from "../../model/index.ts";
import type { BuiltNode } from "../elaborate/build.ts";
import type { PendingClaim } from "../elaborate/model.ts";
import type { ClaimItem, VariableItem } from "../syntax/syntax.ts";
import type { Question } from "./question.ts";
import { resolveClaims, resolveQuestion } from "./claims.ts";
import { readQuestion } from "./question.ts";
import { ModelInProgress, NO_SCOPE } from "../elaborate/model.ts";
import * as messages from "../messages.ts";
import { parse } from "../syntax/parse.ts";
import { quotedName, writeText } from "../syntax/words.ts";

const WORD = "claim ";
const NOWHERE = { start: 0, end: 0 };

/** A text read as one claim of a diagram, its names not yet looked up. */
interface Asked {
  readonly item: ClaimItem;
  readonly pending: PendingClaim;
  readonly model: ModelInProgress;
  readonly nodes: readonly BuiltNode[];
  readonly agents: readonly string[];
}

/**
 * Reads a claim about a diagram, with or without the word `claim` in front. Places in the
 * diagnostics are offsets in `text`.
 */
export function parseClaim(text: string, diagram: InfluenceDiagram): Result<Claim> {
  return inDiagram(text, diagram, "one claim is needed here", ({ model, nodes, agents }) => {
    const { claims } = resolveClaims(model, nodes, agents, () => undefined);
    return claims[0];
  });
}

/**
 * Reads a question about a diagram: a number, an action, the likeliest values, or a table of
 * probabilities. Places in the diagnostics are offsets in `text`.
 */
export function parseQuestion(text: string, diagram: InfluenceDiagram): Result<Question> {
  return inDiagram(text, diagram, "one question is needed here", (asked) =>
    resolveQuestion(asked.model, asked.pending, asked.nodes, asked.agents, (reading) =>
      readQuestion(reading, asked.item),
    ),
  );
}

function inDiagram<T>(
  text: string,
  diagram: InfluenceDiagram,
  needed: string,
  read: (asked: Asked) => T | undefined,
): Result<T> {
  if (text.trim() === "") return { ok: false, diagnostics: [nothingAsked(needed)] };
  const prefix = /^\s*claim\b/.test(text) ? "" : WORD;
  const tree = parse(prefix + text);
  const model = new ModelInProgress({ maxNodes: 200_000, maxRows: 0 }, new Map());
  for (const diagnostic of tree.diagnostics) model.reporter.add(diagnostic);
  const [item] = tree.items;
  if (item?.kind === "claim" && tree.items.length === 1) {
    declareAll(model, diagram);
    const pending = { item, source: { tree }, scope: NO_SCOPE };
    model.claims = [pending];
    const nodes = diagram.nodes.map(
      (node): BuiltNode => ({
        ...node,
        place: { range: NOWHERE },
        mechanismPlace: { range: NOWHERE },
      }),
    );
    const agents = diagram.agents.map((a) => a.name);
    const found = read({ item, pending, model, nodes, agents });
    if (found !== undefined && model.reporter.errorCount === 0)
      return { ok: true, value: found, diagnostics: shifted(model, prefix) };
  } else if (model.reporter.errorCount === 0) {
    model.reporter.add(nothingAsked(needed));
  }
  const [first, ...others] = shifted(model, prefix).map((d) => ({
    ...d,
    message: inLine(d.message),
  }));
  const spelling = first === undefined ? undefined : spellingHint(text, diagram);
  if (first === undefined || spelling === undefined)
    return { ok: false, diagnostics: first === undefined ? [] : [first, ...others] };
  return { ok: false, diagnostics: [{ ...first, hint: spelling }, ...others] };
}

const nothingAsked = (needed: string): Diagnostic =>
  messages.claimShape(needed, "for example `control(D, X)` or `P(X = a | Y = b)`", {
    range: NOWHERE,
  });

/** A line that was typed is not an item of a file. */
const inLine = (message: string): string =>
  message
    .replace("before the end of the file: the `claim` item is incomplete", "before the end")
    .replace("does not belong here: the `claim` item is complete", "does not belong here");

/** Names that are one word, keywords among them. */
const PLAIN = /^[\p{L}\p{N}_]+'*$/u;

/** Text of the model that stands in a question as it is, and that only quotation makes readable. */
function spellingHint(text: string, diagram: InfluenceDiagram): string | undefined {
  // What is never closed reaches to the end: looking for an end from every mark would be quadratic.
  const bare = text.replace(
    /`(?:\\[^]|[^`\\])*(?:`|\\?$)|"(?:\\[^]|[^"\\])*(?:"|\\?$)/g,
    (quoted) => " ".repeat(quoted.length),
  );
  const names = diagram.nodes
    .map(({ name, instance }) => instance?.template ?? name)
    .filter((name) => !PLAIN.test(name) && bare.includes(name));
  const [name] = names.sort((a, b) => bare.indexOf(a) - bare.indexOf(b) || b.length - a.length);
  if (name !== undefined) return `this name stands in back-ticks: ${quotedName(name)}`;
  const labels = diagram.nodes.flatMap(({ domain }) =>
    domain?.kind === "finite" ? domain.values.filter((v) => typeof v === "string") : [],
  );
  const label = labels.find((l) => l.length > 1 && !PLAIN.test(l) && bare.includes(l));
  return label === undefined
    ? undefined
    : `this label stands in quotation marks: ${writeText(label)}`;
}

function shifted(model: ModelInProgress, prefix: string): Result<Claim>["diagnostics"] {
  return model.reporter.diagnostics.map(({ related: _, ...d }) => moved(d, prefix.length));
}

/** A copy of plain data with every place moved left. */
function moved<T>(data: T, by: number): T {
  if (Array.isArray(data)) return data.map((part) => moved(part, by)) as T;
  if (typeof data !== "object" || data === null) return data;
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    if (key !== "range") result[key] = moved(value, by);
    else {
      const { start, end } = value as { start: number; end: number };
      result[key] = { start: Math.max(0, start - by), end: Math.max(0, end - by) };
    }
  }
  return result as T;
}

/** The diagram's names as if they had just been declared. */
function declareAll(model: ModelInProgress, diagram: InfluenceDiagram): void {
  const source = { tree: parse("") };
  for (const { name, value } of diagram.parameters) model.parameterValues.set(name, value);
  for (const node of diagram.nodes) {
    const template = node.instance?.template ?? node.name;
    const indices = node.instance?.indices ?? [];
    const known = model.templates.get(template);
    const slots = known?.slots ?? new Map();
    if (known === undefined) {
      model.templates.set(template, {
        name: template,
        dimension: indices.length,
        slots,
        place: { range: NOWHERE },
      });
    }
    const item: VariableItem = {
      kind: "variable",
      variableKind: node.kind,
      replaces: false,
      name: { text: template, range: NOWHERE },
      indices: [],
      nameRange: NOWHERE,
      owners: [],
      range: NOWHERE,
    };
    slots.set(indices.join(","), {
      id: node.id,
      name: node.name,
      template,
      indices,
      item,
      source,
      scope: NO_SCOPE,
      layer: 0,
    });
    if (node.domain?.kind !== "finite") continue;
    declareLabels(model, node.domain.values);
  }
}

function declareLabels(model: ModelInProgress, values: readonly Value[]): void {
  for (const value of values) {
    if (typeof value === "string") model.labels.set(value, undefined);
    else if (Array.isArray(value)) declareLabels(model, value as readonly Value[]);
  }
}
