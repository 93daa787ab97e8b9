/**
 * Claims of the cards' models, checked one model after the other in one worker. Claims about
 * learners take seconds: they come when every other claim has its answer. Closing the gallery, or
 * filtering a card away, gives up what it was waiting for; what is known is kept.
 */
import { type ClaimResult, type InfluenceDiagram, loadModel, summariseClaims } from "@cidery/core";
import { useEffect, useState } from "react";
import { resolveInCatalogue } from "../state/catalogue.ts";
import { TaskClient } from "../worker/taskClient.ts";
import type { Card } from "./cards.ts";
import { afterPictures } from "./drawQueue.ts";

export interface CardClaims {
  readonly fails: number;
  /** Claims that are neither true nor false. */
  readonly open: number;
  readonly sentence: string;
  /** Claims about learners that have no answer yet, and whether they are being trained now. */
  readonly learning: { readonly count: number; readonly running: boolean } | undefined;
}

/** What is known of a card: answers by position; those that need learners have none at first. */
interface Known {
  readonly results: Map<number, ClaimResult>;
  readonly waiting: Set<number>;
  readonly failure?: string;
}

const known = new Map<string, Known>();
const listeners = new Map<string, Set<(state: CardClaims) => void>>();
/** Cards whose claims are to be checked, and cards whose learners are to be trained afterwards. */
const queues: { readonly check: Card[]; readonly learn: Card[] } = { check: [], learn: [] };
const client = new TaskClient();
let current: { readonly card: Card; readonly learn: boolean } | undefined;

export function useCardClaims(card: Card): CardClaims | undefined {
  const [state, setState] = useState(() => stateOf(card));
  useEffect(() => {
    if (card.claims === 0) return undefined;
    const own = listeners.get(card.slug) ?? new Set();
    own.add(setState);
    listeners.set(card.slug, own);
    const found = known.get(card.slug);
    if (found === undefined) enqueue(queues.check, card);
    else if (found.waiting.size > 0) enqueue(queues.learn, card);
    afterPictures(next);
    return () => {
      own.delete(setState);
      if (own.size === 0) giveUp(card);
    };
  }, [card]);
  return state;
}

function enqueue(queue: Card[], card: Card): void {
  if (!queue.includes(card) && current?.card !== card) queue.push(card);
}

/** Nobody looks at the card any more. */
function giveUp(card: Card): void {
  for (const queue of [queues.check, queues.learn]) {
    const at = queue.indexOf(card);
    if (at !== -1) queue.splice(at, 1);
  }
  if (current?.card !== card) return;
  client.stop();
  current = undefined;
  // Whoever else is waiting goes on, once all cards that leave together have left.
  afterPictures(next);
}

function next(): void {
  if (current !== undefined) return;
  const card = queues.check.shift();
  if (card !== undefined) {
    check(card);
    return;
  }
  const learner = queues.learn.shift();
  if (learner !== undefined) train(learner);
}

function check(card: Card): void {
  current = { card, learn: false };
  const diagram = diagramOf(card);
  if (diagram === undefined) {
    finish(card, { results: new Map(), waiting: new Set(), failure: "the model has a mistake" });
    return;
  }
  const results = new Map<number, ClaimResult>();
  const waiting = new Set<number>();
  client.ask("claims", { learn: false, parts: diagram.parts }, (event) => {
    if (event.kind === "partial") {
      const { index, result } = event.part;
      if (result.reason === "needs-learner") waiting.add(index);
      else results.set(index, result);
    } else if (event.kind === "done") {
      if (waiting.size > 0) queues.learn.push(card);
      finish(card, { results, waiting });
    } else if (event.kind === "failed") {
      finish(card, { results, waiting: new Set(), failure: event.message });
    }
  });
}

function train(card: Card): void {
  const found = known.get(card.slug);
  const diagram = diagramOf(card);
  if (found === undefined || diagram === undefined) return;
  current = { card, learn: true };
  tell(card);
  const asked = { learn: true, only: [...found.waiting], parts: diagram.parts };
  client.ask("claims", asked, (event) => {
    if (event.kind === "partial") {
      found.results.set(event.part.index, event.part.result);
      found.waiting.delete(event.part.index);
      tell(card);
    } else if (event.kind === "done") finish(card, found);
    else if (event.kind === "failed") {
      finish(card, { ...found, waiting: new Set(), failure: event.message });
    }
  });
}

function diagramOf(card: Card): InfluenceDiagram | undefined {
  const file = `${card.slug}.cid`;
  return loadModel(card.text, { file, resolve: resolveInCatalogue }).diagram;
}

function finish(card: Card, found: Known): void {
  known.set(card.slug, found);
  current = undefined;
  tell(card);
  afterPictures(next);
}

function tell(card: Card): void {
  const state = stateOf(card);
  if (state === undefined) return;
  for (const listener of listeners.get(card.slug) ?? []) listener(state);
}

function stateOf(card: Card): CardClaims | undefined {
  const found = known.get(card.slug);
  if (found === undefined) return undefined;
  const { results, waiting, failure } = found;
  const { fails, errors, undecided, notApplicable, sentence } = summariseClaims([
    ...results.values(),
  ]);
  return {
    fails: fails + errors + (failure === undefined ? 0 : 1),
    open: undecided + notApplicable,
    sentence: failure ?? sentence,
    learning:
      waiting.size === 0
        ? undefined
        : { count: waiting.size, running: current?.card === card && current.learn },
  };
}
