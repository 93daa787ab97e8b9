/**
 * From text to diagram, in passes: parse, follow `extends`, collect definitions, unroll loops,
 * elaborate domains and mechanisms, add other worlds, look for cycles, read every mechanism row,
 * resolve claims. All passes report to one place; the diagram is there when none found an error.
 */
import type { Diagnostic, TextRange } from "../base/index.ts";
import type { Agent, Claim, DiagramNode, FiniteDomain, Parameter } from "../model/index.ts";
import type { Places } from "./places.ts";
import type { BuiltNode } from "./elaborate/build.ts";
import type { Limits } from "./elaborate/model.ts";
import type { Resolve } from "./elaborate/layers.ts";
import type { SyntaxTree } from "./syntax/syntax.ts";
import { Digraph, findCycle, topologicalOrder } from "../graph/index.ts";
import { InfluenceDiagram } from "../model/index.ts";
import { NodeBuilder } from "./elaborate/build.ts";
import type { ClaimsAtDefaults } from "./claims/claims.ts";
import { resolveClaims } from "./claims/claims.ts";
import { elaborateDomains } from "./elaborate/domains.ts";
import { readLayers } from "./elaborate/layers.ts";
import { ModelInProgress } from "./elaborate/model.ts";
import { elaborateParameters } from "./elaborate/parameters.ts";
import { collectDefinitions, unroll } from "./elaborate/unroll.ts";
import { Verifier } from "./elaborate/verify.ts";
import { TwinWorlds } from "./elaborate/twinWorlds.ts";
import * as messages from "./messages.ts";
import { parse } from "./syntax/parse.ts";

/** What a text may refer to, the values of its parameters, and how large it may grow. */
export interface LoadOptions {
  /** Path of the text, for `extends` and for messages. */
  readonly file?: string;
  /** The text of the model that `extends "path"` in `fromFile` names, or undefined. */
  readonly resolve?: Resolve;
  /** Values that replace the parameters' defaults; structural ones reshape the model. */
  readonly parameters?: ReadonlyMap<string, number>;
  readonly limits?: Partial<Limits>;
}

/**
 * What was read: the diagram when there is no error, where its parts stand in the text, everything
 * there is to say about the text, and its tree.
 */
export interface LoadedModel {
  /** Present when there are no errors. */
  readonly diagram?: InfluenceDiagram;
  /** Present when the diagram is. */
  readonly places?: Places;
  readonly diagnostics: readonly Diagnostic[];
  readonly tree: SyntaxTree;
}

const DEFAULT_LIMITS: Limits = { maxNodes: 100_000, maxRows: 20_000 };
const IMPLICIT_AGENT = "agent";

/**
 * Loads a model from its text, or from the tree that an earlier reading of the text gave: at other values
 * of its parameters, say, without the cost of parsing. The tree is left as it is. Never throws, except
 * AbortedError when the work it is part of is told to stop; linear in the size of the unrolled model and
 * its tables.
 */
export function loadModel(source: string | SyntaxTree, options: LoadOptions = {}): LoadedModel {
  const tree = typeof source === "string" ? parse(source) : source;
  const model = new ModelInProgress(
    { ...DEFAULT_LIMITS, ...options.limits },
    options.parameters ?? new Map(),
  );
  const { reporter } = model;
  for (const diagnostic of tree.diagnostics) reporter.add(diagnostic);
  const layers = readLayers(tree, options.file, options.resolve, reporter);
  const loadable =
    reporter.errorCount === tree.diagnostics.filter((d) => d.severity === "error").length;
  const read = loadable ? elaborate(model, layers, atDefaults(tree, options)) : undefined;
  const diagnostics = sorted(reporter.diagnostics.map((d) => withOwnFile(d, options.file)));
  return read === undefined || reporter.errorCount > 0
    ? { diagnostics, tree }
    : { ...read, diagnostics, tree };
}

/** The claims as they read without overrides, worked out once and only if asked for. */
function atDefaults(tree: SyntaxTree, options: LoadOptions): ClaimsAtDefaults {
  let found: ReadonlyMap<string, Claim> | undefined;
  return () => {
    if (found !== undefined) return found;
    const model = new ModelInProgress({ ...DEFAULT_LIMITS, ...options.limits }, new Map());
    const layers = readLayers(tree, options.file, options.resolve, model.reporter);
    elaborate(model, layers, () => undefined);
    return (found = model.readClaims);
  };
}

