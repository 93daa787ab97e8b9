/** Which criteria are shown: the four everyone asks for first, one of them, or all. */
import { CARD_CRITERIA, CRITERIA, type Criterion } from "@cidery/core";
import { setUi, useUi } from "./ui.ts";

/** The incentives of a node that are drawn on the diagram unless one criterion is chosen. */
export const MAIN_CRITERIA: readonly string[] = [...CARD_CRITERIA, "value-of-control"];

/** Value of control is nearly everywhere: it gets a badge only when it is asked for. */
export const BADGE_CRITERIA: readonly string[] = MAIN_CRITERIA.filter(
  (id) => id !== "value-of-control",
);

/** Whether a verdict of such a key may stand on an agent's card. */
export function isOnCard(key: string): boolean {
  return CARD_CRITERIA.includes(key.split("|")[0] as string);
}

/** `all`, one id, or undefined for the main ones. */
export type CriterionChoice = string | undefined;

/** In the order of the list, the main ones first: keys 1 … 9 count in this order. */
export const ORDERED_CRITERIA: readonly Criterion[] = [
  ...MAIN_CRITERIA.flatMap((id) => CRITERIA.filter((criterion) => criterion.id === id)),
  ...CRITERIA.filter((criterion) => !MAIN_CRITERIA.includes(criterion.id)),
];

export function toggleCriterionAt(position: number): void {
  const criterion = ORDERED_CRITERIA[position];
  if (criterion === undefined) return;
  const chosen = useUi.getState().criterion === criterion.id ? undefined : criterion.id;
  setUi({ criterion: chosen, overlay: true, answersTab: "incentives" });
}

/** Ids of the criteria that a choice means. */
export function chosenCriteria(
  choice: CriterionChoice,
  fallback: readonly string[],
): readonly string[] {
  if (choice === "all") return ALL_CRITERIA;
  return choice === undefined ? fallback : (SINGLE.get(choice) ?? []);
}

const ALL_CRITERIA = ORDERED_CRITERIA.map(({ id }) => id);
const SINGLE = new Map(ALL_CRITERIA.map((id) => [id, [id]]));
