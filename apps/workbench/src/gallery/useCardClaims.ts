/** Claims of a card's model, checked one model after the other in one worker. */
import { type ClaimResult, loadModel, summariseClaims } from "cidery";
import { useEffect, useState } from "react";
import { resolveInCatalogue } from "../catalogue.ts";
import { SolverClient } from "../worker/client.ts";
import type { Card } from "./cards.ts";

export interface CardClaims {
  readonly fails: number;
  readonly sentence: string;
}

const done = new Map<string, CardClaims>();
const listeners = new Map<string, Set<(state: CardClaims) => void>>();
const queue: Card[] = [];
const client = new SolverClient();
let current: Card | undefined;

export function useCardClaims(card: Card): CardClaims | undefined {
  const [state, setState] = useState(done.get(card.slug));
  useEffect(() => {
    if (card.claims === 0 || done.has(card.slug)) return undefined;
    const own = listeners.get(card.slug) ?? new Set();
    own.add(setState);
    listeners.set(card.slug, own);
    if (!queue.includes(card) && current !== card) queue.push(card);
    next();
    return () => {
      own.delete(setState);
      const at = queue.indexOf(card);
      if (own.size === 0 && at !== -1) queue.splice(at, 1);
    };
  }, [card]);
  return state;
}

function next(): void {
  if (current !== undefined) return;
  const card = queue.shift();
  if (card === undefined) return;
  current = card;
  const { diagram } = loadModel(card.text, {
    file: `${card.slug}.cid`,
    resolve: resolveInCatalogue,
  });
  if (diagram === undefined) {
    finish(card, { fails: 1, sentence: "the model has a mistake" });
    return;
  }
  const { header, agents, nodes, parameters, claims } = diagram;
  const results: ClaimResult[] = [];
  client.ask(
    { kind: "claims", learn: false, parts: { header, agents, nodes, parameters, claims } },
    (answer) => {
      if (answer.kind === "claim") results.push(answer.result);
      else if (answer.kind === "claims-done") {
        const { fails, errors, sentence } = summariseClaims(results);
        finish(card, { fails: fails + errors, sentence });
      } else if (answer.kind === "failed") {
        finish(card, { fails: 1, sentence: answer.message });
      }
    },
  );
}

function finish(card: Card, state: CardClaims): void {
  done.set(card.slug, state);
  current = undefined;
  for (const listener of listeners.get(card.slug) ?? []) listener(state);
  setTimeout(next, 0);
}
