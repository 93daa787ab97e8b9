/**
 * The grammar of expressions, as a Chevrotain parser with embedded actions that build the syntax
 * tree. Operators are collected flat and resolved by precedence afterwards (`operators.ts`), so a
 * long chain costs no stack; nesting is bounded.
 */
/* oxlint-disable unicorn/no-thenable -- `then` is the branch of an `if` in the data model */
import type { IToken } from "chevrotain";
import type {
  AggregateName,
  ArgumentSyntax,
  BinarySign,
  ExpressionSyntax,
  IndexBinding,
} from "./syntax.ts";
import type { OperandWithPrefixes, PrefixOperator } from "./operators.ts";
import { BracketParser } from "./bracketGrammar.ts";
import { DEEPEST_BRACKETS, deeper, LONGEST_CHAIN, resolveOperators, TooDeep } from "./operators.ts";
import { deepest, endOf, given, nameExpression, nameOf, rangeOf, span } from "./syntaxMakers.ts";
import * as T from "./tokens.ts";
import { unquoted } from "./words.ts";

const AGGREGATES: ReadonlySet<string> = new Set([
  "sum",
  "product",
  "min",
  "max",
  "all",
  "any",
  "count",
]);

/** The rules of expressions; `ItemParser` adds those of items and completes the grammar. */
export class ExpressionParser extends BracketParser {
  #nesting = 0;

  override reset(): void {
    super.reset();
    this.#nesting = 0;
  }

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
      GATE: () => {
        const { tokenType } = this.LA(1);
        if (tokenType === T.Assign || tokenType === T.Tilde) return this.argumentsAround > 0;
        return !(withoutIn && tokenType === T.In);
      },
      DEF: () => {
        const operator = this.OR([
          { ALT: () => this.CONSUME(T.Operator) },
          { ALT: () => this.CONSUME(T.Assign) },
          { ALT: () => this.CONSUME(T.Tilde) },
        ]);
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
      T.isNameToken(this.LA(3)) &&
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
                depth: deeper(range, target.depth, deepest(forced)),
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
        ERR_MSG: "a value",
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
          {
            ALT: () => {
              const token = this.CONSUME(T.StringLiteral);
              return this.ACTION(
                (): ExpressionSyntax => ({
                  kind: "label",
                  text: unquoted(token.image),
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
        depth: deeper(range, deepest(list), deepest(bar ?? [])),
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
      if (branches.length > LONGEST_CHAIN) {
        const range = span(start, result);
        const below = deepest(branches.flatMap((b) => [b.condition, b.then]));
        return {
          kind: "cases",
          branches: branches.map(({ condition, then }) => ({ condition, then })),
          otherwise: result,
          range,
          depth: deeper(range, result.depth, below),
        };
      }
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
      const below = deepest(cases.flatMap((c) => [c.body, ...c.patterns]));
      return {
        kind: "match",
        subject,
        cases,
        range,
        depth: deeper(range, subject.depth, below),
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
}
