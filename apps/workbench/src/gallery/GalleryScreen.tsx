/** The catalogue with pictures: search, filter by topic, claims checked live; a card opens a model. */
import { CircleCheck, CircleHelp, CircleX, LoaderCircle } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { openFromCatalogue } from "../documents/documents.ts";
import { lazyPart } from "../widgets/Boundary.tsx";
import { Dialog } from "../widgets/Dialog.tsx";
import { type Card, loadCards } from "./cards.ts";
import { afterPictures } from "./drawQueue.ts";
import { Picture } from "./Picture.tsx";
import { useCardClaims } from "./useCardClaims.ts";

const LabShelf = lazyPart(
  "The labs",
  () => import("../labs/LabShelf.tsx"),
  <p className="loading">Loading the labs…</p>,
);
const LABS = "labs";

const SHELVES: Readonly<Record<string, string>> = {
  frameworks: "Frameworks for AI safety",
  agendas: "Agendas of alignment research",
  "reward-tampering": "Reward tampering",
  papers: "From papers",
  games: "Games",
  textbooks: "From textbooks",
  "corner-cases": "Corner cases",
};

export default function GalleryScreen({
  close,
  onlyLabs = false,
}: {
  readonly close: () => void;
  readonly onlyLabs?: boolean;
}) {
  const [cards, setCards] = useState<readonly Card[]>([]);
  const [query, setQuery] = useState("");
  const [topic, setTopic] = useState(onlyLabs ? LABS : "");
  useEffect(() => void loadCards().then(setCards), []);
  const labsDue = useLabsDue(cards.length > 0);
  const topics = useMemo(() => [...new Set(cards.flatMap((card) => card.topics))].sort(), [cards]);
  const words = query
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== "");
  const shown = cards.filter(
    (card) =>
      (topic === "" || card.topics.includes(topic)) &&
      words.every((word) => card.searchable.includes(word)),
  );
  const order = Object.keys(SHELVES);
  const place = (shelf: string): number => {
    const at = order.indexOf(shelf);
    return at === -1 ? order.length : at;
  };
  const shelves = [...new Set(shown.map((card) => card.shelf))].sort((a, b) => place(a) - place(b));
  return (
    <Dialog title="Gallery of models" close={close} className="full">
      <div className="gallery-tools">
        <input
          className="field"
          type="search"
          aria-label="Search the models"
          placeholder="Search title, source, topic, note…"
          value={query}
          onChange={({ target }) => setQuery(target.value)}
        />
        <select
          className="field"
          aria-label="Topic"
          value={topic}
          onChange={({ target }) => setTopic(target.value)}
        >
          <option value="">All topics</option>
          <option value={LABS}>Labs</option>
          {topics.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </div>
      <p className="visually-hidden" role="status">
        {shown.length} models
      </p>
      <div className="gallery-scroll" tabIndex={-1}>
        {cards.length === 0 && topic !== LABS && <p className="loading">Loading the models…</p>}
        {shelves.map((shelf) => (
          <section key={shelf} aria-label={SHELVES[shelf] ?? shelf}>
            <h3>{SHELVES[shelf] ?? shelf}</h3>
            <div className="cards">
              {shown
                .filter((card) => card.shelf === shelf)
                .map((card) => (
                  <CardView key={card.slug} card={card} close={close} />
                ))}
            </div>
          </section>
        ))}
        {((topic === "" && labsDue) || topic === LABS) && <LabShelf words={words} />}
        {cards.length > 0 && shown.length === 0 && topic !== LABS && (
          <p className="empty">No model matches all of these words.</p>
        )}
      </div>
    </Dialog>
  );
}

/** Labs stand last and are much to load: they come after the pictures that are in view. */
function useLabsDue(modelsAreHere: boolean): boolean {
  const [due, setDue] = useState(false);
  useEffect(() => {
    if (!modelsAreHere) return undefined;
    let wanted = true;
    // By then the cards know what is in view.
    const frame = requestAnimationFrame(() => afterPictures(() => wanted && setDue(true)));
    return () => {
      wanted = false;
      cancelAnimationFrame(frame);
    };
  }, [modelsAreHere]);
  return due;
}

function CardView({ card, close }: { readonly card: Card; readonly close: () => void }) {
  return (
    <article className="card" data-slug={card.slug}>
      <Picture card={card} />
      <div className="words">
        <button
          type="button"
          className="open"
          onClick={() => {
            close();
            void openFromCatalogue(card.slug);
          }}
        >
          {card.title}
        </button>
        {card.sentence !== "" && <p className="card-sentence">{card.sentence}</p>}
        <small>{card.citation}</small>
        <ClaimsLine card={card} />
      </div>
    </article>
  );
}

function ClaimsLine({ card }: { readonly card: Card }) {
  const state = useCardClaims(card);
  if (card.claims === 0) return <span className="claims-line">no claims</span>;
  if (state === undefined)
    return <span className="claims-line">{card.claims} claims, checking…</span>;
  return (
    <span className="claims-line">
      {state.fails > 0 ? (
        <CircleX size={13} className="bad" aria-hidden="true" />
      ) : state.open > 0 ? (
        <CircleHelp size={13} aria-hidden="true" />
      ) : (
        <CircleCheck size={13} className="good" aria-hidden="true" />
      )}
      {state.sentence}
      {state.learning !== undefined && (
        <span className={state.learning.running ? "learning running" : "learning"}>
          {state.learning.running && <LoaderCircle className="spin" size={12} aria-hidden="true" />}
          {state.learning.count} about learners{" "}
          {state.learning.running ? "in training…" : "to come"}
        </span>
      )}
    </span>
  );
}
