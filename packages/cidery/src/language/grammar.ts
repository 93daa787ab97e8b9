/**
 * The grammar of one item, as a Chevrotain parser with embedded actions that build the syntax
 * tree. Where items begin and end, and how blocks nest, is decided before (`itemSpans.ts`), so a
 * mistake spoils one item only.
 */
import type { IToken, TokenType } from "chevrotain";
import type { TextRange } from "../base/index.ts";
import type {
  AggregateName,
  ArgumentSyntax,
  BinarySign,
  BracesSyntax,
  DomainSyntax,
  ExpressionSyntax,
  IndexBinding,
  ItemSyntax,
  NameSyntax,
  NodeList,
  NodeListEntry,
  Role,
  StringSyntax,
} from "./syntax.ts";
import type { OperandWithPrefixes, PrefixOperator } from "./operators.ts";
import { EmbeddedActionsParser } from "chevrotain";
import { plainErrorMessages } from "./grammarErrors.ts";
import { DEEPEST_BRACKETS, deeper, resolveOperators, TooDeep } from "./operators.ts";
import * as T from "./tokens.ts";

const AGGREGATES: ReadonlySet<string> = new Set([
  "sum",
  "product",
  "min",
  "max",
  "all",
  "any",
  "count",
]);

type Empty = Record<string, never>;

export class ItemParser extends EmbeddedActionsParser {
  /** Filled while parsing: what tokens are for. */
  roles = new Map<number, Role>();
  /** Where an expression was given up because it is nested too deeply. */
  tooDeepAt: TextRange | undefined;
  #nesting = 0;

  constructor() {
    super(T.TOKEN_VOCABULARY, {
      recoveryEnabled: false,
      maxLookahead: 2,
      nodeLocationTracking: "none",
      errorMessageProvider: plainErrorMessages,
      skipValidations: true,
    });
    this.performSelfAnalysis();
  }

  override reset(): void {
    super.reset();
    this.#nesting = 0;
    this.tooDeepAt = undefined;
  }

  // ---- items ------------------------------------------------------------------------------

  header = this.RULE("header", (): ItemSyntax => {
    const word = this.CONSUME(T.HeaderWord);
    const text = this.SUBRULE(this.string);
    return this.ACTION(() => ({
      kind: "header",
      word: word.image as "model" | "cite" | "note" | "topic",
      text,
      range: span(word, text),
    }));
  });

  agent = this.RULE("agent", (): ItemSyntax => {
    const word = this.CONSUME(T.AgentWord);
    const name = this.SUBRULE(this.name);
    const label = this.OPTION(() => this.SUBRULE(this.string));
    return this.ACTION(() => ({
      kind: "agent",
      name,
      ...given({ label }),
      range: span(word, label ?? name),
    }));
  });

  param = this.RULE("param", (): ItemSyntax => {
    const word = this.CONSUME(T.Param);
    const name = this.SUBRULE(this.name);
    const label = this.OPTION(() => this.SUBRULE(this.string));
    this.CONSUME(T.Assign);
    const value = this.SUBRULE(this.expression, { ARGS: [true] });
    const bounds = this.OPTION2(() => {
      this.CONSUME(T.In);
      return this.SUBRULE2(this.expression);
    });
    return this.ACTION(() => ({
      kind: "param",
      name,
      value,
      ...given({ label, bounds }),
      range: span(word, bounds ?? value),
    }));
  });

