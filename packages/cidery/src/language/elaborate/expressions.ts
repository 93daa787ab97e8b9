/**
 * From expression syntax to the model's expressions: names resolved, functions inlined, indices
 * unrolled, kinds checked. One `MechanismBuilder` builds one mechanism and collects its parents in
 * the order in which they are mentioned.
 */
/* oxlint-disable unicorn/no-thenable -- `then` is the branch of an `if` in the data model */
import type { DistributionFamily, Expression, FiniteDomain, Value } from "../../model/index.ts";
import type {
  AggregateSyntax,
  ArgumentSyntax,
  BinarySyntax,
  BracesSyntax,
  CallSyntax,
  ExpressionSyntax,
  FunctionItem,
  IfSyntax,
  IndexSyntax,
  LetSyntax,
  MatchSyntax,
  NameExpression,
  UnderSyntax,
} from "../syntax.ts";
import type { Declared, ModelInProgress, Slot } from "./model.ts";
import type { Place } from "../messages.ts";
import type { Environment, Surroundings } from "./surroundings.ts";
import type { Typed } from "./typed.ts";
import { nearestName } from "../../base/index.ts";
import { showValue, valuesEqual } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { isName } from "../words.ts";
import { argumentWords, BUILT_IN_FUNCTIONS, FAMILIES } from "./builtins.ts";
import { readPattern } from "./patterns.ts";
import { warnNeverTaken } from "./neverTaken.ts";
import { reportUnknown, slotAt } from "./references.ts";
import { placeIn } from "./source.ts";
import { forEachIndex, staticIndex, staticValue } from "./static.ts";
import { combine, describeRandom, isSimple, tupleOf } from "./terms.ts";
import { ANY, BOOLEAN, describeKinds, kindsOf, literal, NUMBER, plain, TUPLE } from "./typed.ts";
import { namesIn } from "./walk.ts";
import { readWorld } from "./worldReference.ts";

const MOST_TERMS = 200_000;
const DEEPEST_INLINING = 600;

/** Nothing could be made of an expression; a diagnostic says why. */
class Unusable extends Error {}

export class MechanismBuilder {
  readonly parents: number[] = [];
  readonly #around: Surroundings;
  readonly #model: ModelInProgress;
  readonly #slot: Slot;
  readonly #fixed: Place | undefined;
  readonly #positions = new Map<number, number>();
  #localNames: Set<string> | undefined;
  #calls: readonly string[] = [];
  #terms = 0;
  #level = 0;

  /** @param fixedParents parents named by `from`; then no others may be mentioned */
  constructor(around: Surroundings, slot: Slot, fixedParents?: readonly number[], fixed?: Place) {
    this.#around = around;
    this.#model = around.model;
    this.#slot = slot;
    this.#fixed = fixed;
    for (const parent of fixedParents ?? []) this.#addParent(parent);
  }

