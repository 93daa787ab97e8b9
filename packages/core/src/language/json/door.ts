/**
 * The door through which JSON comes in: what it describes is written as `.cid` text, loaded as any
 * text is, and compared. So JSON passes the checks of a text (names, domains, kinds, rows, claims),
 * and what is accepted can be written and read back.
 */
import type { Diagnostic, Result } from "../../base/index.ts";
import type { Claim, DiagramNode, InfluenceDiagram, Step } from "../../model/index.ts";
import type { PrintedPart } from "../print/printModel.ts";
import { MechanismError, mechanismReader } from "../../model/index.ts";
import { loadModel } from "../load.ts";
import * as messages from "../messages.ts";
import { printParts } from "../print/printModel.ts";
import { nodeDifference, sameParameters } from "../print/sameDiagram.ts";
import { sameData } from "../print/sameExpression.ts";
import { parse } from "../syntax/parse.ts";

const MOST_ROWS = 20_000;

/**
 * The diagram as its own text says it, or why no text says it. Places are paths in the JSON.
 * @param parameters values that replace those of the diagram, once its own were found sound
 */
export function throughText(
  diagram: InfluenceDiagram,
  parameters: ReadonlyMap<string, number> = new Map(),
): Result<InfluenceDiagram> {
  const torn = sentencesOf(diagram).find(({ claim }) => !isOneSentence(claim));
  if (torn !== undefined) {
    const what = `\`${torn.claim.text}\` is not the text of one claim`;
    return { ok: false, diagnostics: [messages.badData(`${torn.path}.text`, what)] };
  }
  const parts = printParts(diagram);
  const text = parts.map((part) => part.text).join("");
  const tree = parse(text, Number.POSITIVE_INFINITY);
  const loaded = loadModel(tree, { limits: { maxNodes: Number.POSITIVE_INFINITY } });
  const pathAt = pathsOf(parts);
  const diagnostics = loaded.diagnostics.map((d) => atPath(d, pathAt));
  if (loaded.diagram === undefined) return { ok: false, diagnostics };
  const difference = firstDifference(diagram, loaded.diagram);
  if (difference !== undefined)
    return { ok: false, diagnostics: [messages.badData(difference.path, difference.what)] };
  if (parameters.size === 0)
    return { ok: true, value: withShaping(diagram, loaded.diagram), diagnostics };
  const shaping = diagram.parameters.find((one) => one.structural && parameters.has(one.name));
  if (shaping !== undefined)
    return { ok: false, diagnostics: [messages.parameterOfShape(shaping.name)] };
  const set = loadModel(tree, { parameters, limits: { maxNodes: Number.POSITIVE_INFINITY } });
  const found = set.diagnostics.map((d) => atPath(d, pathAt));
  return set.diagram === undefined
    ? { ok: false, diagnostics: found }
    : { ok: true, value: withShaping(diagram, set.diagram), diagnostics: found };
}

/** Every claim of a diagram with its path in the JSON: its own, and those of its steps. */
function sentencesOf({ claims, steps }: InfluenceDiagram): { path: string; claim: Claim }[] {
  return [
    ...claims.map((claim, i) => ({ path: `claims.${i}`, claim })),
    ...steps.flatMap((step, i) => {
      const claim = step.kind === "ask" ? step.until : step.pin;
      const path = `steps.${i}.${step.kind === "ask" ? "until" : "pin"}`;
      return claim === undefined ? [] : [{ path, claim }];
    }),
  ];
}

/** Could the text hold items of its own, which would then be read as part of the model? */
function isOneSentence({ text }: Claim): boolean {
  const { items } = parse(`claim ${text}\nchance x`);
  return items.length === 2 && items[0]?.kind === "claim" && items[1]?.kind === "variable";
}

/** Which part of the JSON an offset in the text is about. */
function pathsOf(parts: readonly PrintedPart[]): (offset: number) => string {
  const starts: number[] = [];
  let end = 0;
  for (const { text } of parts) {
    starts.push(end);
    end += text.length;
  }
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    const part = parts[low];
    if (part === undefined || part.kind === "header") return "";
    return part.kind === "types" ? "nodes" : `${part.kind}.${part.index}`;
  };
}

/** The diagnostic with its place in the JSON, which has no lines to point at. */
function atPath(diagnostic: Diagnostic, pathAt: (offset: number) => string): Diagnostic {
  const { range, related: _, fixes: __, message, ...rest } = diagnostic;
  const path = range === undefined ? "" : pathAt(range.start);
  return { ...rest, message: path === "" ? message : `${path}: ${message}` };
}

interface Difference {
  readonly path: string;
  readonly what: string;
}

