/**
 * The document's claims, checked in a worker of their own a moment after each change, so that a
 * failing one is seen whatever pane is open. Claims about learners take long and wait until somebody
 * looks at the claims.
 */
import type { Claim, ClaimResult, InfluenceDiagram, TextRange } from "@cidery/core";
import { create } from "zustand";
import { session } from "../state/document.ts";
import { TaskClient } from "./taskClient.ts";

export interface ClaimsState {
  /** What the results belong to. */
  readonly diagram: InfluenceDiagram | undefined;
  /** By position in the list of claims. */
  readonly results: ReadonlyMap<number, ClaimResult>;
  /** Claims whose learners have not been trained. */
  readonly unlearnt: ReadonlySet<number>;
  readonly failure: string | undefined;
}

const NOTHING: ClaimsState = {
  diagram: undefined,
  results: new Map(),
  unlearnt: new Set(),
  failure: undefined,
};

export const useClaims = create<ClaimsState>(() => NOTHING);

/** Milliseconds after a change. */
const DELAY = 300;
const client = new TaskClient();
let timer: ReturnType<typeof setTimeout> | undefined;
let watched = false;

/** Checks the claims again whenever the document means something else. */
export function followClaims(): () => void {
  const follow = (): void => {
    const { diagram } = session.state();
    if (diagram === undefined || diagram === useClaims.getState().diagram) return;
    client.stop();
    clearTimeout(timer);
    useClaims.setState({ ...NOTHING, diagram });
    if (diagram.claims.length > 0) timer = setTimeout(() => check(diagram), DELAY);
  };
  follow();
  return session.subscribe(follow);
}

/** Somebody looks at the claims, or no longer does: learners are trained only for a reader. */
export function watchClaims(): () => void {
  watched = true;
  train();
  return () => {
    watched = false;
    if (useClaims.getState().unlearnt.size > 0) client.stop();
  };
}

function check(diagram: InfluenceDiagram): void {
  ask(diagram, { learn: false });
}

function train(): void {
  const { diagram, unlearnt } = useClaims.getState();
  if (!watched || client.busy || diagram === undefined || unlearnt.size === 0) return;
  ask(diagram, { learn: true, only: [...unlearnt] });
}

function ask(diagram: InfluenceDiagram, wish: { learn: boolean; only?: readonly number[] }): void {
  client.ask("claims", { ...wish, parts: diagram.parts }, (event) => {
    if (event.kind === "partial") {
      const { index, result } = event.part;
      const { results, unlearnt } = useClaims.getState();
      const waits = result.reason === "needs-learner" && !wish.learn;
      const left = new Set(unlearnt);
      if (waits) left.add(index);
      else left.delete(index);
      useClaims.setState({
        unlearnt: left,
        ...(!waits && { results: new Map(results).set(index, result) }),
      });
    } else if (event.kind === "failed") useClaims.setState({ failure: event.message });
    else if (event.kind === "done") train();
  });
}

/** How many claims fail (those that cannot be read among them), of how many. */
export function failing({ diagram, results }: ClaimsState): { fails: number; of: number } {
  const bad = [...results.values()].filter(isBad);
  return { fails: bad.length, of: diagram?.claims.length ?? 0 };
}

export function isBad({ outcome }: ClaimResult): boolean {
  return outcome === "fails" || outcome === "error";
}

/** The claims of the text on screen with what is known of each; none while results are old. */
export function checkedClaims(): readonly CheckedClaim[] {
  const { diagram, results } = useClaims.getState();
  const { diagram: shown, good } = session.state();
  if (shown === undefined || shown !== diagram) return [];
  return shown.claims.map((claim, index) => ({
    claim,
    place: good?.places.claims[index],
    result: results.get(index),
  }));
}

export interface CheckedClaim {
  readonly claim: Claim;
  /** Undefined for a claim of a file that the text extends. */
  readonly place: TextRange | undefined;
  readonly result: ClaimResult | undefined;
}
