/**
 * A lab on a page of its own: what is asked, the diagrams with the edit between them, episodes to
 * watch, training, results, sweeps and claims, beside the settings all of it depends on.
 */
import { LABS } from "cidery-labs";
import type { Lab } from "@cidery/core/lab";
import { ArrowLeft, Link2 } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useShallow } from "zustand/shallow";
import { toast, useUi } from "../state/ui.ts";
import { useFocusBack } from "../widgets/focusBack.ts";
import { ClaimsSection } from "./ClaimsSection.tsx";
import { DiagramsSection } from "./DiagramsSection.tsx";
import { FirstScreen } from "./FirstScreen.tsx";
import { readLabLink, writeLabLink } from "../state/labLink.ts";
import { closeLab, openLab } from "./labRoute.ts";
import { labStore, linkOf, leaveLab } from "./labStore.ts";
import { Readme } from "./Readme.tsx";
import { ResultsSection } from "./ResultsSection.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";
import { SweepSection } from "./SweepSection.tsx";
import { TrainingSection } from "./TrainingSection.tsx";
import { useNarrow } from "./useNarrow.ts";
import { WatchSection } from "./WatchSection.tsx";
import "./labs.css";
import "./labsResults.css";
import "./labsWatch.css";

const ADDRESS_DELAY = 300;