  type = this.RULE("type", (): ItemSyntax => {
    const word = this.CONSUME(T.Type);
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.Assign);
    const alternatives: ExpressionSyntax[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Bar,
      DEF: () => alternatives.push(this.SUBRULE(this.expression)),
    });
    return this.ACTION(() => ({
      kind: "type",
      name,
      alternatives,
      range: span(word, alternatives[alternatives.length - 1] ?? name),
    }));
  });

  fn = this.RULE("fn", (): ItemSyntax => {
    const word = this.CONSUME(T.Fn);
    const name = this.SUBRULE(this.name);
    const parameters: NameSyntax[] = [];
    this.CONSUME(T.LeftParen);
    this.MANY_SEP({ SEP: T.Comma, DEF: () => parameters.push(this.SUBRULE2(this.name)) });
    this.CONSUME(T.RightParen);
    this.CONSUME(T.Assign);
    const body = this.SUBRULE(this.expression);
    return this.ACTION(() => ({ kind: "fn", name, parameters, body, range: span(word, body) }));
  });

  variable = this.RULE("variable", (): ItemSyntax => {
    let first: IToken | undefined;
    this.OPTION(() => {
      first = this.OR([{ ALT: () => this.CONSUME(T.Replace) }, { ALT: () => this.CONSUME(T.Add) }]);
    });
    const kind = this.CONSUME(T.VariableKind);
    const name = this.SUBRULE(this.name);
    const indices: ExpressionSyntax[] = [];
    let nameEnd: IToken | undefined;
    this.OPTION2(() => {
      this.CONSUME(T.LeftBracket);
      this.AT_LEAST_ONE_SEP({
        SEP: T.Comma,
        DEF: () => indices.push(this.SUBRULE(this.expression)),
      });
      nameEnd = this.CONSUME(T.RightBracket);
    });
    const label = this.OPTION3(() => this.SUBRULE(this.string));
    const domain = this.OPTION4(() =>
      this.SUBRULE(this.domain, { ARGS: [kind.image === "chance"] }),
    );
    const owners: NameSyntax[] = [];
    this.OPTION5({
      GATE: () => this.LA(1).tokenType !== T.For || this.LA(3).tokenType !== T.In,
      DEF: () => {
        this.OR2([
          { ALT: () => this.CONSUME(T.By) },
          { GATE: () => kind.image === "utility", ALT: () => this.CONSUME(T.For) },
        ]);
        this.AT_LEAST_ONE_SEP2({ SEP: T.Comma, DEF: () => owners.push(this.SUBRULE2(this.name)) });
      },
    });
    const sees = this.OPTION6({
      GATE: () => kind.image === "decision",
      DEF: () => {
        const word = this.CONSUME(T.Sees);
        return this.SUBRULE(this.nodeList, { ARGS: [word] });
      },
    });
    const from = this.OPTION7({
      GATE: () => kind.image !== "decision",
      DEF: () => {
        const word = this.CONSUME(T.From);
        return this.SUBRULE2(this.nodeList, { ARGS: [word] });
      },
    });
    const mechanism = this.OPTION8({
      GATE: () => kind.image !== "decision",
      DEF: () => {
        const sign = this.OR3([
          { ALT: () => this.CONSUME(T.Assign) },
          { ALT: () => this.CONSUME(T.Tilde) },
        ]);
        const body = this.SUBRULE2(this.expression);
        return this.ACTION(() => ({
          sign: sign.image as "=" | "~",
          body,
          range: span(sign, body),
        }));
      },
    });
    return this.ACTION(() => {
      const last =
        mechanism ??
        from ??
        sees ??
        owners[owners.length - 1] ??
        domain ??
        label ??
        nameEnd ??
        name;
      return {
        kind: "variable",
        variableKind: kind.image as "chance" | "decision" | "utility",
        replaces: first?.tokenType === T.Replace,
        name,
        indices,
        nameRange: span(name, nameEnd ?? name),
        owners,
        ...given({ label, domain, sees, from, mechanism }),
        range: span(first ?? kind, last),
      };
    });
  });

  domain = this.RULE("domain", (isChance: boolean): DomainSyntax => {
    const colon = this.CONSUME(T.Colon);
    this.ACTION(() => this.roles.set(colon.startOffset, "declaration-colon"));
    const expression = this.SUBRULE(this.expression);
    const step = this.OPTION({
      // After a decision's domain, `by` and a name give the owner.
      GATE: () => isChance || !T.isNameToken(this.LA(2)),
      DEF: () => {
        this.CONSUME(T.By);
        return this.SUBRULE2(this.expression);
      },
    });
    return this.ACTION(() => ({
      expression,
      ...given({ step }),
      range: span(expression, step ?? expression),
    }));
  });

  nodeList = this.RULE("nodeList", (word: IToken): NodeList => {
    const entries: NodeListEntry[] = [];
    let end: IToken | undefined;
    this.OR([
      {
        ALT: () => {
          this.CONSUME(T.LeftBrace);
          this.MANY_SEP({
            SEP: T.Comma,
            DEF: () => entries.push(this.SUBRULE(this.nodeListEntry)),
          });
          end = this.CONSUME(T.RightBrace);
        },
      },
      {
        ALT: () => {
          this.AT_LEAST_ONE_SEP({
            SEP: T.Comma,
            DEF: () => entries.push(this.SUBRULE2(this.nodeListEntry)),
          });
        },
      },
    ]);
    return this.ACTION(() => ({
      entries,
      braces: end !== undefined,
      range: span(word, end ?? entries[entries.length - 1] ?? word),
    }));
  });

  nodeListEntry = this.RULE("nodeListEntry", (): NodeListEntry => {
    const target = this.SUBRULE(this.reference);
    const loops: IndexBinding[] = [];
    this.MANY({
      GATE: () => this.LA(3).tokenType === T.In,
      DEF: () => {
        this.CONSUME(T.For);
        loops.push(this.SUBRULE(this.indexBinding));
      },
    });
    return this.ACTION(() => ({
      target,
      loops,
      range: span(target, loops[loops.length - 1]?.values ?? target),
    }));
  });

  /** `S`, `S[t]`, `S[1..3]`, `X[i, t]`. */
  reference = this.RULE("reference", (): ExpressionSyntax => {
    const name = this.CONSUME(T.Name);
    let result = this.ACTION((): ExpressionSyntax => nameExpression(name));
    this.OPTION(() => {
      result = this.SUBRULE(this.indexing, { ARGS: [result] });
    });
    return result;
  });

  indexing = this.RULE("indexing", (target: ExpressionSyntax): ExpressionSyntax => {
    const indices: ExpressionSyntax[] = [];
    this.CONSUME(T.LeftBracket);
    this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => indices.push(this.SUBRULE(this.expression)) });
    const end = this.CONSUME(T.RightBracket);
    return this.ACTION(() => {
      const range = span(target, end);
      return {
        kind: "index",
        target,
        indices,
        range,
        depth: deeper(range, target.depth, ...indices.map(depthOf)),
      };
    });
  });

  indexBinding = this.RULE("indexBinding", (): IndexBinding => {
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.In);
    const values = this.SUBRULE(this.expression);
    return this.ACTION(() => ({ name, values }));
  });

  forHeader = this.RULE("forHeader", (): IndexBinding[] => {
    this.CONSUME(T.For);
    const loops: IndexBinding[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => loops.push(this.SUBRULE(this.indexBinding)) });
    return loops;
  });

  guardHeader = this.RULE("guardHeader", (): ExpressionSyntax => {
    this.CONSUME(T.If);
    return this.SUBRULE(this.expression);
  });

  extends = this.RULE("extends", (): ItemSyntax => {
    const word = this.CONSUME(T.Extends);
    const path = this.SUBRULE(this.string);
    return this.ACTION(() => ({ kind: "extends", path, range: span(word, path) }));
  });

  remove = this.RULE("remove", (): ItemSyntax => {
    const word = this.CONSUME(T.Remove);
    const target = this.SUBRULE(this.reference);
    return this.ACTION(() => ({ kind: "remove", target, range: span(word, target) }));
  });

  link = this.RULE("link", (): ItemSyntax => {
    const word = this.OR([
      { ALT: () => this.CONSUME(T.Add) },
      { ALT: () => this.CONSUME(T.Remove) },
    ]);
    this.CONSUME(T.Link);
    const from = this.SUBRULE(this.reference);
    this.CONSUME(T.Arrow);
    const to = this.SUBRULE2(this.reference);
    return this.ACTION(() => ({
      kind: "link",
      action: word.tokenType === T.Add ? "add" : "remove",
      from,
      to,
      range: span(word, to),
    }));
  });

  include = this.RULE("include", (): ItemSyntax => {
    const word = this.CONSUME(T.Include);
    const what = this.CONSUME(T.Claims);
    return this.ACTION(() => ({ kind: "include", range: span(word, what) }));
  });

  claim = this.RULE("claim", (): ItemSyntax => {
    const word = this.CONSUME(T.ClaimWord);
    const expression = this.SUBRULE(this.expression);
    const added: ExpressionSyntax[] = [];
    const removed: ExpressionSyntax[] = [];
    let tolerance: ExpressionSyntax | undefined;
    let seeds: ExpressionSyntax | undefined;
    let citation: StringSyntax | undefined;
    let note: StringSyntax | undefined;
    let last: Spanned = expression;
    let sentenceEnd: Spanned = expression;
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(T.With);
            this.AT_LEAST_ONE_SEP({
              SEP: T.Comma,
              DEF: () => added.push(this.SUBRULE2(this.expression)),
            });
            last = sentenceEnd = added[added.length - 1] ?? last;
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Without);
            this.AT_LEAST_ONE_SEP2({
              SEP: T.Comma,
              DEF: () => removed.push(this.SUBRULE3(this.expression)),
            });
            last = sentenceEnd = removed[removed.length - 1] ?? last;
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Within);
            last = sentenceEnd = tolerance = this.SUBRULE4(this.expression);
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Seeds);
            last = sentenceEnd = seeds = this.SUBRULE5(this.expression);
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Cite);
            last = citation = this.SUBRULE(this.string);
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Note);
            last = note = this.SUBRULE2(this.string);
          },
        },
      ]);
    });
    return this.ACTION(() => ({
      kind: "claim",
      expression,
      added,
      removed,
      ...given({ tolerance, seeds, citation, note }),
      sentence: span(expression, sentenceEnd),
      range: span(word, last),
    }));
  });

  // ---- expressions ------------------------------------------------------------------------

  /** @param withoutIn leave a following `in` to the caller (`param p = 1 in …`, `let x = e in f`) */
  expression = this.RULE("expression", (withoutIn: boolean): ExpressionSyntax => {
    const operands: OperandWithPrefixes[] = [];
    const operators: BinarySign[] = [];
    this.ACTION(() => {
      this.#nesting++;
      if (this.#nesting > DEEPEST_BRACKETS) {
        this.tooDeepAt = rangeOf(this.LA(1));
        throw new TooDeep(this.tooDeepAt);
      }
    });
    operands.push(this.SUBRULE(this.prefixed, { ARGS: [withoutIn] }));
    this.MANY({
      GATE: () => !(withoutIn && this.LA(1).tokenType === T.In),
      DEF: () => {
        const operator = this.CONSUME(T.Operator);
        operators.push(operator.image as BinarySign);
        operands.push(this.SUBRULE2(this.prefixed, { ARGS: [withoutIn] }));
      },
    });
    this.ACTION(() => {
      this.#nesting--;
    });
    return this.ACTION(() => resolveOperators(operands, operators));
  });

  prefixed = this.RULE("prefixed", (withoutIn: boolean): OperandWithPrefixes => {
    const prefixes: PrefixOperator[] = [];
    this.MANY({
      GATE: () => !T.isNameToken(this.LA(1)) || this.#aggregateFollows(),
      DEF: () => {
        this.OR([
          {
            ALT: () => {
              const sign = this.CONSUME(T.Minus);
              this.ACTION(() => {
                this.roles.set(sign.startOffset, "prefix");
                prefixes.push({
                  kind: "unary",
                  operator: "-",
                  start: sign.startOffset,
                  end: endOf(sign),
                });
              });
            },
          },
          {
            ALT: () => {
              const word = this.CONSUME(T.Not);
              this.ACTION(() => {
                prefixes.push({
                  kind: "unary",
                  operator: "not",
                  start: word.startOffset,
                  end: endOf(word),
                });
              });
            },
          },
          {
            ALT: () => {
              const name = this.CONSUME(T.Name);
              const indices: IndexBinding[] = [];
              this.CONSUME(T.LeftParen);
              this.AT_LEAST_ONE_SEP({
                SEP: T.Comma,
                DEF: () => indices.push(this.SUBRULE(this.indexBinding)),
              });
              const end = this.CONSUME(T.RightParen);
              this.ACTION(() => {
                prefixes.push({
                  kind: "aggregate",
                  name: name.image as AggregateName,
                  indices,
                  start: name.startOffset,
                  end: endOf(end),
                });
              });
            },
          },
        ]);
      },
    });
    const operand = this.SUBRULE(this.postfixed, { ARGS: [withoutIn] });
    return this.ACTION(() => ({ prefixes, operand }));
  });

  #aggregateFollows(): boolean {
    return (
      AGGREGATES.has(this.LA(1).image) &&
      this.LA(2).tokenType === T.LeftParen &&
      this.LA(3).tokenType === T.Name &&
      this.LA(4).tokenType === T.In
    );
  }

  postfixed = this.RULE("postfixed", (withoutIn: boolean): ExpressionSyntax => {
    let result = this.SUBRULE(this.operand, { ARGS: [withoutIn] });
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            result = this.SUBRULE(this.indexing, { ARGS: [result] });
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Under);
            const forced: ArgumentSyntax[] = [];
            this.CONSUME(T.LeftParen);
            this.AT_LEAST_ONE_SEP({
              SEP: T.Comma,
              DEF: () => forced.push(this.SUBRULE(this.argument)),
            });
            const end = this.CONSUME(T.RightParen);
            this.ACTION(() => {
              const target = result;
              const range = span(target, end);
              result = {
                kind: "under",
                target,
                forced,
                range,
                depth: deeper(range, target.depth, ...forced.map(depthOf)),
              };
            });
          },
        },
      ]);
    });
    return result;
  });

  operand = this.RULE(
    "operand",
    (withoutIn: boolean): ExpressionSyntax =>
      this.OR({
        ERR_MSG: "a value: a name, a number, `(`, `[`, `{`, `if`, `match` or `let`",
        DEF: [
          {
            ALT: () => {
              const token = this.CONSUME(T.NumberLiteral);
              return this.ACTION(
                (): ExpressionSyntax => ({
                  kind: "number",
                  value: Number(token.image),
                  range: rangeOf(token),
                  depth: 1,
                }),
              );
            },
          },
          { ALT: () => this.#boolean(this.CONSUME(T.True)) },
          { ALT: () => this.#boolean(this.CONSUME(T.False)) },
          { ALT: () => this.SUBRULE(this.named) },
          { ALT: () => this.SUBRULE(this.parenthesised) },
          { ALT: () => this.SUBRULE(this.list) },
          { ALT: () => this.SUBRULE(this.braces) },
          { ALT: () => this.SUBRULE(this.conditional, { ARGS: [withoutIn] }) },
          { ALT: () => this.SUBRULE(this.match) },
          { ALT: () => this.SUBRULE(this.let, { ARGS: [withoutIn] }) },
        ],
      }),
  );

  #boolean(token: IToken): ExpressionSyntax {
    return this.ACTION(
      (): ExpressionSyntax => ({
        kind: "boolean",
        value: token.image === "true",
        range: rangeOf(token),
        depth: 1,
      }),
    );
  }

  /** A name, a call, or a call with a receiver: `robot.policy(R | S = 1)`. */
  named = this.RULE("named", (): ExpressionSyntax => {
    const first = this.CONSUME(T.Name);
    let second: IToken | undefined;
    this.OPTION(() => {
      this.CONSUME(T.Dot);
      second = this.CONSUME2(T.Name);
    });
    const call = this.OPTION2(() => {
      const list: ArgumentSyntax[] = [];
      let bar: ArgumentSyntax[] | undefined;
      this.CONSUME(T.LeftParen);
      this.MANY_SEP({ SEP: T.Comma, DEF: () => list.push(this.SUBRULE(this.argument)) });
      this.OPTION3(() => {
        this.CONSUME(T.Bar);
        const conditions: ArgumentSyntax[] = [];
        bar = conditions;
        this.MANY_SEP2({ SEP: T.Comma, DEF: () => conditions.push(this.SUBRULE2(this.argument)) });
      });
      const end = this.CONSUME(T.RightParen);
      return { list, bar, end };
    });
    return this.ACTION((): ExpressionSyntax => {
      if (call === undefined && second === undefined) return nameExpression(first);
      const list = call?.list ?? [];
      const bar = call?.bar;
      const range = span(first, call?.end ?? second ?? first);
      return {
        kind: "call",
        callee: nameOf(second ?? first),
        ...(second === undefined ? {} : { receiver: nameOf(first) }),
        arguments: list,
        ...given({ given: bar }),
        range,
        depth: deeper(range, ...list.map(depthOf), ...(bar ?? []).map(depthOf)),
      };
    });
  });

  argument = this.RULE("argument", (): ArgumentSyntax => {
    const target = this.SUBRULE(this.expression);
    const value = this.OPTION(() => {
      this.CONSUME(T.Assign);
      return this.SUBRULE2(this.expression);
    });
    return this.ACTION((): ArgumentSyntax => {
      if (value === undefined) return target;
      const range = span(target, value);
      return {
        kind: "assignment",
        target,
        value,
        range,
        depth: deeper(range, target.depth, value.depth),
      };
    });
  });

  parenthesised = this.RULE("parenthesised", (): ExpressionSyntax => {
    const start = this.CONSUME(T.LeftParen);
    const items: ExpressionSyntax[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => items.push(this.SUBRULE(this.expression)) });
    const end = this.CONSUME(T.RightParen);
    return this.ACTION((): ExpressionSyntax => {
      const range = span(start, end);
      const depth = deeper(range, ...items.map(depthOf));
      const [inner] = items;
      return items.length === 1 && inner !== undefined
        ? { kind: "group", inner, range, depth }
        : { kind: "tuple", items, range, depth };
    });
  });

  list = this.RULE("list", (): ExpressionSyntax => {
    const start = this.CONSUME(T.LeftBracket);
    const items: ExpressionSyntax[] = [];
    this.MANY_SEP({ SEP: T.Comma, DEF: () => items.push(this.SUBRULE(this.expression)) });
    const end = this.CONSUME(T.RightBracket);
    return this.ACTION((): ExpressionSyntax => {
      const range = span(start, end);
      return { kind: "list", items, range, depth: deeper(range, ...items.map(depthOf)) };
    });
  });

  braces = this.RULE("braces", (): ExpressionSyntax => {
    const start = this.CONSUME(T.LeftBrace);
    const entries: { value: ExpressionSyntax; weight?: ExpressionSyntax }[] = [];
    this.MANY_SEP({
      SEP: T.Comma,
      DEF: () => {
        const value = this.SUBRULE(this.expression);
        const weight = this.OPTION(() => {
          this.CONSUME(T.Colon);
          return this.SUBRULE2(this.expression);
        });
        this.ACTION(() => entries.push(weight === undefined ? { value } : { value, weight }));
      },
    });
    const end = this.CONSUME(T.RightBrace);
    const of = this.OPTION2(() => {
      this.CONSUME(T.Of);
      return this.OR([
        { ALT: () => this.CONSUME(T.VariableKind) },
        { ALT: () => this.CONSUME(T.Name) },
      ]);
    });
    return this.ACTION((): BracesSyntax => {
      const range = span(start, of ?? end);
      const depth = deeper(range, ...entries.flatMap((e) => [e.value.depth, e.weight?.depth ?? 0]));
      return {
        kind: "braces",
        entries,
        ...(of === undefined ? {} : { of: nameOf(of) }),
        range,
        depth,
      };
    });
  });

  /** Chains of `else if` are read in a loop, so a long one costs no stack. */
  conditional = this.RULE("conditional", (withoutIn: boolean): ExpressionSyntax => {
    const branches: { start: IToken; condition: ExpressionSyntax; then: ExpressionSyntax }[] = [];
    const start = this.CONSUME(T.If);
    const condition = this.SUBRULE(this.expression);
    this.CONSUME(T.Then);
    const then = this.SUBRULE2(this.expression, { ARGS: [withoutIn] });
    branches.push({ start, condition, then });
    this.MANY({
      GATE: () => this.LA(2).tokenType === T.If,
      DEF: () => {
        this.CONSUME(T.Else);
        const nextStart = this.CONSUME2(T.If);
        const nextCondition = this.SUBRULE3(this.expression);
        this.CONSUME2(T.Then);
        const nextThen = this.SUBRULE4(this.expression, { ARGS: [withoutIn] });
        branches.push({ start: nextStart, condition: nextCondition, then: nextThen });
      },
    });
    this.CONSUME2(T.Else);
    let result = this.SUBRULE5(this.expression, { ARGS: [withoutIn] });
    return this.ACTION(() => {
      for (const branch of branches.reverse()) {
        const range = span(branch.start, result);
        const depth = deeper(range, branch.condition.depth, branch.then.depth, result.depth);
        result = {
          kind: "if",
          condition: branch.condition,
          then: branch.then,
          otherwise: result,
          range,
          depth,
        };
      }
      return result;
    });
  });

  match = this.RULE("match", (): ExpressionSyntax => {
    const start = this.CONSUME(T.Match);
    const subject = this.SUBRULE(this.expression);
    const cases: { patterns: ExpressionSyntax[]; body: ExpressionSyntax }[] = [];
    this.CONSUME(T.LeftBrace);
    this.MANY({
      DEF: () => {
        const patterns: ExpressionSyntax[] = [];
        this.AT_LEAST_ONE_SEP({
          SEP: T.Bar,
          DEF: () => patterns.push(this.SUBRULE2(this.expression)),
        });
        this.CONSUME(T.FatArrow);
        const body = this.SUBRULE3(this.expression);
        this.OPTION(() => this.CONSUME(T.Comma));
        cases.push({ patterns, body });
      },
    });
    const end = this.CONSUME(T.RightBrace);
    return this.ACTION((): ExpressionSyntax => {
      const range = span(start, end);
      const depths = cases.flatMap((c) => [c.body.depth, ...c.patterns.map(depthOf)]);
      return {
        kind: "match",
        subject,
        cases,
        range,
        depth: deeper(range, subject.depth, ...depths),
      };
    });
  });

  let = this.RULE("let", (withoutIn: boolean): ExpressionSyntax => {
    const start = this.CONSUME(T.Let);
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.Assign);
    const value = this.SUBRULE(this.expression, { ARGS: [true] });
    this.CONSUME(T.In);
    const body = this.SUBRULE2(this.expression, { ARGS: [withoutIn] });
    return this.ACTION((): ExpressionSyntax => {
      const range = span(start, body);
      return {
        kind: "let",
        name,
        value,
        body,
        range,
        depth: deeper(range, value.depth, body.depth),
      };
    });
  });

  // ---- words ------------------------------------------------------------------------------

  name = this.RULE("name", (): NameSyntax => {
    const token = this.CONSUME(T.Name);
    return this.ACTION(() => nameOf(token));
  });

  string = this.RULE("string", (): StringSyntax => {
    const token = this.CONSUME(T.StringLiteral);
    return this.ACTION(() => ({ value: unescape(token.image), range: rangeOf(token) }));
  });
}