function firstDifference(json: InfluenceDiagram, text: InfluenceDiagram): Difference | undefined {
  if (!sameData(json.header, text.header))
    return { path: "", what: "the title, citations, notes or topics cannot be written" };
  if (!sameData(json.agents, text.agents))
    return { path: "agents", what: "the agents cannot be written as they are" };
  if (!sameParameters(json, text))
    return { path: "parameters", what: "the parameters cannot be written as they are" };
  for (const node of json.nodes) {
    const what = nodeFault(node, json, text);
    if (what !== undefined) return { path: `nodes.${node.id}`, what };
  }
  const read = sentencesOf(text);
  for (const { path, claim } of sentencesOf(json)) {
    const same = read.find((one) => one.path === path)?.claim;
    if (same === undefined || !sameData(meaning(claim), meaning(same)))
      return { path, what: notOneSentence(claim) };
  }
  const at = json.steps.findIndex(
    (step, i) => !sameData(besidesText(step), besidesText(text.steps[i])),
  );
  return at === -1
    ? undefined
    : { path: `steps.${at}`, what: "the step cannot be written as it is" };
}

const notOneSentence = ({ text }: Claim): string =>
  `the text \`${text}\` does not say what the expression says; what is shown and what is evaluated must be one sentence`;

/** A step but its claim, which is compared by itself. */
function besidesText(step: Step | undefined): unknown {
  return step === undefined ? undefined : { ...step, until: undefined, pin: undefined };
}

function nodeFault(
  node: DiagramNode,
  json: InfluenceDiagram,
  text: InfluenceDiagram,
): string | undefined {
  const { name } = node;
  const property = nodeDifference(node, text.node(node.id));
  switch (property) {
    case undefined:
      return undefined;
    case "domain":
      return node.kind === "utility"
        ? `a utility's values follow from its mechanism; leave out the domain of ${name}`
        : `another variable gives the type of ${name} other values; give the type one list of values, or each its own name`;
    case "name":
    case "instance":
      return `${name} and its instance disagree: the instance of \`S\` at [1, 2] is called \`S[1, 2]\`, and nothing else is`;
    case "mechanism":
      return sameRows(node.id, json, text)
        ? undefined
        : `the mechanism of ${name} cannot be written so that it is read as it is; is a bound name used twice, or also the name of a variable?`;
    default:
      return `the ${property} of ${name} cannot be written as it is`;
  }
}

/** Mechanisms that are written alike but built otherwise are one when every row is the same. */
function sameRows(id: number, a: InfluenceDiagram, b: InfluenceDiagram): boolean {
  const domains = [id, ...a.node(id).parents].map((v) => a.node(v).domain);
  const isUtility = a.node(id).kind === "utility";
  if (!domains.every((domain, i) => domain?.kind === "finite" || (i === 0 && isUtility)))
    return false;
  try {
    const left = mechanismReader(a, id);
    const right = mechanismReader(b, id);
    const rows = left.parentSizes.reduce((product, size) => product * size, 1);
    if (rows > MOST_ROWS || left.rowSize !== right.rowSize) return false;
    const positions = new Int32Array(left.parentSizes.length);
    const first = new Float64Array(left.rowSize);
    const second = new Float64Array(left.rowSize);
    for (let i = 0; i < rows; i++) {
      let rest = i;
      for (let d = positions.length - 1; d >= 0; d--) {
        const size = left.parentSizes[d] as number;
        positions[d] = rest % size;
        rest = Math.floor(rest / size);
      }
      left.read(positions, first);
      right.read(positions, second);
      if (first.some((x, column) => !isRounded(x, second[column] as number))) return false;
    }
    return true;
  } catch (error) {
    if (error instanceof MechanismError) return false;
    throw error;
  }
}

/** Long sums are put together in another order, which may round otherwise. */
function isRounded(x: number, y: number): boolean {
  return x === y || Math.abs(x - y) <= 1e-12 * Math.max(1, Math.abs(x), Math.abs(y));
}

/** What a claim says, without the words it says it in; a tuple of values is that value. */
function meaning(claim: Claim): unknown {
  const { text: _, ...rest } = claim;
  return withWholeTuples(rest);
}

function withWholeTuples(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withWholeTuples);
  if (typeof data !== "object" || data === null) return data;
  const part: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(data)) part[key] = withWholeTuples(inner);
  const items = part["kind"] === "tuple" ? (part["items"] as Record<string, unknown>[]) : undefined;
  return items?.every(({ kind }) => kind === "value") === true
    ? { kind: "value", value: items.map(({ value }) => value) }
    : part;
}

/** What was read from the text; which parameters shaped the model, only the JSON knows. */
function withShaping(json: InfluenceDiagram, text: InfluenceDiagram): InfluenceDiagram {
  return text.with({
    parameters: json.parameters.map((one, i) => ({
      ...one,
      value: text.parameters[i]?.value ?? one.value,
    })),
  });
}
