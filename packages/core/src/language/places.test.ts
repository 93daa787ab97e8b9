/** Places lie beside the diagram: no value of the model knows where it was written. */
import { describe, expect, it } from "vitest";
import { fromJson, loadModel, parseClaim, parseQuestion, toJson } from "./index.ts";

const TEXT = `// one
param p = 0.3 in 0..1 // two
chance X : bool ~ bernoulli(p)
chance Y : bool ~ bernoulli(if X then 0.9 else 0.2)
decision D : bool sees Y
utility U from D, X = if D == X then 1 else 0
claim control(agent, X)
claim P(X = true | Y, not D or X = Y) > 0.1 + 0.2
claim not (voi(D, Y) == 0) cite "nobody"
claim P(Y | do(X ~ bernoulli(0.5)), likelihood(Y, {true: 1, false: 0.5})) < 1
`;

/** Every property name in a value, however deep. */
function keysIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value !== "object" || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) found.add(key);
    keysIn(inner, found);
  }
  return found;
}

describe("what is read of a text", () => {
  const { diagram, places, diagnostics } = loadModel(TEXT);
  if (diagram === undefined || places === undefined) throw new Error(JSON.stringify(diagnostics));

  it("is a diagram without places", () => {
    const { header, agents, nodes, parameters, claims } = diagram;
    const keys = keysIn({ header, agents, nodes, parameters, claims });
    expect(keys).toContain("expression");
    for (const key of ["range", "place", "start", "end"]) expect(keys).not.toContain(key);
  });

  it("and the places of its nodes, parameters and claims, in the diagram's order", () => {
    const written = (range: { start: number; end: number } | undefined): string =>
      TEXT.slice(range?.start, range?.end);
    expect(places.nodes.map(written)).toEqual(diagram.nodes.map(({ name }) => name));
    expect(places.parameters.map(written)).toEqual(diagram.parameters.map(({ name }) => name));
    expect(places.claims.map(written)).toEqual(
      diagram.claims.map(({ text, citation }) =>
        citation === undefined ? `claim ${text}` : `claim ${text} cite "${citation}"`,
      ),
    );
  });

  it("is the same through JSON, by a claim of its own, and by a question", () => {
    const back = fromJson(JSON.parse(JSON.stringify(toJson(diagram))));
    if (!back.ok) throw new Error(JSON.stringify(back.diagnostics));
    expect(keysIn(back.value.claims)).not.toContain("range");
    for (const read of [parseClaim("P(X) > 0.5", diagram), parseQuestion("P(X | Y)", diagram)]) {
      expect(read.ok).toBe(true);
      expect(keysIn(read.ok && read.value)).not.toContain("range");
    }
  });

  it("points at the very condition that stands among the events", () => {
    const text = "P(X and not (do(Y = true))) > 0.5";
    const read = parseClaim(text, diagram);
    const { message, range } = read.diagnostics[0] ?? {};
    expect(message).toContain("is a condition, not an event");
    expect(text.slice(range?.start, range?.end)).toBe("do(Y = true)");
  });

  it("is nothing while there is an error", () => {
    const broken = loadModel(`${TEXT}chance X\n`);
    expect([broken.diagram, broken.places]).toEqual([undefined, undefined]);
  });
});
