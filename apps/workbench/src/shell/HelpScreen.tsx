/** The help: tutorial, what the badges mean, the language, limits and sources. */
import { CRITERIA } from "@cidery/core";
import type { HelpPage } from "@cidery/core/session";
import { Tabs } from "radix-ui";
import { useEffect, useState } from "react";
import { setUi, useUi } from "../state/ui.ts";
import type { Work } from "../state/works.ts";
import { Dialog } from "../widgets/Dialog.tsx";
import "../styles/prose.css";

const PAGES: readonly (readonly [HelpPage, string])[] = [
  ["tutorial", "Tutorial"],
  ["glossary", "Glossary"],
  ["language", "Language"],
  ["limits", "Limits"],
  ["sources", "Sources"],
];

export default function HelpScreen({ close }: { readonly close: () => void }) {
  const page = useUi((state) => state.helpPage);
  return (
    <Dialog title="Help" close={close} className="full help-screen">
      <Tabs.Root
        value={page}
        onValueChange={(value) => setUi({ helpPage: value as HelpPage })}
        activationMode="manual"
      >
        <Tabs.List className="tab-list" aria-label="Pages of the help">
          {PAGES.map(([id, title]) => (
            <Tabs.Trigger key={id} value={id} className="tab">
              {title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {PAGES.map(([id]) => (
          <Tabs.Content key={id} value={id} className="help-page">
            {id === "glossary" ? <Glossary /> : id === "sources" ? <Sources /> : <Page page={id} />}
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </Dialog>
  );
}

/** One line per badge, in the words of the criterion itself. */
function Glossary() {
  return (
    <dl className="glossary">
      {CRITERIA.map(({ id, badge, title, question }) => (
        <div key={id}>
          <dt>
            <span className="badge-sample">{badge}</span> {title}
          </dt>
          <dd>{question}</dd>
        </div>
      ))}
    </dl>
  );
}

function Page({ page }: { readonly page: "tutorial" | "language" | "limits" }) {
  const [html, setHtml] = useState<string | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    void Promise.all([import("./helpTexts.ts"), import("../labs/markdown.ts")]).then(
      ([{ HELP_TEXTS }, { toHtml }]) => wanted && setHtml(toHtml(HELP_TEXTS[page], 2)),
    );
    return () => {
      wanted = false;
    };
  }, [page]);
  if (html === undefined) return <p className="loading">Reading…</p>;
  // Ours: a file of this repository, in which HTML is escaped.
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

function Sources() {
  const [works, setWorks] = useState<readonly Work[]>([]);
  useEffect(() => void import("../state/works.ts").then(({ WORKS }) => setWorks(WORKS)), []);
  return (
    <ul className="sources">
      {works.map(({ key, authors, title, year, address }) => (
        <li key={key}>
          {authors.length > 3 ? `${authors[0]} et al.` : authors.join(", ")} {year}:{" "}
          {address === undefined ? (
            title
          ) : (
            <a href={address} target="_blank" rel="noopener noreferrer">
              {title}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
