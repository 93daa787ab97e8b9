/**
 * Random questions in the words of claims about a diagram whose values are whole numbers: every
 * kind of question, event and condition. The same seed gives the same text.
 */
import type { Random } from "../src/base/index.ts";
import type { DiagramNode, InfluenceDiagram } from "../src/model/index.ts";

export interface RandomQuestionOptions {
  /** Counterfactuals too; brute force answers them only where all noise is in roots. */
  readonly counterfactuals?: boolean;
}

export function randomQuestion(
  diagram: InfluenceDiagram,
  random: Random,
  options: RandomQuestionOptions = {},
): string {
  const variables = diagram.nodes.filter(({ kind }) => kind !== "utility");
  const utilities = diagram.nodes.filter(({ kind }) => kind === "utility");
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
  const valueOf = (node: DiagramNode): string =>
    String(node.domain?.kind === "finite" ? pick(node.domain.values) : random.below(9) - 4);

  const quantity = (): string => {
    const { name } = pick(diagram.nodes);
    const other = pick(diagram.nodes).name;
    return pick([
      name,
      `${name} + ${other}`,
      `${name} * ${other}`,
      `2 * ${name} - ${other}`,
      `max(${name}, ${other})`,
      `abs(${name} - 1)`,
    ]);
  };
  const fact = (): string => {
    const node = pick(variables);
    const { name } = node;
    const utility = pick(utilities).name;
    return pick([
      `${name} = ${valueOf(node)}`,
      `${name} != ${valueOf(node)}`,
      `${name} >= ${random.below(3)}`,
      `${name} == ${pick(variables).name}`,
      `${name} in {${valueOf(node)}, ${valueOf(node)}}`,
      `${utility} > ${random.below(5) - 2}`,
      `${quantity()} <= ${random.below(4)}`,
    ]);
  };
  const event = (): string =>
    pick([
      fact,
      fact,
      () => `(${fact()} and ${fact()})`,
      () => `(${fact()} or ${fact()})`,
      () => `not ${fact()}`,
    ])();
  const weights = (node: DiagramNode, total: boolean): string => {
    const values = node.domain?.kind === "finite" ? node.domain.values : [];
    const parts = values.map(() => 1 + random.below(4));
    const sum = total ? parts.reduce((a, b) => a + b, 0) : 5;
    return `{${values.map((v, i) => `${String(v)}: ${(parts[i] as number) / sum}`).join(", ")}}`;
  };
  const condition = (): string => {
    const node = pick(variables);
    return pick([
      event,
      event,
      () => `${node.name} ~ ${weights(node, true)}`,
      () => `likelihood(${node.name}, ${weights(node, false)})`,
      () => `do(${node.name} = ${valueOf(node)})`,
      () => `do(${node.name} ~ ${weights(node, true)})`,
    ])();
  };
  const conditions = (): string =>
    pick([[], [condition()], [condition()], [condition(), condition()]]).join(", ");
  const bar = (list: string): string => (list === "" ? "" : ` | ${list}`);
  const [first, second] = random.shuffled(variables) as [DiagramNode, DiagramNode];
  const agent = pick(diagram.agents).name;
  const given = bar(conditions());
  const kinds = [
    `P(${event()}${given})`,
    `P(${event()}, ${event()}${given})`,
    `P(${first.name}, ${second.name}${given})`,
    `P(${first.name}, ${event()}${given})`,
    `P(${first.name} | ${second.name})`,
    `E(${quantity()}${given})`,
    `E(${quantity()}${given})`,
    `value(${agent}${given})`,
    `meu(${agent}${given})`,
    `mpe(${given})`,
    `map(${first.name}, ${second.name}${given})`,
    `entropy(${first.name}, ${second.name}${given})`,
    `value(${agent}${given}) - E(${quantity()})`,
  ];
  return options.counterfactuals === true
    ? `would(${event()} | ${[conditions(), `do(${first.name} = ${valueOf(first)})`].filter((part) => part !== "").join(", ")})`
    : pick(kinds);
}
