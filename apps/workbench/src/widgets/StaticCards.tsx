/** What each agent may want, know and react to, in a few words: the cards without their buttons. */
import { agentCards, type InfluenceDiagram } from "@cidery/core";
import { answersOf } from "@cidery/core/session";
import { useMemo } from "react";
import { MAIN_CRITERIA } from "../state/criteria.ts";

/** More names than this become a count. */
const MOST_NAMES = 5;

export function StaticCards({ diagram }: { readonly diagram: InfluenceDiagram }) {
  const cards = useMemo(
    () => agentCards(diagram, answersOf(diagram).verdictsOf(MAIN_CRITERIA)),
    [diagram],
  );
  return (
    <ul className="static-cards" aria-label="Answers">
      {cards.map(({ name, lines }) => (
        <li key={name}>
          <b>{name}</b>
          {lines.every(({ state }) => state !== "present") &&
            " has no incentives on the rest of the graph"}
          {lines
            .filter(({ state }) => state === "present")
            .map(({ words, concern, items }) => (
              <span key={words} className="static-line">
                {words}{" "}
                {items.slice(0, MOST_NAMES).map((item) => (
                  <span key={item.name} className="static-chip" data-tone={concern}>
                    {item.name}
                  </span>
                ))}
                {items.length > MOST_NAMES && ` and ${items.length - MOST_NAMES} more`}
              </span>
            ))}
        </li>
      ))}
    </ul>
  );
}
