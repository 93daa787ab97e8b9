/** One line of an agent's card: words, a chip for each node, and what may be asked about them. */
import type { AgentCard, InfluenceDiagram } from "@cidery/core";
import { verdictKey } from "@cidery/core/session";
import { useState } from "react";
import { session, useDocumentPart } from "../state/document.ts";
import { type CardPart, setUi, useUi } from "../state/ui.ts";
import { CardAnswer } from "./CardAnswer.tsx";
import { searchedFor } from "./examples.ts";
import { useCardNumber } from "./useCardNumber.ts";

type CardLine = AgentCard["lines"][number];
type CardItem = CardLine["items"][number];

/** More chips than this are folded until they are asked for. */
const MOST_CHIPS = 8;

const PARTS: Readonly<Record<CardLine["state"], readonly CardPart[]>> = {
  present: ["why", "fix", "example"],
  unknown: ["why", "example"],
  absent: ["why", "rests"],
};

const PART_WORDS: Readonly<Record<CardPart, string>> = {
  why: "why",
  fix: "fix",
  rests: "rests on",
  example: "show me an example",
};

export function CardLineView({
  line,
  diagram,
}: {
  readonly line: CardLine;
  readonly diagram: InfluenceDiagram;
}) {
  const { items, words, state, concern } = line;
  const [all, setAll] = useState(false);
  const pinned = useDocumentPart(({ selection }) => selection.pinnedVerdict);
  const part = useUi(({ cardPart }) => cardPart);
  const first = items[0];
  if (first === undefined) return null;
  const chosen =
    part === undefined ? undefined : items.find((item) => isAbout(diagram, item, pinned));
  const isLong = items.length > MOST_CHIPS && !all;
  const shown = isLong ? items.filter((item, i) => i < MOST_CHIPS || item === chosen) : items;
  const parts = PARTS[state].filter(
    (one) => one !== "example" || hasExample(diagram, chosen ?? first),
  );
  return (
    <div className="card-line" data-concern={concern} data-state={state}>
      <p>
        <span className="card-words">{words}</span>{" "}
        {shown.map((item) => (
          <Chip
            key={item.name}
            item={item}
            line={line}
            diagram={diagram}
            chosen={item === chosen}
          />
        ))}
        {isLong && (
          <button type="button" className="link-button" onClick={() => setAll(true)}>
            and {items.length - shown.length} more
          </button>
        )}
        <span className="card-parts">
          {parts.map((one) => {
            const isOpen = chosen !== undefined && part === one;
            return (
              <button
                key={one}
                type="button"
                className="fold"
                aria-expanded={isOpen}
                aria-label={`${PART_WORDS[one]}: ${words} ${(chosen ?? first).name}`}
                onClick={() => show(diagram, chosen ?? first, isOpen ? undefined : one)}
              >
                {PART_WORDS[one]} <span aria-hidden="true">{isOpen ? "▾" : "▸"}</span>
              </button>
            );
          })}
        </span>
      </p>
      {chosen !== undefined && part !== undefined && (
        <CardAnswer
          diagram={diagram}
          verdict={chosen.verdicts.find((one) => verdictKey(diagram, one) === pinned)}
          part={part}
        />
      )}
    </div>
  );
}

/** Whether numbers can be searched for that have it. */
function hasExample(diagram: InfluenceDiagram, { verdicts: [first] }: CardItem): boolean {
  return first !== undefined && searchedFor(diagram, first, "") !== undefined;
}

function isAbout(diagram: InfluenceDiagram, item: CardItem, key: string | undefined): boolean {
  return key !== undefined && item.verdicts.some((one) => verdictKey(diagram, one) === key);
}

/** Pins the first verdict of an item, or whichever of it is pinned, with a part of its answer. */
function show(diagram: InfluenceDiagram, item: CardItem, part: CardPart | undefined): void {
  const { pinnedVerdict } = session.state().selection;
  const [first] = item.verdicts;
  if (first === undefined) return;
  setUi({ cardPart: part });
  if (part === undefined) session.select({ pinnedVerdict: undefined });
  else if (!isAbout(diagram, item, pinnedVerdict))
    session.select({ pinnedVerdict: verdictKey(diagram, first) });
}

function Chip({
  item,
  line: { concern, state },
  diagram,
  chosen,
}: {
  readonly item: CardItem;
  readonly line: CardLine;
  readonly diagram: InfluenceDiagram;
  readonly chosen: boolean;
}) {
  const key = item.verdicts[0] === undefined ? "" : verdictKey(diagram, item.verdicts[0]);
  const number = useCardNumber(diagram, item);
  const light = (on: boolean): void => setUi({ hoveredVerdict: on ? key : undefined });
  return (
    <button
      type="button"
      className={`card-chip ${state}`}
      data-tone={state === "absent" ? "calm" : state === "unknown" ? "unsure" : concern}
      data-card-verdict={key}
      aria-pressed={chosen}
      onPointerEnter={() => light(true)}
      onPointerLeave={() => light(false)}
      onFocus={(event) => {
        if (event.currentTarget.matches(":focus-visible")) light(true);
      }}
      onBlur={() => light(false)}
      onClick={() => show(diagram, item, chosen ? undefined : "why")}
    >
      {item.name}
      {number !== undefined && (
        <b className={number.stale ? "stale" : ""} title={number.title}>
          {number.text}
        </b>
      )}
    </button>
  );
}
