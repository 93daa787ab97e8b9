/**
 * From expression syntax to the model's expressions: names resolved, functions inlined, indices
 * unrolled, kinds checked. One `MechanismBuilder` builds one mechanism and collects its parents in
 * the order in which they are mentioned. Here every kind of expression finds its reader; the
 * readers stand in `names.ts`, `calls.ts`, `operations.ts`, `branches.ts` and `weights.ts`.
 */
import type { Diagnostic } from "../../base/index.ts";
import { checkpoint } from "../../base/index.ts";
import type { ArgumentSyntax, ExpressionSyntax } from "../syntax/syntax.ts";
import type { Place } from "../messages.ts";
import type { ModelInProgress, Slot } from "./model.ts";
import type { Reading } from "./reading.ts";
import type { Environment, ModelContext } from "./modelContext.ts";
import type { Typed } from "./typed.ts";
import * as messages from "../messages.ts";
import { readAggregate, readCases, readIf, readLet, readMatch } from "./branches.ts";
import { FAMILIES } from "./builtins.ts";
import { readCall } from "./calls.ts";
import { readIndex, readName, readUnder } from "./names.ts";
import { readBinary, readUnary } from "./operations.ts";
import { MOST_TERMS, Unusable } from "./reading.ts";
import { placeIn, signBetween } from "./source.ts";
import { describeRandom, tupleOf } from "./terms.ts";
import { ANY, describeKinds, literal, NUMBER, plain } from "./typed.ts";
import { readWeights } from "./weights.ts";

const DEEPEST_INLINING = 600;

export class MechanismBuilder {
  readonly #reading: MechanismReading;

  /** @param fixedParents parents named by `from`; then no others may be mentioned */
  constructor(around: ModelContext, slot: Slot, fixedParents?: readonly number[], fixed?: Place) {
    this.#reading = new MechanismReading(around, slot, fixedParents ?? [], fixed);
  }

  get parents(): number[] {
    return this.#reading.parents;
  }

  /** The mechanism's body, or undefined with diagnostics. */
  build(e: ExpressionSyntax): Typed | undefined {
    const { scope, source } = this.#reading.slot;
    try {
      return this.#reading.read(e, { locals: new Map(), scope, source });
    } catch (error) {
      if (error instanceof Unusable) return undefined;
      throw error;
    }
  }
}

class MechanismReading implements Reading {
  readonly around: ModelContext;
  readonly model: ModelInProgress;
  readonly slot: Slot;
  readonly calls: string[] = [];
  readonly parents: number[] = [];
  readonly #fixed: Place | undefined;
  readonly #positions = new Map<number, number>();
  #localNames: Set<string> | undefined;
  #terms = 0;
  #level = 0;

  constructor(
    around: ModelContext,
    slot: Slot,
    fixedParents: readonly number[],
    fixed: Place | undefined,
  ) {
    this.around = around;
    this.model = around.model;
    this.slot = slot;
    this.#fixed = fixed;
    for (const parent of fixedParents) this.#addParent(parent);
  }

  read(e: ExpressionSyntax, env: Environment): Typed {
    checkpoint();
    if (++this.#terms > MOST_TERMS)
      this.fail(messages.mechanismTooLarge(MOST_TERMS, placeIn(env.source, e.range)));
    if (++this.#level > DEEPEST_INLINING)
      this.fail(messages.tooDeep(DEEPEST_INLINING, placeIn(env.source, e.range)));
    const result = this.#readKind(e, env);
    this.#level--;
    return result;
  }

  #readKind(e: ExpressionSyntax, env: Environment): Typed {
    switch (e.kind) {
      case "number":
      case "boolean":
        return literal(e.value);
      case "label":
        return literal(e.text);
      case "group":
        return this.read(e.inner, env);
      case "name":
        return readName(this, e, env);
      case "index":
        return readIndex(this, e, env);
      case "call":
        return readCall(this, e, env);
      case "unary":
        return readUnary(this, e, env);
      case "binary":
        return readBinary(this, e, env);
      case "if":
        return readIf(this, e, env);
      case "cases":
        return readCases(this, e, env);
      case "match":
        return readMatch(this, e, env);
      case "let":
        return readLet(this, e, env);
      case "aggregate":
        return readAggregate(this, e, env);
      case "tuple": {
        const items = e.items.map((item) => this.value(item, env, ANY).expression);
        return tupleOf(items);
      }
      case "list": {
        // Under `~`, a row of weights in domain order.
        const items = e.items.map((item) => this.value(item, env, NUMBER).expression);
        return { expression: { kind: "list", items }, kinds: ANY, random: true };
      }
      case "braces":
        return readWeights(this, e, env);
      case "under":
        return readUnder(this, e, env);
    }
  }

  value(e: ExpressionSyntax, env: Environment, wanted: number): Typed {
    const typed = this.read(e, env);
    if (!typed.random && (typed.kinds & wanted) !== 0) return typed;
    const place = placeIn(env.source, e.range);
    if (typed.random)
      this.fail(messages.distributionAsValue(describeRandom(typed.expression), place));
    if ((typed.kinds & wanted) === 0)
      this.fail(messages.typeMismatch(describeKinds(wanted), describeKinds(typed.kinds), place));
    return typed;
  }

  argument(e: ArgumentSyntax, env: Environment, wanted: number): Typed {
    if (e.kind === "distributed") {
      return this.fail(
        messages.notInLanguage(
          "`~` inside an argument",
          "a distribution is what a mechanism is, or a condition of a question",
          placeIn(env.source, e.range),
        ),
      );
    }
    if (e.kind === "assignment") {
      return this.fail(
        messages.equalityIsDouble(
          placeIn(env.source, e.range),
          signBetween(env.source, e.target, e.value),
        ),
      );
    }
    return this.value(e, env, wanted);
  }

  parent(id: number, place: Place): Typed {
    const values = this.around.valuesOf(id);
    if (values === undefined) {
      const { slots } = this.model;
      return this.fail(messages.nodesLackNumbers(slots[id]?.name ?? "this variable", place));
    }
    if (this.#fixed !== undefined && !this.#positions.has(id)) {
      this.fail(messages.notFromParents(values.name, this.slot.name, place, this.#fixed));
    }
    const position = this.#addParent(id);
    const typed = plain({ kind: "parent", position }, values.kinds);
    return values.domain === undefined ? typed : { ...typed, domain: values.domain };
  }

  #addParent(id: number): number {
    const known = this.#positions.get(id);
    if (known !== undefined) return known;
    const position = this.parents.length;
    this.parents.push(id);
    this.#positions.set(id, position);
    return position;
  }

  freshName(wanted: string): string {
    const { model } = this;
    let name = wanted;
    while (
      this.#localNames?.has(name) === true ||
      model.templates.has(name) ||
      model.params.has(name) ||
      model.labels.has(name) ||
      FAMILIES.has(name)
    ) {
      name += "'";
    }
    this.#localNames ??= new Set();
    this.#localNames.add(name);
    return name;
  }

  fail(diagnostic: Diagnostic): never {
    this.model.reporter.add(diagnostic);
    throw new Unusable();
  }
}
