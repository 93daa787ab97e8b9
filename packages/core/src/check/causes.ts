/**
 * What claims ask of causes, as questions to the exact engine: harm and benefit of an action,
 * necessity and sufficiency of a cause, effects along some paths (docs/theory.md T16, T17), and
 * incentives that the model's own numbers have (T10).
 */
import type { Link } from "../graph/index.ts";
import type { ClaimExpression } from "../model/index.ts";
import type { Call, ClaimContext } from "./claimContext.ts";
import type { Assignment, CausalQuestion, ExactAnswer, ExactEngine } from "./exactEngine.ts";
import type { Finding, Open } from "./finding.ts";
import type { Meaning } from "./graphPredicates.ts";
import { showValue, valuesEqual } from "../model/index.ts";
import { agentOf, decisionOf, nameOf, nodeOf } from "./claimContext.ts";
import { nodesOf } from "./claimEvents.ts";
import { circumstancesOf, eventOf } from "./events.ts";
import { error, truth } from "./finding.ts";

type Answered = (answer: ExactAnswer<number>) => Finding;

/** Meanings of the predicates about causes; `answered` says what an engine's number is to a claim. */
export function causalMeanings(
  answered: Answered,
  noEngine: () => Open,
): Readonly<Record<string, Meaning>> {
  const ask = (context: ClaimContext, question: CausalQuestion | Open): Finding => {
    if ("reason" in question) return question;
    const engine = context.exact();
    return engine === undefined ? noEngine() : answered(engine.causal(question));
  };
  const cause =
    (kind: "necessity" | "sufficiency" | "both"): Meaning =>
    (context, call) =>
      ask(context, causeQuestion(context, call, kind));
  const realised =
    (kind: "response" | "control"): Meaning =>
    (context, call) => {
      const decision = decisionOf(context, call.arguments[0]);
      if (typeof decision !== "number") return decision;
      const node = nodeOf(context, call.arguments[1]);
      if (typeof node !== "number") return node;
      const engine = context.exact();
      return engine === undefined
        ? noEngine()
        : realisedFinding(engine.realised(kind, decision, node), kind);
    };
  return {
    harm: (context, call) => ask(context, harmQuestion(context, call, "harm")),
    benefit: (context, call) => ask(context, harmQuestion(context, call, "benefit")),
    necessity: cause("necessity"),
    sufficiency: cause("sufficiency"),
    necessity_and_sufficiency: cause("both"),
    path_effect: (context, call) => ask(context, pathQuestion(context, call)),
    realised_response: realised("response"),
    realised_control: realised("control"),
  };
}

function realisedFinding(
  answer: ReturnType<ExactEngine["realised"]>,
  kind: "response" | "control",
): Finding {
  if (answer.kind === "unknown")
    return { kind: "undecided", reason: answer.reason, message: answer.detail };
  const has = answer.values[0] === true;
  const what = kind === "response" ? "a response incentive" : "an instrumental control incentive";
  const why = has
    ? "every optimal deterministic policy has it"
    : "some optimal deterministic policy is without it";
  const others = answer.detail === undefined ? "" : `; ${answer.detail}`;
  return truth(
    has,
    `${has ? what : `no ${what.replace(/^an? /u, "")}`} with these numbers`,
    `${why}${others}`,
  );
}

function harmQuestion(
  context: ClaimContext,
  call: Call,
  kind: "harm" | "benefit",
): CausalQuestion | Open {
  const agent = whoseUtility(context, call);
  if (typeof agent !== "number") return agent;
  const [first, second] = call.arguments;
  const isOptimal =
    first?.kind === "name" &&
    first.name === "optimal" &&
    context.diagram.idOf("optimal") === undefined;
  const action = isOptimal ? [] : settingOf(context, first);
  if ("reason" in action) return action;
  const baseline = settingOf(context, second);
  if ("reason" in baseline) return baseline;
  const fault = isOptimal ? undefined : differentVariables(context, action, baseline);
  if (fault !== undefined) return fault;
  const given = circumstancesOf(context, call.given);
  if ("reason" in given) return given;
  if (given.forced.length > 0 || given.randomised !== undefined)
    return error(`${kind} is told what is done by its action and its baseline, not by do(…)`);
  if (given.holding !== undefined || given.weighted !== undefined)
    return error(`the conditions of ${kind} are values of variables: X = x`);
  return { kind, agent, action, baseline, given: given.given };
}

