/**
 * The grammar of one item. Where items begin and end, and how blocks nest, is decided before
 * (`parse.ts`), so a mistake spoils one item only.
 */
import type { IToken, TokenType } from "chevrotain";
import type {
  ClaimItem,
  DomainSyntax,
  ExpressionSyntax,
  IndexBinding,
  ItemSyntax,
  NameSyntax,
  NodeList,
  NodeListEntry,
  StringSyntax,
} from "./syntax.ts";
import type { Spanned } from "./syntaxMakers.ts";
import { ExpressionParser } from "./expressionGrammar.ts";
import { given, span } from "./syntaxMakers.ts";
import * as T from "./tokens.ts";

export class ItemParser extends ExpressionParser {
  constructor() {
    super();
    this.performSelfAnalysis();
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
      GATE: () =>
        expression.kind === "binary" &&
        expression.operator === "in" &&
        (isChance || !T.isNameToken(this.LA(2))),
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
    const sentence = this.SUBRULE(this.claimSentence);
    return this.ACTION(() => ({ ...sentence, range: span(word, sentence) }));
  });

  story = this.RULE("story", (): ItemSyntax => {
    const word = this.CONSUME(T.Story);
    const text = this.SUBRULE(this.string);
    const show: ExpressionSyntax[] = [];
    let pin: ClaimItem | undefined;
    let note: StringSyntax | undefined;
    let last: Spanned = text;
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(T.Show);
            this.AT_LEAST_ONE_SEP({
              SEP: T.Comma,
              DEF: () => show.push(this.SUBRULE(this.reference)),
            });
            last = show[show.length - 1] ?? last;
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Pin);
            const expression = this.SUBRULE(this.expression);
            last = expression;
            this.ACTION(() => {
              const { range } = expression;
              const none = { added: [], removed: [], held: [] };
              pin = { kind: "claim", expression, ...none, sentence: range, range };
            });
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
      kind: "story",
      text,
      show,
      ...given({ pin, note }),
      range: span(word, last),
    }));
  });

  ask = this.RULE("ask", (): ItemSyntax => {
    const word = this.CONSUME(T.Ask);
    const text = this.SUBRULE(this.string);
    this.CONSUME(T.Until);
    const until = this.SUBRULE(this.claimSentence);
    return this.ACTION(() => ({ kind: "ask", text, until, range: span(word, until) }));
  });

  /** A claim without its first word. */
  claimSentence = this.RULE("claimSentence", (): ClaimItem => {
    const expression = this.SUBRULE(this.expression);
    const added: ExpressionSyntax[] = [];
    const removed: ExpressionSyntax[] = [];
    const held: ExpressionSyntax[] = [];
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
            this.CONSUME(T.Holding);
            this.AT_LEAST_ONE_SEP3({
              SEP: T.Comma,
              DEF: () => held.push(this.SUBRULE6(this.expression)),
            });
            last = sentenceEnd = held[held.length - 1] ?? last;
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
      held,
      ...given({ tolerance, seeds, citation, note }),
      sentence: span(expression, sentenceEnd),
      range: span(expression, last),
    }));
  });
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
  | "claim"
  | "story"
  | "ask" {
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
    case T.Story:
      return "story";
    case T.Ask:
      return "ask";
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
