/** What can be done with a kept document beside opening it: another title, a copy, deleting it with a way back. */
import type { KeptDocument } from "@cidery/core/session";
import { useState } from "react";
import { session } from "../state/document.ts";
import { toast } from "../state/ui.ts";
import { documentId } from "./autosave.ts";
import { bringBack, forgetDocument, readVersions, writeDocument } from "./store.ts";
import { newId } from "./tab.ts";
import { titleIn, withTitle } from "./titles.ts";

interface Props {
  readonly document: KeptDocument;
  readonly refresh: () => void;
  /** Told what was deleted, and how it comes back. */
  readonly deleted: (one: Deleted) => void;
}

/** A document that is gone, for as long as it can come back. */
export interface Deleted {
  readonly title: string;
  readonly undo: () => void;
}

export function DocumentActions({ document, refresh, deleted }: Props) {
  const [renaming, setRenaming] = useState(false);
  const title = titleIn(document.text, document.file);
  if (renaming) return <TitleField {...{ document, refresh }} close={() => setRenaming(false)} />;
  return (
    <>
      {document.kind !== "live" && (
        <button
          type="button"
          className="button small"
          aria-label={`Rename ${title}`}
          onClick={() => setRenaming(true)}
        >
          Rename
        </button>
      )}
      <button
        type="button"
        className="button small"
        aria-label={`Duplicate ${title}`}
        onClick={() => void attempt(duplicate(document), refresh)}
      >
        Duplicate
      </button>
      {document.id !== documentId() && (
        <button
          type="button"
          className="button small"
          aria-label={`Delete ${title}`}
          onClick={() => void attempt(remove(document, refresh, deleted), refresh)}
        >
          Delete
        </button>
      )}
    </>
  );
}

function TitleField({
  document,
  refresh,
  close,
}: Omit<Props, "deleted"> & { readonly close: () => void }) {
  const [title, setTitle] = useState(titleIn(document.text, document.file));
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        close();
        if (title.trim() !== "") void attempt(rename(document, title.trim()), refresh);
      }}
    >
      <input
        className="field"
        aria-label="Title"
        value={title}
        autoFocus
        onChange={({ target }) => setTitle(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          // The dialog stays.
          event.stopPropagation();
          close();
        }}
      />
      <button type="submit" className="button small primary">
        Rename
      </button>
    </form>
  );
}

async function rename(document: KeptDocument, title: string): Promise<void> {
  if (document.id === documentId()) {
    session.setText(withTitle(session.state().text, title), "rename the model");
    return;
  }
  const text = withTitle(document.text, title);
  await writeDocument({ ...document, kind: "own", text, time: Date.now() });
}

async function duplicate({ live: _, ...document }: KeptDocument): Promise<void> {
  const title = `Copy of ${titleIn(document.text, document.file)}`;
  const text = withTitle(document.text, title);
  await writeDocument({ ...document, id: newId(), kind: "own", text, time: Date.now() });
}

/** The versions come back with it. */
async function remove(
  document: KeptDocument,
  refresh: () => void,
  deleted: Props["deleted"],
): Promise<void> {
  const versions = await readVersions(document.id);
  await forgetDocument(document.id);
  deleted({
    title: titleIn(document.text, document.file),
    undo: () => void attempt(bringBack(document, versions), refresh),
  });
}

async function attempt(work: Promise<void>, refresh: () => void): Promise<void> {
  try {
    await work;
  } catch (error) {
    toast(`This browser did not keep that: ${String(error)}`, { tone: "trouble" });
  }
  refresh();
}
