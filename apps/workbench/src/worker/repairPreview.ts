/**
 * What a repair would do, while somebody points at it: which arrows it cuts, which badges go and
 * come, and what it does to expected utility and claims, each parent that goes averaged out.
 */
import type { ClaimResult, InfluenceDiagram } from "@cidery/core";
import { afterCut, type CutPlan } from "@cidery/core/session";
import { create } from "zustand";
import { session } from "../state/document.ts";
import { TaskClient } from "./taskClient.ts";

export interface RepairPreview {
  /** The repairs of the open list: the arrows they cut carry scissors. */
  readonly candidates: readonly CutPlan[];
  /** The repair that is pointed at. */
  readonly plan: CutPlan | undefined;
  /** The model after it; undefined when it cannot be made so. */
  readonly after: InfluenceDiagram | undefined;
  /** Expected utility by agent, before and after; undefined while it is worked out. */
  readonly worth: readonly WorthChange[] | undefined;
  /** How many claims hold, before and after. */
  readonly claims: readonly [number, number] | undefined;
}

interface WorthChange {
  readonly agent: string;
  readonly before: number;
  readonly after: number;
}

const NOTHING: RepairPreview = {
  candidates: [],
  plan: undefined,
  after: undefined,
  worth: undefined,
  claims: undefined,
};

export const usePreview = create<RepairPreview>(() => NOTHING);

const client = new TaskClient();
let timer: ReturnType<typeof setTimeout> | undefined;
/** Pointing at something for a moment is not a question yet. */
const DELAY = 250;

/** Marks the arrows of the repairs that are listed; none when the list closes. */
export function offerCuts(candidates: readonly CutPlan[]): void {
  stop();
  usePreview.setState({ ...NOTHING, candidates });
}

/** The first repair of the list that cuts an arrow. */
export function planCutting(from: string, to: string): CutPlan | undefined {
  return usePreview
    .getState()
    .candidates.find(({ cut }) => cut.some((one) => one.from === from && one.to === to));
}

/** Shows what a repair would do; nothing any more when there is none. */
export function preview(plan: CutPlan | undefined): void {
  stop();
  const nothing = { plan, after: undefined, worth: undefined, claims: undefined };
  usePreview.setState(nothing);
  const { diagram } = session.state();
  if (plan === undefined || diagram === undefined) return;
  const result = afterCut(session, plan, { kind: "average" });
  const after = result.ok ? session.read(result.text).diagram : undefined;
  usePreview.setState({ after });
  if (after !== undefined) timer = setTimeout(() => void work(diagram, after), DELAY);
}

function stop(): void {
  clearTimeout(timer);
  client.stop();
}

async function work(before: InfluenceDiagram, after: InfluenceDiagram): Promise<void> {
  const isWanted = (): boolean => usePreview.getState().after === after;
  const claims = [await holding(before), await holding(after)] as const;
  if (isWanted() && before.claims.length > 0) usePreview.setState({ claims });
  if (!isWanted()) return;
  const [was, is] = [await worthOf(before), await worthOf(after)];
  if (!isWanted() || was === undefined || is === undefined) return;
  const worth = was.flatMap(([agent, value]) => {
    const now = is.find(([name]) => name === agent)?.[1];
    return now === undefined ? [] : { agent, before: value, after: now };
  });
  usePreview.setState({ worth });
}

/** How many claims hold; learners are not trained for it. */
function holding({ parts }: InfluenceDiagram): Promise<number> {
  return new Promise((resolve) => {
    const results: ClaimResult[] = [];
    client.ask("claims", { learn: false, parts }, (event) => {
      if (event.kind === "partial") results.push(event.part.result);
      else if (event.kind !== "progress")
        resolve(results.filter(({ outcome }) => outcome === "holds").length);
    });
  });
}

/** Every question is about a model of its own. */
let asked = 0;

type Utilities = readonly (readonly [string, number])[];

/** Expected utilities under the policies that are found first; undefined where there are none. */
function worthOf({ parts }: InfluenceDiagram): Promise<Utilities | undefined> {
  return new Promise((resolve) => {
    client.ask(
      "numbers",
      {
        parts,
        observed: [],
        forced: [],
        equilibrium: { chosen: 0, key: `preview ${++asked}`, mixed: false },
        others: "uniform",
        deciding: "keep",
      },
      (event) => {
        if (event.kind === "partial") {
          const { utilities } = event.part;
          client.stop();
          resolve(utilities);
        } else if (event.kind === "done") resolve(event.result.utilities);
        else if (event.kind === "failed") resolve(undefined);
      },
    );
  });
}