  /** The mechanism's body, or undefined with diagnostics. */
  build(e: ExpressionSyntax): Typed | undefined {
    try {
      return this.#read(e, {
        locals: new Map(),
        scope: this.#slot.scope,
        source: this.#slot.source,
      });
    } catch (error) {
      if (error instanceof Unusable) return undefined;
      throw error;
    }
  }

  #addParent(id: number): number {
    const known = this.#positions.get(id);
    if (known !== undefined) return known;
    const position = this.parents.length;
    this.parents.push(id);
    this.#positions.set(id, position);
    return position;
  }

  #fail(diagnostic: ReturnType<typeof messages.setAsValue>): never {
    this.#model.reporter.add(diagnostic);
    throw new Unusable();
  }

  #read(e: ExpressionSyntax, env: Environment): Typed {
    if (++this.#terms > MOST_TERMS)
      this.#fail(messages.mechanismTooLarge(MOST_TERMS, placeIn(env.source, e.range)));
    if (++this.#level > DEEPEST_INLINING)
      this.#fail(messages.tooDeep(DEEPEST_INLINING, placeIn(env.source, e.range)));
    const result = this.#readKind(e, env);
    this.#level--;
    return result;
  }

  #readKind(e: ExpressionSyntax, env: Environment): Typed {
    switch (e.kind) {
      case "number":
      case "boolean":
        return literal(e.value);
      case "group":
        return this.#read(e.inner, env);
      case "name":
        return this.#name(e, env);
      case "index":
        return this.#index(e, env);
      case "call":
        return this.#call(e, env);
      case "unary": {
        if (e.operator === "-" && e.operand.kind === "number") return literal(-e.operand.value);
        const wanted = e.operator === "-" ? NUMBER : BOOLEAN;
        const operand = this.#value(e.operand, env, wanted);
        return plain({ kind: "unary", operator: e.operator, operand: operand.expression }, wanted);
      }
      case "binary":
        return this.#binary(e, env);
      case "if":
        return this.#if(e, env);
      case "match":
        return this.#match(e, env);
      case "let":
        return this.#let(e, env);
      case "aggregate":
        return this.#aggregate(e, env);
      case "tuple": {
        const items = e.items.map((item) => this.#value(item, env, ANY).expression);
        return tupleOf(items);
      }
      case "list": {
        // Under `~`, a row of weights in domain order.
        const items = e.items.map((item) => this.#value(item, env, NUMBER).expression);
        return { expression: { kind: "list", items }, kinds: ANY, random: true };
      }
      case "braces":
        return this.#weights(e, env);
      case "under":
        return this.#parent(this.#worldNode(e, env), placeIn(env.source, e.range));
    }
  }

  /** A value of one of the wanted kinds, not a distribution. */
  #value(e: ExpressionSyntax, env: Environment, wanted: number): Typed {
    const typed = this.#read(e, env);
    if (!typed.random && (typed.kinds & wanted) !== 0) return typed;
    const place = placeIn(env.source, e.range);
    if (typed.random)
      this.#fail(messages.distributionAsValue(describeRandom(typed.expression), place));
    if ((typed.kinds & wanted) === 0)
      this.#fail(messages.typeMismatch(describeKinds(wanted), describeKinds(typed.kinds), place));
    return typed;
  }

  #argument(e: ArgumentSyntax, env: Environment, wanted: number): Typed {
    if (e.kind === "assignment") {
      return this.#fail(
        messages.notInLanguage(
          "`=` inside an argument",
          "equality is written `==`",
          placeIn(env.source, e.range),
        ),
      );
    }
    return this.#value(e, env, wanted);
  }

  // ---- names ------------------------------------------------------------------------------

  #name(e: NameExpression, env: Environment): Typed {
    const local = env.locals.get(e.text);
    if (local !== undefined) return local;
    const index = env.scope.get(e.text);
    if (index !== undefined) return literal(index);
    const { model } = this.#around;
    const place = placeIn(env.source, e.range);
    const template = model.templates.get(e.text);
    const isParameter = model.parameterValues.has(e.text);
    const isLabel = model.labels.has(e.text);
    if (isLabel && (template !== undefined || isParameter)) {
      const meaning =
        template !== undefined ? "the variable or the label" : "the parameter or the label";
      this.#fail(messages.ambiguousName(e.text, meaning, place, model.labels.get(e.text)));
    }
    if (template !== undefined) {
      const slot = slotAt(model, template, [], e.range, env.source);
      if (slot === undefined) throw new Unusable();
      return this.#parent(slot.id, place);
    }
    if (isParameter) return plain({ kind: "parameter", name: e.text }, NUMBER);
    if (isLabel) return literal(e.text);
    const family = FAMILIES.get(e.text);
    if (family !== undefined && family.least === 0) {
      return {
        expression: { kind: "family", family: family.name, arguments: [] },
        kinds: ANY,
        random: true,
      };
    }
    if (model.functions.has(e.text) || BUILT_IN_FUNCTIONS.has(e.text) || family !== undefined) {
      this.#fail(messages.wrongKindOfName(e.text, "a function", "a value", place));
    }
    if (model.params.has(e.text)) throw new Unusable();
    const others = [
      ...model.parameterValues.keys(),
      ...model.labels.keys(),
      ...env.locals.keys(),
      ...env.scope.keys(),
    ];
    reportUnknown(model, e.text, e.range, env.source, "nothing", others);
    throw new Unusable();
  }

  #parent(id: number, place: Place): Typed {
    const values = this.#around.valuesOf(id);
    if (values === undefined) {
      const { slots } = this.#model;
      return this.#fail(messages.nodesLackNumbers(slots[id]?.name ?? "this variable", place));
    }
    if (this.#fixed !== undefined && !this.#positions.has(id)) {
      this.#fail(messages.notFromParents(values.name, this.#slot.name, place, this.#fixed));
    }
    const position = this.#addParent(id);
    const typed = plain({ kind: "parent", position }, values.kinds);
    return values.domain === undefined ? typed : { ...typed, domain: values.domain };
  }

  #index(e: IndexSyntax, env: Environment): Typed {
    const { model } = this.#around;
    if (
      e.target.kind === "name" &&
      !env.locals.has(e.target.text) &&
      !env.scope.has(e.target.text)
    ) {
      const template = model.templates.get(e.target.text);
      if (template === undefined && !model.parameterValues.has(e.target.text)) {
        reportUnknown(model, e.target.text, e.target.range, env.source, "no variable");
        throw new Unusable();
      }
      if (template !== undefined && template.dimension > 0) {
        const indices: number[] = [];
        for (const index of e.indices) {
          const value = staticIndex(model, index, env.scope, env.source);
          if (value === undefined) throw new Unusable();
          indices.push(value);
        }
        const slot = slotAt(model, template, indices, e.range, env.source);
        if (slot === undefined) throw new Unusable();
        return this.#parent(slot.id, placeIn(env.source, e.range));
      }
    }
    return this.#component(e, env);
  }

  /** `x[0]` of a tuple, `[10, 20][i]` of a list (which may be a list of distributions). */
  #component(e: IndexSyntax, env: Environment): Typed {
    let current: Typed;
    if (e.target.kind === "list") {
      const items = e.target.items.map((item) => this.#read(item, env));
      const random = items.some((item) => item.random);
      const kinds = items.reduce((all, item) => all | item.kinds, 0);
      current = {
        expression: { kind: "list", items: items.map((i) => i.expression) },
        kinds: kinds === 0 ? ANY : kinds,
        random,
      };
    } else current = this.#value(e.target, env, TUPLE);
    let domain = e.target.kind === "list" ? undefined : current.domain;
    for (const [i, part] of e.indices.entries()) {
      const index = this.#value(part, env, NUMBER);
      const at =
        index.expression.kind === "literal" ? (index.expression.value as number) : undefined;
      const values =
        at === undefined
          ? undefined
          : domain?.values.map((v) => (Array.isArray(v) ? (v as Value[])[at] : undefined));
      const known = values?.every((v) => v !== undefined)
        ? [...new Set(values as Value[])]
        : undefined;
      domain = known === undefined ? undefined : { kind: "finite", values: known };
      const kinds =
        known !== undefined
          ? kindsOf(known)
          : e.target.kind === "list" && i === 0
            ? current.kinds
            : ANY;
      current = {
        expression: { kind: "component", tuple: current.expression, index: index.expression },
        kinds,
        random: current.random,
        ...(domain === undefined ? {} : { domain }),
      };
    }
    return current;
  }

  #worldNode(e: UnderSyntax, env: Environment): number {
    const read = readWorld(this.#model, e, env.scope, env.source, (part) => {
      const { expression } = this.#value(part, env, ANY);
      return expression.kind === "literal" ? expression.value : undefined;
    });
    if (read === undefined) throw new Unusable();
    return this.#around.world(read.target, read.forced, placeIn(env.source, e.range));
  }

  // ---- calls ------------------------------------------------------------------------------

  #call(e: CallSyntax, env: Environment): Typed {
    const { model } = this.#around;
    const name = e.callee.text;
    const place = placeIn(env.source, e.callee.range);
    if (e.receiver !== undefined || e.given !== undefined) {
      this.#fail(
        messages.notInLanguage(
          "a claim",
          "`agent.policy(…)` and `… | …` are for claims",
          placeIn(env.source, e.range),
        ),
      );
    }
    if (model.functions.has(name)) return this.#inline(e, env);
    const wholePlace = placeIn(env.source, e.range);
    if (name === "other") {
      if (e.arguments.length !== 1)
        this.#fail(
          messages.wrongArgumentCount("other", "1 argument", e.arguments.length, wholePlace),
        );
      const operand = this.#argument(e.arguments[0] as ArgumentSyntax, env, ANY);
      const [first, second, third] = operand.domain?.values ?? [];
      if (first === undefined || second === undefined || third !== undefined)
        return this.#fail(messages.otherNeedsTwo(wholePlace));
      const domain = operand.domain as FiniteDomain;
      return {
        ...plain(
          { kind: "other", operand: operand.expression, values: [first, second] },
          operand.kinds,
        ),
        domain,
      };
    }
    const builtIn = BUILT_IN_FUNCTIONS.get(name);
    const family = FAMILIES.get(name);
    const signature = builtIn ?? family;
    if (signature === undefined) {
      const all = [
        ...model.functions.keys(),
        ...BUILT_IN_FUNCTIONS.keys(),
        ...FAMILIES.keys(),
        "other",
        "sum",
        "product",
        "all",
        "any",
        "count",
      ];
      if (model.broken.has(name)) throw new Unusable();
      if (model.templates.has(name) || model.parameterValues.has(name)) {
        this.#fail(
          messages.wrongKindOfName(
            name,
            model.templates.has(name) ? "a variable" : "a parameter",
            "a function",
            place,
          ),
        );
      }
      return this.#fail(messages.unknownName(name, nearestName(name, all), place, "no function"));
    }
    const count = e.arguments.length;
    if (count < signature.least || count > signature.most) {
      this.#fail(messages.wrongArgumentCount(name, argumentWords(signature), count, wholePlace));
    }
    if (builtIn !== undefined) {
      const wanted = builtIn.name === "number" ? NUMBER | BOOLEAN : NUMBER;
      const values = e.arguments.map((a) => this.#argument(a, env, wanted).expression);
      return plain({ kind: "call", name: builtIn.name, arguments: values }, NUMBER);
    }
    const distribution = family?.name as DistributionFamily;
    const wanted = distribution === "uniform" || distribution === "point" ? ANY : NUMBER;
    const parameters = e.arguments.map((a) => this.#argument(a, env, wanted).expression);
    return {
      expression: { kind: "family", family: distribution, arguments: parameters },
      kinds: ANY,
      random: true,
    };
  }

  #inline(e: CallSyntax, env: Environment): Typed {
    const { model } = this.#around;
    const name = e.callee.text;
    const { item, source } = model.functions.get(name) as Declared<FunctionItem>;
    const place = placeIn(env.source, e.range);
    const declared = placeIn(source, item.name.range);
    if (this.#calls.includes(name)) {
      const cycle = [...this.#calls.slice(this.#calls.indexOf(name)), name];
      this.#fail(
        messages.circularDefinition("function", cycle, placeIn(env.source, e.callee.range)),
      );
    }
    if (e.arguments.length !== item.parameters.length) {
      const wanted =
        item.parameters.length === 1 ? "1 argument" : `${item.parameters.length} arguments`;
      this.#fail(messages.wrongArgumentCount(name, wanted, e.arguments.length, place, declared));
    }
    const locals = new Map<string, Typed>();
    const scope = new Map<string, number>();
    const wrappers: { name: string; value: Expression }[] = [];
    for (const [i, parameter] of item.parameters.entries()) {
      const value = this.#argument(e.arguments[i] as ArgumentSyntax, env, ANY);
      const { expression } = value;
      if (expression.kind === "literal" && typeof expression.value === "number")
        scope.set(parameter.text, expression.value);
      if (isSimple(expression)) locals.set(parameter.text, value);
      else {
        const local = this.#freshName(parameter.text);
        wrappers.push({ name: local, value: expression });
        locals.set(parameter.text, { ...value, expression: { kind: "local", name: local } });
      }
    }
    this.#calls = [...this.#calls, name];
    let result = this.#read(item.body, { locals, scope, source });
    this.#calls = this.#calls.slice(0, -1);
    for (const { name: local, value } of wrappers.reverse()) {
      result = {
        ...result,
        expression: { kind: "let", name: local, value, body: result.expression },
      };
    }
    return result;
  }

  /** A local name no variable, parameter, label or other local of this mechanism has. */
  #freshName(wanted: string): string {
    const { model } = this.#around;
    let name = isName(wanted) ? wanted : "x";
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

  // ---- operators --------------------------------------------------------------------------

  #binary(e: BinarySyntax, env: Environment): Typed {
    const place = placeIn(env.source, e.range);
    const { operator } = e;
    switch (operator) {
      case "..":
        return this.#fail(messages.setAsValue(place));
      case "->":
        return this.#fail(
          messages.notInLanguage(
            "an arrow",
            "arrows stand in claims and links; parents are the variables a mechanism mentions",
            place,
          ),
        );
      case "in":
        return this.#membership(e, env);
      case "and":
      case "or":
      case "xor":
      case "implies": {
        const left = this.#value(e.left, env, BOOLEAN).expression;
        const right = this.#value(e.right, env, BOOLEAN).expression;
        return plain({ kind: "binary", operator, left, right }, BOOLEAN);
      }
      case "==":
      case "!=": {
        const left = this.#value(e.left, env, ANY);
        const right = this.#value(e.right, env, ANY);
        if ((left.kinds & right.kinds) === 0)
          this.#fail(
            messages.neverEqual(describeKinds(left.kinds), describeKinds(right.kinds), place),
          );
        warnNeverTaken(this.#model, left, right, e.left, e.right, env.source);
        warnNeverTaken(this.#model, right, left, e.right, e.left, env.source);
        return plain(
          { kind: "binary", operator, left: left.expression, right: right.expression },
          BOOLEAN,
        );
      }
      case "<":
      case "<=":
      case ">":
      case ">=": {
        const left = this.#value(e.left, env, NUMBER).expression;
        const right = this.#value(e.right, env, NUMBER).expression;
        return plain({ kind: "binary", operator, left, right }, BOOLEAN);
      }
      default: {
        const left = this.#value(e.left, env, NUMBER).expression;
        const right = this.#value(e.right, env, NUMBER).expression;
        return plain({ kind: "binary", operator, left, right }, NUMBER);
      }
    }
  }

  #membership(e: BinarySyntax, env: Environment): Typed {
    const left = this.#value(e.left, env, ANY);
    const values = this.#memberList(e.right, env, left.domain);
    return plain(
      {
        kind: "binary",
        operator: "in",
        left: left.expression,
        right: { kind: "list", items: values },
      },
      BOOLEAN,
    );
  }

  #memberList(
    e: ExpressionSyntax,
    env: Environment,
    domain: FiniteDomain | undefined,
  ): Expression[] {
    const place = placeIn(env.source, e.range);
    if (e.kind === "group") return this.#memberList(e.inner, env, domain);
    if (e.kind === "binary" && e.operator === "..") {
      const low = staticIndex(this.#model, e.left, env.scope, env.source);
      const high = staticIndex(this.#model, e.right, env.scope, env.source);
      if (low === undefined || high === undefined) throw new Unusable();
      if (high - low > 10_000) this.#fail(messages.domainTooLarge(10_000, place));
      return Array.from(
        { length: Math.max(0, high - low + 1) },
        (_, i) => literal(low + i).expression,
      );
    }
    if (e.kind === "name") {
      const type = this.#model.typeDomains.get(e.text);
      if (type?.kind === "finite") return type.values.map((value) => literal(value).expression);
    }
    if (e.kind === "braces" && e.entries.every((entry) => entry.weight === undefined)) {
      return e.entries.flatMap(({ value }) => {
        if (value.kind === "binary" && value.operator === "..")
          return this.#memberList(value, env, domain);
        if (value.kind === "name" && domain?.values.includes(value.text))
          return [literal(value.text).expression];
        return [this.#value(value, env, ANY).expression];
      });
    }
    if (e.kind === "list") return e.items.map((item) => this.#value(item, env, ANY).expression);
    return this.#fail(
      messages.notInLanguage("this", "after `in` stands a set `{a, b}`, a range or a type", place),
    );
  }

  // ---- branches ---------------------------------------------------------------------------

  #if(e: IfSyntax, env: Environment): Typed {
    // A condition on an index is decided now, so that `if t > 1 then X[t-1] else 0` never asks for X[0].
    if (env.scope.size > 0 && [...namesIn(e.condition)].some((name) => env.scope.has(name))) {
      const decided = staticValue(this.#model, e.condition, env.scope);
      if (typeof decided === "boolean") return this.#read(decided ? e.then : e.otherwise, env);
    }
    const condition = this.#value(e.condition, env, BOOLEAN);
    const then = this.#read(e.then, env);
    const otherwise = this.#read(e.otherwise, env);
    return {
      expression: {
        kind: "if",
        condition: condition.expression,
        then: then.expression,
        otherwise: otherwise.expression,
      },
      kinds: then.kinds | otherwise.kinds,
      random: then.random || otherwise.random,
    };
  }

  #match(e: MatchSyntax, env: Environment): Typed {
    const subject = this.#value(e.subject, env, ANY);
    let kinds = 0;
    let random = false;
    const domains = this.#componentDomains(e.subject, subject, env);
    const cases = e.cases.map(({ patterns, body }) => {
      const read = patterns.map((p) => {
        const pattern = readPattern(this.#model, p, env.scope, env.source, domains);
        if (pattern === undefined) throw new Unusable();
        return pattern;
      });
      const typed = this.#read(body, env);
      kinds |= typed.kinds;
      random ||= typed.random;
      return { patterns: read, body: typed.expression };
    });
    return {
      expression: { kind: "match", subject: subject.expression, cases },
      kinds: kinds === 0 ? ANY : kinds,
      random,
    };
  }

  /** The values of a match's subject, or of each component when the subject is a tuple. */
  #componentDomains(
    e: ExpressionSyntax,
    subject: Typed,
    env: Environment,
  ): readonly (FiniteDomain | undefined)[] | FiniteDomain | undefined {
    if (subject.domain !== undefined) return subject.domain;
    const inner = e.kind === "group" ? e.inner : e;
    return inner.kind === "tuple"
      ? inner.items.map((item) => this.#value(item, env, ANY).domain)
      : undefined;
  }

  #let(e: LetSyntax, env: Environment): Typed {
    const value = this.#value(e.value, env, ANY);
    const name = this.#freshName(e.name.text);
    const locals = new Map(env.locals);
    const scope = new Map(env.scope);
    scope.delete(e.name.text);
    const { expression } = value;
    if (expression.kind === "literal" && typeof expression.value === "number")
      scope.set(e.name.text, expression.value);
    locals.set(e.name.text, { ...value, expression: { kind: "local", name } });
    const body = this.#read(e.body, { ...env, locals, scope });
    return { ...body, expression: { kind: "let", name, value: expression, body: body.expression } };
  }

  #aggregate(e: AggregateSyntax, env: Environment): Typed {
    const truth = e.name === "all" || e.name === "any" || e.name === "count";
    const terms: Expression[] = [];
    const budget = { steps: MOST_TERMS };
    const place = placeIn(env.source, e.range);
    const complete = forEachIndex(
      this.#model,
      e.indices,
      env.scope,
      env.source,
      budget,
      (scope) => {
        const locals = new Map(env.locals);
        for (const { name } of e.indices) locals.delete(name.text);
        terms.push(
          this.#value(e.body, { locals, scope, source: env.source }, truth ? BOOLEAN : NUMBER)
            .expression,
        );
      },
    );
    if (!complete) throw new Unusable();
    const combined = combine(e.name, terms);
    if (combined !== undefined) return combined;
    return this.#fail(
      messages.notInLanguage(`\`${e.name}\` over no index`, "the range is empty", place),
    );
  }

  #weights(e: BracesSyntax, env: Environment): Typed {
    const place = placeIn(env.source, e.range);
    if (e.entries.every((entry) => entry.weight === undefined))
      this.#fail(messages.setAsValue(place));
    const domain = this.#slot.domain?.kind === "finite" ? this.#slot.domain : undefined;
    const entries = e.entries.map(({ value, weight }) => {
      if (weight === undefined)
        return this.#fail(messages.missingWeight(placeIn(env.source, value.range)));
      const point = this.#value(value, env, ANY);
      const { expression } = point;
      if (
        domain !== undefined &&
        expression.kind === "literal" &&
        !domain.values.some((v) => valuesEqual(v, expression.value))
      ) {
        const shown = domain.values.slice(0, 8).map(showValue);
        const text = showValue(expression.value);
        if ((point.kinds & kindsOf(domain.values)) !== 0 && weight.kind !== "number") {
          this.#model.reporter.add(
            messages.valueNeverTaken(
              this.#slot.name,
              text,
              nearestName(text, shown),
              shown,
              placeIn(env.source, value.range),
            ),
          );
        }
      }
      return { value: expression, weight: this.#value(weight, env, NUMBER).expression };
    });
    return { expression: { kind: "weights", entries }, kinds: ANY, random: true };
  }
}
