/**
 * The same model under other names: every variable, agent, parameter, type, bound name and label is
 * given another text, drawn from words that are hard to write. What is true of a model is true
 * of it respelled.
 */
import type { Random } from "../base/index.ts";
import type { Domain, Mechanism, Value } from "../model/index.ts";
import { InfluenceDiagram } from "../model/index.ts";

/** Texts that a writer or reader may stumble over. */
export const HARD_TEXTS: readonly string[] = [
  ..."if not in by true false bool real uniform model agent note sum min P do value _ x' 1 -1 1.0 NaN".split(
    " ",
  ),
  ..."a_b <20 20-40 >=40 a,b a;b a=b a:b a|b {a} [1] (a) // /* */ # $x % & ' ` \" \\ \\n \\u{41}".split(
    " ",
  ),
  "a b",
  " a",
  "a ",
  "a  b",
  "S[1]",
  "S[1, 2]",
  "S[1,2]",
  "two\nlines",
  "a\r\nb",
  "tab\there",
  "\u001b[31mred",
  "\u0000",
  "\u0085",
  "\u00a0",
  "\u200b",
  "\u202eabc",
  "\u2028",
  "\ufeff",
  "\ufffd",
  "\ud800",
  "\udc00x",
  "שלום עולם",
  "مرحبا",
  "Θ_T'",
  "é",
  "e\u0301",
  "日本語",
  "👩‍🔬",
  "__proto__",
  "constructor",
  "toString",
  "Infinity",
  "infinity",
  "-infinity",
  "null",
  "undefined",
  "x".repeat(10_000),
];

/** @returns the diagram with other texts; labels may be empty, names may not */
export function respelled(diagram: InfluenceDiagram, random: Random): InfluenceDiagram {
  const taken = new Set<string>();
  const fresh = (): string => {
    for (;;) {
      const text = random.below(3) === 0 ? composed(random) : random.pick(HARD_TEXTS);
      if (text !== "" && !taken.has(text)) {
        taken.add(text);
        return text;
      }
    }
  };
  const cache = (make: () => string): ((text: string) => string) => {
    const known = new Map<string, string>();
    return (text) => {
      const found = known.get(text) ?? make();
      known.set(text, found);
      return found;
    };
  };
  const name = cache(fresh);
  const typeName = cache(fresh);
  const used = new Set<string>();
  const bound = new Set<string>();
  // Labels may be spelled like names, but not like one another.
  const label = cache(() => {
    for (;;) {
      const text = random.below(4) === 0 ? random.pick(["", ...taken]) : random.pick(HARD_TEXTS);
      if (!used.has(text) && !bound.has(text)) {
        used.add(text);
        return text;
      }
    }
  });
  // Bound names are not labels: the language would rename them.
  const local = cache(() => {
    for (;;) {
      const text = fresh();
      if (used.has(text) || text === "uniform") continue;
      bound.add(text);
      return text;
    }
  });
  const value = (v: Value): Value =>
    typeof v === "string" ? label(v) : Array.isArray(v) ? (v as readonly Value[]).map(value) : v;
  const domain = (d: Domain): Domain =>
    d.kind === "real"
      ? d
      : {
          kind: "finite",
          values: d.values.map(value),
          ...(d.typeName === undefined ? {} : { typeName: typeName(d.typeName) }),
        };
  const expression = <T>(e: T): T => {
    if (Array.isArray(e)) return e.map(expression) as T;
    if (typeof e !== "object" || e === null) return e;
    const part = e as Record<string, unknown>;
    const kind = part["kind"];
    const result: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(part)) {
      if (key === "value" && (kind === "literal" || kind === "value"))
        result[key] = value(inner as Value);
      else if (key === "values" && kind === "other") result[key] = (inner as Value[]).map(value);
      else if (key === "name" && (kind === "parameter" || kind === "local" || kind === "let"))
        result[key] = kind === "parameter" ? name(inner as string) : local(inner as string);
      else result[key] = expression(inner);
    }
    return result as T;
  };
  const mechanism = (m: Mechanism): Mechanism =>
    m.kind === "expression" ? { ...m, body: expression(m.body) } : m;
  return InfluenceDiagram.of({
    header: diagram.header,
    agents: diagram.agents.map((agent) => ({
      name: name(`agent ${agent.name}`),
      label: label("the agent"),
    })),
    parameters: diagram.parameters.map((p) => ({ ...p, name: name(p.name) })),
    nodes: diagram.nodes.map((node) => {
      const { instance } = node;
      const template = instance === undefined ? undefined : name(`node ${instance.template}`);
      return {
        ...node,
        name:
          template === undefined
            ? name(`node ${node.name}`)
            : `${template}[${instance?.indices.join(", ")}]`,
        mechanism: mechanism(node.mechanism),
        ...(node.domain === undefined ? {} : { domain: domain(node.domain) }),
        ...(instance === undefined || template === undefined
          ? {}
          : { instance: { template, indices: instance.indices } }),
      };
    }),
  });
}

function composed(random: Random): string {
  const count = random.below(3) + 1;
  let text = "";
  for (let i = 0; i < count; i++) text += random.pick(HARD_TEXTS).slice(0, 20);
  return text;
}
