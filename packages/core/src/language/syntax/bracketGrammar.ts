/**
 * The grammar of what stands in brackets and of the words that everything is made of. What stands between
 * the brackets are expressions, whose own rules are in `expressionGrammar.ts`.
 */
import type { ParserMethod } from "chevrotain";
import type { TextRange } from "../../base/index.ts";
import type {
  ArgumentSyntax,
  BracesSyntax,
  ExpressionSyntax,
  IndexBinding,
  NameSyntax,
  Role,
  StringSyntax,
} from "./syntax.ts";
import { EmbeddedActionsParser } from "chevrotain";
import { plainErrorMessages } from "./grammarErrors.ts";
import { deeper } from "./operators.ts";
import { deepest, nameExpression, nameOf, rangeOf, span } from "./syntaxMakers.ts";
import * as T from "./tokens.ts";
import { unquoted } from "./words.ts";

/** The rules that expressions are put together from; `ExpressionParser` adds those of expressions. */
export abstract class BracketParser extends EmbeddedActionsParser {
  /** Filled while parsing: what tokens are for. */
  roles = new Map<number, Role>();
  /** Where an expression was given up because it is nested too deeply. */
  tooDeepAt: TextRange | undefined;
  /** Arguments of calls around the place. */
  protected argumentsAround = 0;

  constructor() {
    super(T.TOKEN_VOCABULARY, {
      recoveryEnabled: false,
      maxLookahead: 2,
      nodeLocationTracking: "none",
      errorMessageProvider: plainErrorMessages,
      skipValidations: true,
    });
  }

  override reset(): void {
    super.reset();
    this.argumentsAround = 0;
    this.tooDeepAt = undefined;
  }

  /** Any expression. */
  protected abstract readonly expression: ParserMethod<[withoutIn: boolean], ExpressionSyntax>;

  // ---- brackets ---------------------------------------------------------------------------

  /** Inside, `=` and `~` bind like comparisons: `P(not X = a or Y = b | Z ~ {…})`. */
  argument = this.RULE("argument", (): ArgumentSyntax => {
    this.ACTION(() => {
      this.argumentsAround++;
    });
    const e = this.SUBRULE(this.expression);
    return this.ACTION((): ArgumentSyntax => {
      this.argumentsAround--;
      if (e.kind !== "binary" || (e.operator !== "=" && e.operator !== "~")) return e;
      const { left: target, right: value, range, depth } = e;
      return e.operator === "="
        ? { kind: "assignment", target, value, range, depth }
        : { kind: "distributed", target, value, range, depth };
    });
  });

  parenthesised = this.RULE("parenthesised", (): ExpressionSyntax => {
    const start = this.CONSUME(T.LeftParen);
    const items: ExpressionSyntax[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: T.Comma, DEF: () => items.push(this.SUBRULE(this.expression)) });
    const end = this.CONSUME(T.RightParen);
    return this.ACTION((): ExpressionSyntax => {
      const range = span(start, end);
      const depth = deeper(range, deepest(items));
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
      return { kind: "list", items, range, depth: deeper(range, deepest(items)) };
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
      const depth = deeper(
        range,
        deepest(entries.flatMap((e) => (e.weight === undefined ? e.value : [e.value, e.weight]))),
      );
      return {
        kind: "braces",
        entries,
        ...(of === undefined ? {} : { of: nameOf(of) }),
        range,
        depth,
      };
    });
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
        depth: deeper(range, target.depth, deepest(indices)),
      };
    });
  });

  indexBinding = this.RULE("indexBinding", (): IndexBinding => {
    const name = this.SUBRULE(this.name);
    this.CONSUME(T.In);
    const values = this.SUBRULE(this.expression);
    return this.ACTION(() => ({ name, values }));
  });

  // ---- words ------------------------------------------------------------------------------

  name = this.RULE("name", (): NameSyntax => {
    const token = this.CONSUME(T.Name);
    return this.ACTION(() => nameOf(token));
  });

  string = this.RULE("string", (): StringSyntax => {
    const token = this.CONSUME(T.StringLiteral);
    return this.ACTION(() => ({ value: unquoted(token.image), range: rangeOf(token) }));
  });
}
