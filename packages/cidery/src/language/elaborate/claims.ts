/**
 * Claims as data: names resolved against the unrolled model, predicates and the kinds of their
 * arguments checked. What a claim means is decided elsewhere.
 */
import type {
  ArgumentKind,
  Claim,
  ClaimEdge,
  ClaimExpression,
  PredicateSignature,
  Value,
} from "../../model/index.ts";
import type {
  ArgumentSyntax,
  AssignmentSyntax,
  BracesSyntax,
  CallSyntax,
  ExpressionSyntax,
} from "../syntax.ts";
import type { BuiltNode } from "./build.ts";
import type { ModelInProgress, PendingClaim, Scope } from "./model.ts";
import type { Source } from "./source.ts";
import { nearestName } from "../../base/index.ts";
import { PREDICATES, predicateNamed, showValue, valuesEqual } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { printClaimExpression } from "../printClaim.ts";
import { instanceName } from "./model.ts";
import { reportUnknown, slotsOf } from "./references.ts";
import { placeIn } from "./source.ts";
import { staticValue } from "./static.ts";

/** Functions of claims that are no predicates. */
const CLAIM_FUNCTIONS: ReadonlySet<string> = new Set(["count", "do", "abs"]);
const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);
const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "^"]);
const PREDICATE_NAMES: readonly string[] = PREDICATES.flatMap((p) => [p.name, ...p.aliases]);

class Unusable extends Error {}

/** Claims of a model, resolved; faulty ones are left out with diagnostics. */
export function resolveClaims(
  model: ModelInProgress,
  nodes: readonly BuiltNode[],
  agents: readonly string[],
): Claim[] {
  const resolver = new ClaimResolver(model, nodes, agents);
  return model.claims.flatMap((pending) => resolver.resolve(pending) ?? []);
}

class ClaimResolver {
  readonly #model: ModelInProgress;
  readonly #nodes: ReadonlyMap<string, BuiltNode>;
  readonly #agents: readonly string[];
  #scope: Scope = new Map();
  #source!: Source;

  constructor(model: ModelInProgress, nodes: readonly BuiltNode[], agents: readonly string[]) {
    this.#model = model;
    this.#nodes = new Map(nodes.map((node) => [node.name, node]));
    this.#agents = agents;
  }

  resolve({ item, source, scope }: PendingClaim): Claim | undefined {
    this.#scope = scope;
    this.#source = source;
    try {
      const negated = item.expression.kind === "unary" && item.expression.operator === "not";
      const sentence =
        negated && item.expression.kind === "unary" ? item.expression.operand : item.expression;
      const expression = this.#truth(sentence);
      const addedEdges = item.added.map((e) => this.#edge(e));
      const removedEdges = item.removed.map((e) => this.#edge(e));
      const tolerance = this.#suffixNumber(item.tolerance);
      const seeds = this.#suffixNumber(item.seeds);
      const claim = {
        expression,
        negated,
        addedEdges,
        removedEdges,
        ...(tolerance === undefined ? {} : { tolerance }),
        ...(seeds === undefined ? {} : { seeds }),
      };
      const written = source.tree.text.slice(item.sentence.start, item.sentence.end);
      const text =
        scope.size > 0 ||
        source.tree.comments.some(
          (c) => c.range.start > item.sentence.start && c.range.end < item.sentence.end,
        )
          ? printClaimSentence(claim)
          : written.replace(/\s+/g, " ");
      return {
        text,
        ...claim,
        ...(item.citation === undefined ? {} : { citation: item.citation.value }),
        ...(item.note === undefined ? {} : { note: item.note.value }),
        ...(source.file === undefined ? { range: item.range } : {}),
      };
    } catch (error) {
      if (error instanceof Unusable) return undefined;
      throw error;
    }
  }

  #fail(diagnostic: ReturnType<typeof messages.setAsValue>): never {
    this.#model.reporter.add(diagnostic);
    throw new Unusable();
  }

  #suffixNumber(e: ExpressionSyntax | undefined): number | undefined {
    if (e === undefined) return undefined;
    const value = staticValue(this.#model, e, this.#scope);
    if (typeof value === "number") return value;
    return this.#fail(
      messages.claimShape(
        "a number is needed here",
        "for example `within 0.01` or `seeds 20`",
        placeIn(this.#source, e.range),
      ),
    );
  }

  #edge(e: ExpressionSyntax): ClaimEdge {
    if (e.kind === "binary" && e.operator === "->")
      return { from: this.#nodeName(e.left), to: this.#nodeName(e.right) };
    return this.#fail(
      messages.claimShape(
        "an arrow between two variables is needed here",
        "for example `with X -> D2`",
        placeIn(this.#source, e.range),
      ),
    );
  }

  // ---- sentences --------------------------------------------------------------------------

  /** A sentence: something that is true or false. */
  #truth(e: ExpressionSyntax): ClaimExpression {
    const { range } = e;
    const place = placeIn(this.#source, range);
    if (e.kind === "group") return this.#truth(e.inner);
    if (e.kind === "unary" && e.operator === "not")
      return { kind: "negation", operand: this.#truth(e.operand), range };
    if (e.kind === "binary" && (e.operator === "and" || e.operator === "or")) {
      return {
        kind: "logic",
        operator: e.operator,
        left: this.#truth(e.left),
        right: this.#truth(e.right),
        range,
      };
    }
    if (e.kind === "binary" && COMPARISONS.has(e.operator)) {
      const left = this.#side(e.left, e.right);
      const right = this.#side(e.right, e.left);
      return { kind: "comparison", operator: e.operator as "==", left, right, range };
    }
    if (e.kind === "call" || e.kind === "name") {
      const call = this.#call(e.kind === "name" ? bareCall(e.text, range) : e);
      const signature = call.kind === "call" ? predicateNamed(call.name) : undefined;
      if (signature !== undefined && signature.result !== "truth") {
        this.#fail(
          messages.claimShape(
            `\`${signature.name}\` gives ${RESULT_WORDS[signature.result]}, not a truth`,
            `compare it: \`${signature.name}… == …\``,
            place,
          ),
        );
      }
      return call;
    }
    return this.#fail(
      messages.claimShape(
        "a claim is a sentence that holds or does not",
        "for example `control(D, X)` or `value(agent) == 1`",
        place,
      ),
    );
  }

