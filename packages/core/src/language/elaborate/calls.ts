/**
 * Calls: built-in functions, distributions, and the model's own functions, which are inlined. An
 * argument that is more than a name is bound by `let`, so that inlining copies no work.
 */
import type { DistributionFamily, Expression } from "../../model/index.ts";
import type { ArgumentSyntax, CallSyntax, FunctionItem } from "../syntax/syntax.ts";
import type { Place } from "../messages.ts";
import type { Declared } from "./model.ts";
import type { Reading } from "./reading.ts";
import type { Environment } from "./modelContext.ts";
import type { Typed } from "./typed.ts";
import { nearestName } from "../../base/index.ts";
import * as messages from "../messages.ts";
import { argumentWords, BUILT_IN_FUNCTIONS, FAMILIES } from "./builtins.ts";
import { Unusable } from "./reading.ts";
import { placeIn } from "./source.ts";
import { isSimple } from "./terms.ts";
import { ANY, BOOLEAN, NUMBER, plain } from "./typed.ts";

export function readCall(reading: Reading, e: CallSyntax, env: Environment): Typed {
  const { model } = reading;
  const name = e.callee.text;
  const place = placeIn(env.source, e.callee.range);
  if (e.receiver !== undefined || e.given !== undefined) {
    reading.fail(
      messages.notInLanguage(
        "a claim",
        "`agent.policy(…)` and `… | …` are for claims",
        placeIn(env.source, e.range),
      ),
    );
  }
  if (model.functions.has(name)) return inlineCall(reading, e, env);
  if (e.callee.quoted === true) failNoFunction(reading, name, place);
  if (name === "other") return readOther(reading, e, env);
  const builtIn = BUILT_IN_FUNCTIONS.get(name);
  const family = FAMILIES.get(name);
  const signature = builtIn ?? family;
  if (signature === undefined) return failNoFunction(reading, name, place);
  const count = e.arguments.length;
  if (count < signature.least || count > signature.most) {
    const wholePlace = placeIn(env.source, e.range);
    reading.fail(messages.wrongArgumentCount(name, argumentWords(signature), count, wholePlace));
  }
  if (builtIn !== undefined) {
    const wanted = builtIn.name === "number" ? NUMBER | BOOLEAN : NUMBER;
    const values = e.arguments.map((a) => reading.argument(a, env, wanted).expression);
    return plain({ kind: "call", name: builtIn.name, arguments: values }, NUMBER);
  }
  const distribution = family?.name as DistributionFamily;
  const wanted = distribution === "uniform" || distribution === "point" ? ANY : NUMBER;
  const parameters = e.arguments.map((a) => reading.argument(a, env, wanted).expression);
  return {
    expression: { kind: "family", family: distribution, arguments: parameters },
    kinds: ANY,
    random: true,
  };
}

/** `other(x)`: the one of two values that `x` does not have. */
function readOther(reading: Reading, e: CallSyntax, env: Environment): Typed {
  const place = placeIn(env.source, e.range);
  if (e.arguments.length !== 1)
    reading.fail(messages.wrongArgumentCount("other", "1 argument", e.arguments.length, place));
  const operand = reading.argument(e.arguments[0] as ArgumentSyntax, env, ANY);
  const { domain } = operand;
  const [first, second, third] = domain?.values ?? [];
  if (domain === undefined || first === undefined || second === undefined || third !== undefined)
    return reading.fail(messages.otherNeedsTwo(place));
  const expression: Expression = {
    kind: "other",
    operand: operand.expression,
    values: [first, second],
  };
  return { ...plain(expression, operand.kinds), domain };
}

function failNoFunction(reading: Reading, name: string, place: Place): never {
  const { model } = reading;
  if (model.broken.has(name)) throw new Unusable();
  const isVariable = model.templates.has(name);
  if (isVariable || model.parameterValues.has(name)) {
    const meaning = isVariable ? "a variable" : "a parameter";
    reading.fail(messages.wrongKindOfName(name, meaning, "a function", place));
  }
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
  return reading.fail(messages.unknownName(name, nearestName(name, all), place, "no function"));
}

function inlineCall(reading: Reading, e: CallSyntax, env: Environment): Typed {
  const { model } = reading;
  const name = e.callee.text;
  const { item, source } = model.functions.get(name) as Declared<FunctionItem>;
  const place = placeIn(env.source, e.range);
  const declared = placeIn(source, item.name.range);
  if (reading.calls.includes(name)) {
    const cycle = [...reading.calls.slice(reading.calls.indexOf(name)), name];
    reading.fail(
      messages.circularDefinition("function", cycle, placeIn(env.source, e.callee.range)),
    );
  }
  if (e.arguments.length !== item.parameters.length) {
    const wanted =
      item.parameters.length === 1 ? "1 argument" : `${item.parameters.length} arguments`;
    reading.fail(messages.wrongArgumentCount(name, wanted, e.arguments.length, place, declared));
  }
  const locals = new Map<string, Typed>();
  const scope = new Map<string, number>();
  const wrappers: { name: string; value: Expression }[] = [];
  for (const [i, parameter] of item.parameters.entries()) {
    const value = reading.argument(e.arguments[i] as ArgumentSyntax, env, ANY);
    const { expression } = value;
    if (expression.kind === "literal" && typeof expression.value === "number")
      scope.set(parameter.text, expression.value);
    if (isSimple(expression)) locals.set(parameter.text, value);
    else {
      const local = reading.freshName(parameter.text);
      wrappers.push({ name: local, value: expression });
      locals.set(parameter.text, { ...value, expression: { kind: "local", name: local } });
    }
  }
  reading.calls.push(name);
  let result = reading.read(item.body, { locals, scope, source });
  reading.calls.pop();
  for (const { name: local, value } of wrappers.reverse()) {
    result = {
      ...result,
      expression: { kind: "let", name: local, value, body: result.expression },
    };
  }
  return result;
}