/** `human.harm(…)`, or the one agent that there is. */
function whoseUtility(context: ClaimContext, call: Call): number | Open {
  if (call.receiver !== undefined) return agentOf(context, { kind: "name", name: call.receiver });
  const { agents } = context.diagram;
  if (agents.length === 1) return 0;
  const names = agents.map(({ name }) => name).join(", ");
  return error(
    `whose ${call.name}? write agent.${call.name}(…) with one of ${names}`,
    "several-agents",
  );
}

function causeQuestion(
  context: ClaimContext,
  call: Call,
  kind: "necessity" | "sufficiency" | "both",
): CausalQuestion | Open {
  const cause = settingOf(context, call.arguments[0]);
  if ("reason" in cause) return cause;
  const effect = eventOf(context, call.arguments.slice(1, 2));
  if ("reason" in effect) return effect;
  const about = nodesOf(effect);
  if (about.length !== 1) return error("the effect is an event of one variable, such as Y = y");
  if (cause.some(({ node }) => node === about[0]))
    return error("cause and effect are about different variables");
  const alternative =
    call.arguments[2] === undefined
      ? otherValues(context, cause)
      : settingOf(context, call.arguments[2]);
  if ("reason" in alternative) return alternative;
  const fault = differentVariables(context, cause, alternative);
  return fault ?? { kind, action: cause, baseline: alternative, effect };
}

/** Without the cause: the other value, where a variable has two. */
function otherValues(context: ClaimContext, cause: readonly Assignment[]): Assignment[] | Open {
  const others: Assignment[] = [];
  for (const { node, value } of cause) {
    const { name, domain } = context.diagram.node(node);
    const values =
      domain?.kind === "finite" ? domain.values.filter((one) => !valuesEqual(one, value)) : [];
    const [other] = values;
    if (other === undefined || values.length > 1 || cause.length > 1)
      return error(
        `say what would have been instead, as a third argument: ${name} = ${values.map(showValue).join(" or ")}`,
        "no-alternative",
      );
    others.push({ node, value: other });
  }
  return others;
}

function pathQuestion(context: ClaimContext, call: Call): CausalQuestion | Open {
  const action = settingOf(context, call.arguments[0]);
  if ("reason" in action) return action;
  const baseline = settingOf(context, call.arguments[1]);
  if ("reason" in baseline) return baseline;
  const fault = differentVariables(context, action, baseline);
  if (fault !== undefined) return fault;
  const of = nodeOf(context, call.arguments[2]);
  if (typeof of !== "number") return of;
  const along: Link[] = [];
  for (const part of call.arguments.slice(3)) {
    for (const item of part.kind === "set" ? part.items : [part]) {
      if (item.kind !== "edge") return error("a path is made of arrows: D -> M -> Y");
      const link = linkOf(context, item);
      if ("reason" in link) return link;
      along.push(link);
    }
  }
  if (along.length === 0) return error("name the path the effect takes: D -> M -> Y", "no-path");
  return { kind: "path-effect", action, baseline, of, along };
}

function linkOf(
  context: ClaimContext,
  { from, to }: { readonly from: string; readonly to: string },
): Link | Open {
  const parent = nodeOf(context, { kind: "name", name: from });
  if (typeof parent !== "number") return parent;
  const child = nodeOf(context, { kind: "name", name: to });
  if (typeof child !== "number") return child;
  return context.diagram.graph.hasEdge(parent, child)
    ? [parent, child]
    : error(`there is no arrow ${from} -> ${to}`, "no-such-arrow");
}

/** Variables and the values they are set to, each once. */
function settingOf(
  context: ClaimContext,
  expression: ClaimExpression | undefined,
): readonly Assignment[] | Open {
  if (expression === undefined) return error("what is done is needed here: D = a");
  const when = circumstancesOf(context, [
    { kind: "call", name: "do", arguments: [expression], given: [] },
  ]);
  return "reason" in when ? when : when.forced;
}

/** Two things that might be done are about the same variables, or they cannot be compared. */
function differentVariables(
  context: ClaimContext,
  one: readonly Assignment[],
  other: readonly Assignment[],
): Open | undefined {
  const names = (setting: readonly Assignment[]): string =>
    [...new Set(setting.map(({ node }) => nameOf(context, node)))].sort().join(" and ");
  return names(one) === names(other)
    ? undefined
    : error(`the one sets ${names(one)}, the other ${names(other)}: both must set the same`);
}