  /** One side of a comparison; `other` decides what a bare name means. */
  #side(e: ExpressionSyntax, other: ExpressionSyntax): ClaimExpression {
    const { range } = e;
    switch (e.kind) {
      case "group":
        return this.#side(e.inner, other);
      case "number":
      case "boolean":
        return { kind: "value", value: e.value, range };
      case "unary": {
        if (e.operator === "-" && e.operand.kind === "number")
          return { kind: "value", value: -e.operand.value, range };
        const zero: ClaimExpression = { kind: "value", value: 0, range };
        if (e.operator === "-")
          return {
            kind: "arithmetic",
            operator: "-",
            left: zero,
            right: this.#side(e.operand, other),
            range,
          };
        return { kind: "negation", operand: this.#truth(e.operand), range };
      }
      case "binary":
        if (ARITHMETIC.has(e.operator)) {
          return {
            kind: "arithmetic",
            operator: e.operator as "+",
            left: this.#side(e.left, other),
            right: this.#side(e.right, other),
            range,
          };
        }
        if (e.operator === "->") return { kind: "edge", ...this.#edge(e), range };
        return this.#truth(e);
      case "tuple":
        return { kind: "tuple", items: e.items.map((item) => this.#side(item, other)), range };
      case "braces":
        return this.#set(e, other);
      case "call":
        return this.#call(e);
      case "name":
        return this.#bareName(e.text, range, other);
      case "index":
        return { kind: "name", name: this.#nodeName(e), range };
      default:
        return this.#fail(
          messages.claimShape(
            "this has no meaning in a claim",
            "compare predicates with numbers, values or sets",
            placeIn(this.#source, range),
          ),
        );
    }
  }

  #set(e: BracesSyntax, other: ExpressionSyntax): ClaimExpression {
    const items = e.entries.flatMap(({ value, weight }) => {
      if (weight !== undefined)
        this.#fail(
          messages.claimShape(
            "a set in a claim has no weights",
            "write the members only",
            placeIn(this.#source, weight.range),
          ),
        );
      if (value.kind === "index")
        return this.#nodeNames(value).map(
          (name): ClaimExpression => ({ kind: "name", name, range: value.range }),
        );
      return [this.#side(value, other)];
    });
    if (e.of === undefined) return { kind: "set", items, range: e.range };
    if (e.of.text !== "all" && e.of.text !== "chance") {
      this.#fail(
        messages.claimShape(
          `\`of ${e.of.text}\` is no range of nodes`,
          "write `of chance` or `of all`",
          placeIn(this.#source, e.of.range),
        ),
      );
    }
    return { kind: "set", items, of: e.of.text as "all" | "chance", range: e.range };
  }

  /** A node, a label of what the other side is about, a parameter, or a predicate without arguments. */
  #bareName(
    text: string,
    range: { start: number; end: number },
    other: ExpressionSyntax,
  ): ClaimExpression {
    const value = this.#scope.get(text) ?? this.#model.parameterValues.get(text);
    if (value !== undefined) return { kind: "value", value, range };
    const isNode = this.#model.templates.get(text)?.dimension === 0;
    const isLabel = this.#model.labels.has(text);
    if (isLabel && (!isNode || isAboutValues(other))) return { kind: "value", value: text, range };
    if (isNode) return { kind: "name", name: text, range };
    if (predicateNamed(text) !== undefined) return this.#call(bareCall(text, range));
    if (this.#agents.includes(text)) return { kind: "name", name: text, range };
    reportUnknown(this.#model, text, range, this.#source, "nothing", [
      ...this.#model.labels.keys(),
      ...PREDICATE_NAMES,
    ]);
    throw new Unusable();
  }

  // ---- predicates -------------------------------------------------------------------------

  #call(e: CallSyntax): ClaimExpression {
    const name = e.callee.text;
    const place = placeIn(this.#source, e.callee.range);
    const { range } = e;
    if (e.receiver !== undefined) this.#requireAgent(e.receiver.text, e.receiver.range);
    const receiver = e.receiver === undefined ? {} : { receiver: e.receiver.text };
    const given = e.given ?? [];
    if (CLAIM_FUNCTIONS.has(name)) {
      const list = e.arguments.map((a) => (name === "do" ? this.#event(a) : this.#countable(a)));
      return { kind: "call", name, ...receiver, arguments: list, given: [], range };
    }
    const signature = predicateNamed(name);
    if (signature === undefined) {
      return this.#fail(
        messages.unknownPredicate(
          name,
          nearestName(name, [...PREDICATE_NAMES, "count"]),
          ["control", "info", "response", "requisite", "dsep", "value", "policy", "P"],
          place,
        ),
      );
    }
    if (given.length > 0 && signature.given === undefined) {
      this.#fail(
        messages.claimGiven(name, placeIn(this.#source, (given[0] as ExpressionSyntax).range)),
      );
    }
    return {
      kind: "call",
      name: signature.name,
      ...receiver,
      arguments: this.#arguments(signature, e),
      given: given.map((a) => this.#argument(signature.given ?? "any", a, signature.name)),
      range,
    };
  }

  /** The argument of `count(…)`: a predicate, with or without arguments, or a set. */
  #countable(e: ArgumentSyntax): ClaimExpression {
    if (e.kind === "assignment") return this.#event(e);
    if (e.kind === "call") return this.#call(e);
    if (e.kind === "name" && predicateNamed(e.text) !== undefined)
      return this.#call(bareCall(e.text, e.range));
    return this.#side(e, e);
  }

  #arguments(signature: PredicateSignature, e: CallSyntax): ClaimExpression[] {
    const kinds = [...signature.arguments];
    const written = e.arguments;
    const required = kinds.filter((k) => k.optional !== true).length;
    const [first] = kinds;
    // `voc(robot, X)`: an agent may stand in front where the signature only has nodes.
    const [leading] = written;
    if (
      leading?.kind === "name" &&
      first?.kind === "node" &&
      written.length === kinds.length + 1 &&
      this.#agents.includes(leading.text)
    ) {
      kinds.unshift({ kind: "agent", name: "agent" });
    }
    const hasRest = kinds.some((k) => k.rest === true) || first?.kind === "event";
    if (written.length < required || (written.length > kinds.length && !hasRest)) {
      const wanted = required === kinds.length ? `${required}` : `${required} to ${kinds.length}`;
      this.#fail(
        messages.wrongArgumentCount(
          signature.name,
          `${wanted} ${kinds.length === 1 ? "argument" : "arguments"}`,
          written.length,
          placeIn(this.#source, e.range),
        ),
      );
    }
    return written.map((a, i) =>
      this.#argument((kinds[i] ?? kinds[kinds.length - 1])?.kind ?? "any", a, signature.name),
    );
  }

  #argument(kind: ArgumentKind, e: ArgumentSyntax, predicate: string): ClaimExpression {
    const { range } = e;
    const place = placeIn(this.#source, range);
    if (kind === "event") return this.#event(e);
    if (e.kind === "assignment") {
      return this.#fail(messages.claimArgument(predicate, KIND_WORDS[kind], "an event", place));
    }
    const inner = e.kind === "group" ? e.inner : e;
    switch (kind) {
      case "word":
        if (inner.kind === "name") return { kind: "name", name: inner.text, range };
        break;
      case "number":
        return this.#side(inner, inner);
      case "any":
        return this.#countable(inner);
      case "node-set":
        if (inner.kind === "braces") return this.#set(inner, inner);
        return this.#nodeSetMember(inner);
      case "agent":
        if (inner.kind === "name") {
          this.#requireAgent(inner.text, inner.range);
          return { kind: "name", name: inner.text, range };
        }
        break;
      case "agent-or-decision":
        if (
          inner.kind === "name" &&
          this.#agents.includes(inner.text) &&
          !this.#model.templates.has(inner.text)
        )
          return { kind: "name", name: inner.text, range };
        if (inner.kind === "name" && !this.#model.templates.has(inner.text)) {
          reportUnknown(
            this.#model,
            inner.text,
            inner.range,
            this.#source,
            "no agent or decision",
            this.#agents,
          );
          throw new Unusable();
        }
        return this.#nodeOfKind(inner, "decision", predicate);
      case "decision":
      case "utility":
        return this.#nodeOfKind(inner, kind, predicate);
      case "node":
        if (inner.kind === "name" || inner.kind === "index")
          return { kind: "name", name: this.#nodeName(inner), range };
        break;
    }
    return this.#fail(messages.claimArgument(predicate, KIND_WORDS[kind], "this", place));
  }

  #nodeSetMember(e: ExpressionSyntax): ClaimExpression {
    const names = this.#nodeNames(e);
    const items = names.map((name): ClaimExpression => ({ kind: "name", name, range: e.range }));
    return items.length === 1
      ? (items[0] as ClaimExpression)
      : { kind: "set", items, range: e.range };
  }

  #nodeOfKind(
    e: ExpressionSyntax,
    kind: "decision" | "utility",
    predicate: string,
  ): ClaimExpression {
    const name = this.#nodeName(e);
    const node = this.#nodes.get(name);
    if (node !== undefined && node.kind !== kind) {
      const place = placeIn(this.#source, e.range);
      this.#fail(
        messages.claimArgument(
          predicate,
          KIND_WORDS[kind],
          `the ${node.kind} ${node.kind === "utility" ? "" : "variable "}\`${name}\``,
          place,
        ),
      );
    }
    return { kind: "name", name, range: e.range };
  }

  /** `X = a`, `do(Z = 0)`, `X == a`, `not X`, a bare truth-valued variable. */
  #event(e: ArgumentSyntax): ClaimExpression {
    const { range } = e;
    if (e.kind === "group") return this.#event(e.inner);
    if (e.kind === "assignment") return this.#assignment(e);
    if (e.kind === "call" && e.callee.text === "do" && e.receiver === undefined)
      return this.#call(e);
    if (e.kind === "unary" && e.operator === "not")
      return { kind: "negation", operand: this.#event(e.operand), range };
    if (e.kind === "binary" && (e.operator === "and" || e.operator === "or")) {
      return {
        kind: "logic",
        operator: e.operator,
        left: this.#event(e.left),
        right: this.#event(e.right),
        range,
      };
    }
    if (e.kind === "binary" && COMPARISONS.has(e.operator)) {
      const target = this.#nodeIfAny(e.left);
      const left = this.#side(e.left, e.right);
      const right =
        target === undefined ? this.#side(e.right, e.left) : this.#valueFor(target, e.right);
      return { kind: "comparison", operator: e.operator as "==", left, right, range };
    }
    if (e.kind === "name" || e.kind === "index") {
      const name = this.#nodeName(e);
      return {
        kind: "assignment",
        target: name,
        value: { kind: "value", value: true, range },
        range,
      };
    }
    return this.#fail(
      messages.claimShape(
        "an event is needed here",
        "for example `X = a`, or `do(Z = 0)` among the conditions",
        placeIn(this.#source, range),
      ),
    );
  }

  #assignment(e: AssignmentSyntax): ClaimExpression {
    const target = this.#nodeName(e.target);
    return { kind: "assignment", target, value: this.#valueFor(target, e.value), range: e.range };
  }

  #nodeIfAny(e: ExpressionSyntax): string | undefined {
    const name = e.kind === "index" ? e.target : e;
    return name.kind === "name" && this.#model.templates.has(name.text)
      ? this.#nodeName(e)
      : undefined;
  }

  /** A value in the domain of a variable. */
  #valueFor(target: string, e: ExpressionSyntax): ClaimExpression {
    const domain = this.#nodes.get(target)?.domain;
    const { range } = e;
    const value = this.#constant(e);
    if (value === undefined) return this.#side(e, e);
    if (domain?.kind === "finite" && !domain.values.some((v) => valuesEqual(v, value))) {
      const shown = domain.values.slice(0, 8).map(showValue);
      const near = typeof value === "string" ? nearestName(value, shown) : undefined;
      const place = placeIn(this.#source, range);
      if (this.#nodes.get(target)?.kind !== "utility") {
        this.#model.reporter.add({
          ...messages.valueNeverTaken(target, showValue(value), near, shown, place),
          severity: "error",
        });
      }
    }
    return { kind: "value", value, range };
  }

  #constant(e: ExpressionSyntax): Value | undefined {
    if (e.kind === "group") return this.#constant(e.inner);
    const value = staticValue(this.#model, e, this.#scope);
    if (value !== undefined) return value;
    if (e.kind === "name") {
      if (this.#model.templates.has(e.text) && !this.#model.labels.has(e.text)) return undefined;
      return e.text;
    }
    if (e.kind === "tuple") {
      const items = e.items.map((item) => this.#constant(item));
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    return undefined;
  }

  // ---- names ------------------------------------------------------------------------------

  #requireAgent(name: string, range: { start: number; end: number }): void {
    if (this.#agents.includes(name)) return;
    if (this.#model.broken.has(name)) throw new Unusable();
    this.#fail(
      messages.unknownAgent(
        name,
        nearestName(name, this.#agents),
        this.#agents,
        placeIn(this.#source, range),
      ),
    );
  }

  #nodeName(e: ExpressionSyntax): string {
    const names = this.#nodeNames(e);
    const [name] = names;
    if (name === undefined || names.length > 1) {
      return this.#fail(
        messages.claimShape(
          "one variable is needed here",
          "name one instance",
          placeIn(this.#source, e.range),
        ),
      );
    }
    return name;
  }

  #nodeNames(e: ExpressionSyntax): string[] {
    // Nodes of other worlds have plain generated names, which claims may use.
    if (e.kind === "name" && !this.#model.templates.has(e.text) && this.#nodes.has(e.text))
      return [e.text];
    const slots = slotsOf(this.#model, e, this.#scope, this.#source);
    if (slots === undefined) throw new Unusable();
    return slots.map((slot) => instanceName(slot.template, slot.indices));
  }
}

const RESULT_WORDS = {
  truth: "a truth",
  set: "a set of nodes",
  edges: "a set of arrows",
  sets: "a set of sets",
  number: "a number",
  rule: "a rule",
} as const;

const KIND_WORDS: Readonly<Record<ArgumentKind, string>> = {
  node: "a variable",
  decision: "a decision",
  utility: "a utility",
  agent: "an agent",
  "agent-or-decision": "an agent or a decision",
  "node-set": "a variable or a set of variables",
  event: "an event",
  word: "a word",
  number: "a number",
  any: "something",
};

/** Is the other side of a comparison about values (`policy(D)`, `X`), not about sets of nodes? */
function isAboutValues(e: ExpressionSyntax): boolean {
  if (e.kind === "group") return isAboutValues(e.inner);
  if (e.kind === "call")
    return (
      predicateNamed(e.callee.text)?.result === "rule" ||
      predicateNamed(e.callee.text)?.result === "number"
    );
  return e.kind === "name" || e.kind === "index";
}

function bareCall(text: string, range: { start: number; end: number }): CallSyntax {
  return { kind: "call", callee: { text, range }, arguments: [], range, depth: 1 };
}

function printClaimSentence(claim: Omit<Claim, "text">): string {
  const parts = [
    claim.negated
      ? `not ${printClaimExpression(claim.expression)}`
      : printClaimExpression(claim.expression),
  ];
  const edges = (list: readonly ClaimEdge[]): string =>
    list.map(({ from, to }) => `${from} -> ${to}`).join(", ");
  if (claim.addedEdges.length > 0) parts.push(`with ${edges(claim.addedEdges)}`);
  if (claim.removedEdges.length > 0) parts.push(`without ${edges(claim.removedEdges)}`);
  if (claim.tolerance !== undefined) parts.push(`within ${showValue(claim.tolerance)}`);
  if (claim.seeds !== undefined) parts.push(`seeds ${claim.seeds}`);
  return parts.join(" ");
}
