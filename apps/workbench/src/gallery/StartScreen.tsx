/** Where to start: three ways in, then the main models in the order of an argument. */
import { GraduationCap, PencilLine, Play } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { newModel, openFromCatalogue, openOpeningAgain } from "../documents/documents.ts";
import { ARGUMENT, type ArgumentModel } from "../state/argument.ts";
import { goToStep } from "../state/story.ts";
import { setUi } from "../state/ui.ts";
import { Dialog } from "../widgets/Dialog.tsx";
import { type Card, loadCards } from "./cards.ts";

export default function StartScreen({ close }: { readonly close: () => void }) {
  const [teaching, setTeaching] = useState(false);
  const [cards, setCards] = useState<ReadonlyMap<string, Card>>(new Map());
  useEffect(() => {
    void loadCards().then((all) => setCards(new Map(all.map((card) => [card.slug, card]))));
  }, []);
  const open = (slug: string): void => {
    close();
    void openFromCatalogue(slug).then(() => goToStep(0));
  };
  return (
    <Dialog title="Where to start" close={close} className="full start-screen">
      <div className="start-tiles">
        <Tile
          icon={<Play size={22} />}
          title="See an incentive"
          text="Three minutes: a recommender, step by step, and a task at the end."
          run={() => {
            close();
            openOpeningAgain();
            goToStep(0);
          }}
        />
        <Tile
          icon={<PencilLine size={22} />}
          title="Draw your own"
          text="An empty canvas, which says what to press. The tutorial is a click away."
          run={() => {
            close();
            newModel();
          }}
        />
        <Tile
          icon={<GraduationCap size={22} />}
          title="For teachers"
          text="Stories to show as slides, and tasks that check themselves."
          pressed={teaching}
          run={() => setTeaching(!teaching)}
        />
      </div>
      {teaching && <Teaching cards={cards} open={open} />}
      {ARGUMENT.map(({ title, models }) => (
        <section key={title} className="argument" aria-label={title}>
          <h3>{title}</h3>
          <ol>
            {models.map((model) => (
              <Line key={model.slug} model={model} cards={cards} open={open} />
            ))}
          </ol>
        </section>
      ))}
      <p>
        <button type="button" className="link-button" onClick={() => setUi({ screen: "gallery" })}>
          All models, games and textbook examples
        </button>
      </p>
    </Dialog>
  );
}

function Tile({
  icon,
  title,
  text,
  run,
  pressed,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly run: () => void;
  readonly pressed?: boolean;
}) {
  return (
    <button type="button" className="start-tile" aria-expanded={pressed} onClick={run}>
      <span aria-hidden="true">{icon}</span>
      <strong>{title}</strong>
      <span>{text}</span>
    </button>
  );
}

function Line({
  model: { slug, sentence, fixedBy },
  cards,
  open,
}: {
  readonly model: ArgumentModel;
  readonly cards: ReadonlyMap<string, Card>;
  readonly open: (slug: string) => void;
}) {
  return (
    <li>
      <button type="button" className="link-button" onClick={() => open(slug)}>
        {titleOf(cards, slug)}
      </button>
      <span>{sentence}</span>
      {fixedBy !== undefined && (
        <span className="fixed-by">
          fixed by <span aria-hidden="true">→</span>{" "}
          <button type="button" className="link-button" onClick={() => open(fixedBy)}>
            {titleOf(cards, fixedBy)}
          </button>
        </span>
      )}
    </li>
  );
}

/** Models that ask something, and how to write one's own. */
function Teaching({
  cards,
  open,
}: {
  readonly cards: ReadonlyMap<string, Card>;
  readonly open: (slug: string) => void;
}) {
  const asking = [...cards.values()].filter(({ text }) => /^\s*ask\s+"/mu.test(text));
  return (
    <section className="teaching" aria-label="For teachers">
      <p>
        A story is written into the model: lines such as <code>story "…" show A, B</code> and{" "}
        <code>ask "…" until not control(D, X)</code>. It is shown as slides (View), in a frame of
        another page (Share), and under the picture. A task hides the answers and sees by itself
        when it is done.
      </p>
      <p>Models with tasks:</p>
      <ul>
        {asking.map(({ slug, title }) => (
          <li key={slug}>
            <button type="button" className="link-button" onClick={() => open(slug)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function titleOf(cards: ReadonlyMap<string, Card>, slug: string): string {
  return cards.get(slug)?.title ?? (slug.split("/").at(-1) as string).replaceAll("-", " ");
}