function elaborate(
  model: ModelInProgress,
  layers: ReturnType<typeof readLayers>,
  claimsAtDefaults: ClaimsAtDefaults,
): { readonly diagram: InfluenceDiagram; readonly places: Places } | undefined {
  collectDefinitions(model, layers);
  elaborateParameters(model);
  unroll(model, layers);
  elaborateDomains(model);
  const agents: Agent[] = [...model.agents.values()].map(({ item }) =>
    item.label === undefined
      ? { name: item.name.text }
      : { name: item.name.text, label: item.label.value },
  );
  if (agents.length === 0) agents.push({ name: IMPLICIT_AGENT });
  const nodes: BuiltNode[] = [];
  const worlds = new TwinWorlds(model, nodes);
  const builder: NodeBuilder = new NodeBuilder(
    model,
    agents.map((a) => a.name),
    (target, forced, place) => {
      const id = worlds.request(target, forced, place);
      builder.noteWorld(id, target);
      return id;
    },
  );
  builder.inferDomains();
  for (const slot of model.slots) nodes[slot.id] = builder.build(slot);
  const verifier = new Verifier(model, nodes, parametersOf(model));
  if (!worlds.isEmpty) {
    if (model.reporter.errorCount > 0) return undefined;
    worlds.resolve((id) => domainOnDemand(nodes, verifier, id));
  }
  const order = orderOrCycle(model, nodes);
  if (order !== undefined && model.reporter.errorCount === 0) verifyAll(nodes, order, verifier);
  const {
    claims,
    places: claimPlaces,
    steps,
    stepPlaces,
  } = resolveClaims(
    model,
    nodes,
    agents.map((a) => a.name),
    claimsAtDefaults,
  );
  if (model.reporter.errorCount > 0) return undefined;
  const diagram = InfluenceDiagram.of({
    header: {
      ...(model.title === undefined ? {} : { title: model.title }),
      citations: model.citations,
      notes: model.notes,
      topics: model.topics,
    },
    agents,
    nodes: nodes.map(toDiagramNode),
    parameters: parametersOf(model),
    claims,
    steps,
  });
  const places = {
    nodes: nodes.map(placeOf),
    parameters: parameterPlaces(model),
    claims: claimPlaces,
    steps: stepPlaces,
  };
  return { diagram, places };
}

/** Only places in the loaded text itself are places of the diagram. */
function placeOf({ place }: BuiltNode): TextRange | undefined {
  return place.file === undefined ? place.range : undefined;
}

function parameterPlaces(model: ModelInProgress): (TextRange | undefined)[] {
  return [...model.params]
    .filter(([name]) => model.parameterValues.has(name))
    .map(([, { item, source }]) => (source.file === undefined ? item.name.range : undefined));
}

function parametersOf(model: ModelInProgress): Parameter[] {
  const result: Parameter[] = [];
  for (const name of model.params.keys()) {
    const value = model.parameterValues.get(name);
    if (value === undefined) continue;
    const bounds = model.bounds.get(name);
    result.push({
      name,
      value,
      ...(bounds === undefined || !Number.isFinite(bounds.low) ? {} : { low: bounds.low }),
      ...(bounds === undefined || !Number.isFinite(bounds.high) ? {} : { high: bounds.high }),
      structural: model.structural.has(name),
    });
  }
  return result;
}

/** Parents before children, or undefined with a diagnostic that names the circle. */
function orderOrCycle(model: ModelInProgress, nodes: readonly BuiltNode[]): Int32Array | undefined {
  const graph = Digraph.fromParents(nodes.map((n) => n.parents));
  const order = topologicalOrder(graph);
  if (order !== undefined) return order;
  const cycle = (findCycle(graph) ?? []).map((id) => nodes[id] as BuiltNode);
  const [first, ...others] = cycle;
  if (first === undefined) return undefined;
  model.reporter.add(
    others.length === 0
      ? messages.selfReference(first.name, first.place)
      : messages.cycle(
          cycle.map((n) => n.name),
          first.place,
          others.map((n) => n.place),
        ),
  );
  return undefined;
}

function verifyAll(nodes: readonly BuiltNode[], order: Int32Array, verifier: Verifier): void {
  const observed = new Uint8Array(nodes.length);
  for (const node of nodes) for (const parent of node.parents) observed[parent] = 1;
  for (const id of order) verifier.verify(nodes[id] as BuiltNode, observed[id] === 1);
}

/** A node's finite domain; that of a utility is computed from its ancestors' when it is missing. */
function domainOnDemand(
  nodes: readonly BuiltNode[],
  verifier: Verifier,
  id: number,
): FiniteDomain | undefined {
  const stack = [id];
  const entered = new Set<number>();
  while (stack.length > 0) {
    const top = stack[stack.length - 1] as number;
    const node = nodes[top];
    if (node === undefined || node.domain !== undefined || node.kind !== "utility") {
      stack.pop();
      continue;
    }
    const missing = node.parents.filter(
      (p) => !entered.has(p) && nodes[p]?.kind === "utility" && nodes[p]?.domain === undefined,
    );
    if (entered.has(top) || missing.length === 0) {
      verifier.verify(node, true);
      stack.pop();
    } else stack.push(...missing);
    entered.add(top);
  }
  const domain = nodes[id]?.domain;
  return domain?.kind === "finite" ? domain : undefined;
}

function toDiagramNode(node: BuiltNode): DiagramNode {
  const { id, name, kind, owners, parents, mechanism } = node;
  const result: { -readonly [K in keyof DiagramNode]: DiagramNode[K] } = {
    id,
    name,
    kind,
    owners,
    parents,
    mechanism,
  };
  if (node.label !== undefined) result.label = node.label;
  if (node.domain !== undefined) result.domain = node.domain;
  if (node.instance !== undefined) result.instance = node.instance;
  return result;
}

/** A related place without a file is in the loaded text; a diagnostic in another file must say so. */
function withOwnFile(diagnostic: Diagnostic, file: string | undefined): Diagnostic {
  const { related } = diagnostic;
  if (diagnostic.file === undefined || related === undefined || file === undefined)
    return diagnostic;
  return {
    ...diagnostic,
    related: related.map((place) => (place.file === undefined ? { ...place, file } : place)),
  };
}

function sorted(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) => compareText(a.file ?? "", b.file ?? "") || orderOf(a) - orderOf(b),
  );
}

/** By place; what is about the whole file comes first, remarks about the rest last. */
function orderOf({ range, severity }: Diagnostic): number {
  return range?.start ?? (severity === "info" ? Number.MAX_SAFE_INTEGER : -1);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