type Spanned = IToken | { readonly range: TextRange };

function rangeOf(token: IToken): TextRange {
  return { start: token.startOffset, end: endOf(token) };
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

function span(first: Spanned, last: Spanned): TextRange {
  const start = "range" in first ? first.range.start : first.startOffset;
  const end = "range" in last ? last.range.end : endOf(last);
  return { start, end };
}

function nameOf(token: IToken): NameSyntax {
  return { text: token.image, range: rangeOf(token) };
}

function nameExpression(token: IToken): ExpressionSyntax {
  return { kind: "name", text: token.image, range: rangeOf(token), depth: 1 };
}

function depthOf(node: ArgumentSyntax): number {
  return node.depth;
}

/** Keeps the properties that are there, for exact optional types. */
function given<T extends object>(parts: T): { [K in keyof T]: Exclude<T[K], undefined> } | Empty {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(parts)) if (value !== undefined) result[key] = value;
  return result as { [K in keyof T]: Exclude<T[K], undefined> };
}

function unescape(image: string): string {
  return image.slice(1, -1).replace(/\\([^])/g, (_, c: string) => (c === "n" ? "\n" : c));
}

/** Which rule reads an item that begins with these two tokens. */
export function ruleFor(
  first: TokenType,
  second: TokenType | undefined,
):
  | "header"
  | "agent"
  | "param"
  | "type"
  | "fn"
  | "variable"
  | "extends"
  | "remove"
  | "link"
  | "include"
  | "claim" {
  switch (first) {
    case T.AgentWord:
      return "agent";
    case T.Param:
      return "param";
    case T.Type:
      return "type";
    case T.Fn:
      return "fn";
    case T.Extends:
      return "extends";
    case T.Include:
      return "include";
    case T.ClaimWord:
      return "claim";
    case T.Remove:
      return second === T.Link ? "link" : "remove";
    case T.Add:
      return second === T.Link ? "link" : "variable";
    case T.Replace:
    case T.Chance:
    case T.Decision:
    case T.Utility:
      return "variable";
    default:
      return "header";
  }
}
