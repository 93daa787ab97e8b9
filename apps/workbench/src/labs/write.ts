/** Numbers as the lab page writes them. */
import type { Lab, LabMeasure } from "@cidery/core/lab";
import { amountText } from "@cidery/core/text";

/** Four digits that count, a minus sign that reads as one. */
export function written(value: number): string {
  if (Number.isNaN(value)) return "–";
  return amountText(value, { digits: 4, full: 6 }).replace("-", "−");
}

/** A sentence of a lab's with the minus sign that numbers have here. */
export function withMinus(text: string): string {
  return text.replace(/(?<![\w.])-(?=\d)/gu, "−");
}

/** `0.52 ± 0.03`; without the half width where it is nothing, or where one run says nothing of it. */
export function writtenInterval(
  mean: number,
  interval: readonly [number, number] | undefined,
): string {
  const half = interval === undefined ? 0 : (interval[1] - interval[0]) / 2;
  return half > 1e-9 ? `${written(mean)} ± ${TWO.format(half)}` : written(mean);
}

const TWO = new Intl.NumberFormat("en", { maximumSignificantDigits: 2, useGrouping: false });

export function agentTitle(lab: Lab, id: string): string {
  return lab.agents.find((agent) => agent.id === id)?.title ?? id;
}

export function measureNamed(lab: Lab, name: string): LabMeasure {
  return (
    lab.measures.find((measure) => measure.name === name) ?? {
      name,
      title: name,
      unit: "",
      kind: "other",
    }
  );
}

/** Position of an agent in the lab's list: its colour and dash everywhere on the page. */
export function agentSlot(lab: Lab, id: string): number {
  return Math.max(
    0,
    lab.agents.findIndex((agent) => agent.id === id),
  );
}