export default function LabPage() {
  const open = useUi((state) => state.lab);
  const onCloseAutoFocus = useFocusBack();
  const lab = LABS.find(({ id }) => id === open?.id);
  if (open === undefined) return null;
  return (
    <Radix.Root open>
      <Radix.Portal>
        <Radix.Content
          className="lab-page"
          aria-describedby={undefined}
          onEscapeKeyDown={(event) => event.preventDefault()}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          {lab === undefined ? (
            <NoLab id={open.id} />
          ) : (
            <OpenLab key={lab.id} lab={lab} fragment={open.fragment} />
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function OpenLab({ lab, fragment }: { readonly lab: Lab; readonly fragment: string }) {
  // The address speaks first, so that nothing is computed under other settings.
  const [remarks, setRemarks] = useState(() => readInto(lab, fragment));
  const [seen, setSeen] = useState(fragment);
  if (seen !== fragment) {
    setSeen(fragment);
    setRemarks(readInto(lab, fragment));
  }
  useAddress(lab);
  useEffect(() => () => leaveLab(lab), [lab]);
  useTitle(`${lab.title} – Cidery lab`);
  return (
    <>
      <LabBar lab={lab} />
      <div className="lab-scroll" tabIndex={0} role="region" aria-label="The lab">
        <div className="lab-head">
          <Radix.Title asChild>
            <h2>{lab.title}</h2>
          </Radix.Title>
          <p className="lab-question">{lab.question}</p>
          {remarks.map((remark) => (
            <p key={remark} className="note" role="alert">
              {remark}.
            </p>
          ))}
          <Contents lab={lab} />
        </div>
        <div className="lab-columns">
          <FirstScreen lab={lab} />
          <aside aria-label="Settings">
            <Fold title="Settings">
              <SettingsPanel lab={lab} />
            </Fold>
          </aside>
          <div className="lab-main">
            <Part id="about" title="What to look for">
              <About lab={lab} />
            </Part>
            <Part id="diagrams" title="The diagrams and the edit">
              <DiagramsSection lab={lab} />
            </Part>
            <Part id="watch" title="Watch">
              <WatchSection lab={lab} />
            </Part>
            <Part id="training" title="Training">
              <TrainingSection lab={lab} />
            </Part>
            <Part id="results" title="Results">
              <ResultsSection lab={lab} />
            </Part>
            <Part id="sweep" title="Sweep">
              <SweepSection lab={lab} />
            </Part>
            <Part id="claims" title="Claims">
              <ClaimsSection lab={lab} />
            </Part>
          </div>
        </div>
      </div>
    </>
  );
}

function LabBar({ lab }: { readonly lab: Lab }) {
  return (
    <header className="lab-bar">
      <button type="button" className="button quiet" onClick={closeLab}>
        <ArrowLeft size={16} aria-hidden="true" /> Back to the model
      </button>
      <span className="space" />
      <div className="lab-inline">
        <label htmlFor="lab-chosen">Lab</label>
        <select
          id="lab-chosen"
          className="field"
          value={lab.id}
          onChange={({ target }) => openLab(target.value)}
        >
          {LABS.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <button type="button" className="button primary" onClick={() => void copyLink(lab)}>
        <Link2 size={16} aria-hidden="true" /> Copy link
      </button>
    </header>
  );
}

function About({ lab }: { readonly lab: Lab }) {
  return (
    <div className="lab-about">
      <Readme lab={lab.id} />
      <div>
        <h4>Sources</h4>
        <ul>
          {lab.sources.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
        <h4>Assumed here</h4>
        <ul>
          {lab.assumptions.map((assumption) => (
            <li key={assumption}>{assumption}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

const PARTS = [
  ["about", "What to look for"],
  ["diagrams", "Diagrams"],
  ["watch", "Watch"],
  ["training", "Training"],
  ["results", "Results"],
  ["sweep", "Sweep"],
  ["claims", "Claims"],
] as const;

/** Ways to the parts. Buttons, because the address is the lab's. */
function Contents({ lab }: { readonly lab: Lab }) {
  return (
    <nav className="lab-contents" aria-label={`Parts of ${lab.title}`}>
      {PARTS.map(([id, title]) => (
        <button
          key={id}
          type="button"
          className="chip"
          onClick={() => {
            const part = document.querySelector<HTMLElement>(`#lab-${id}`);
            part?.scrollIntoView({ block: "start", behavior: "smooth" });
            part?.focus({ preventScroll: true });
          }}
        >
          {title}
        </button>
      ))}
    </nav>
  );
}

function Part({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const heading = useId();
  return (
    <section
      className="lab-part"
      data-part={id}
      aria-labelledby={heading}
      id={`lab-${id}`}
      tabIndex={-1}
    >
      <h3 id={heading}>{title}</h3>
      {children}
    </section>
  );
}

/** Settings stand open beside the lab, and are folded away above it where there is little room. */
function Fold({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const narrow = useNarrow();
  return (
    <details className="lab-fold" open={!narrow}>
      <summary>
        <h3>{title}</h3>
      </summary>
      {children}
    </details>
  );
}

function NoLab({ id }: { readonly id: string }) {
  return (
    <div className="lab-scroll">
      <Radix.Title asChild>
        <h2>There is no lab “{id}”</h2>
      </Radix.Title>
      <p className="note">
        The link may come from another version, or be incomplete. The labs are:
      </p>
      <ul className="lab-list">
        {LABS.map((lab) => (
          <li key={lab.id}>
            <button type="button" className="link-button" onClick={() => openLab(lab.id)}>
              {lab.title}
            </button>{" "}
            {lab.question}
          </li>
        ))}
      </ul>
      <button type="button" className="button primary" onClick={closeLab}>
        Back to the model
      </button>
    </div>
  );
}

/** Puts what an address says into the lab's store; one that only names the lab changes nothing. */
function readInto(lab: Lab, fragment: string): readonly string[] {
  if (!fragment.includes("?")) return [];
  const { link, remarks } = readLabLink(fragment, lab);
  labStore(lab).setState(link);
  return remarks;
}

/** What the window is called while the lab is open. */
function useTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
}

/** The address follows the settings, so that it can be copied at any time. */
function useAddress(lab: Lab): void {
  const link = labStore(lab)(useShallow(linkOf));
  useEffect(() => {
    const timer = setTimeout(() => {
      const address = writeLabLink(link, __ENGINE__);
      history.replaceState(history.state, "", address);
    }, ADDRESS_DELAY);
    return () => clearTimeout(timer);
  }, [link]);
}

async function copyLink(lab: Lab): Promise<void> {
  const fragment = writeLabLink(linkOf(labStore(lab).getState()), __ENGINE__);
  const address = `${location.origin}${location.pathname}${location.search}${fragment}`;
  try {
    await navigator.clipboard.writeText(address);
    toast("Copied: the link opens this lab with these settings and this seed");
  } catch {
    toast("This browser does not let pages copy; the address bar holds the same link", {
      tone: "trouble",
    });
  }
}
