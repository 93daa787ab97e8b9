/** Everything this browser keeps: one's own documents, files' pages, and what others sent, apart. */
import type { KeptDocument } from "@cidery/core/session";
import { useEffect, useState } from "react";
import { toast } from "../state/ui.ts";
import { undoOffer } from "../state/offers.ts";
import { Dialog } from "../widgets/Dialog.tsx";
import { documentId } from "./autosave.ts";
import { type Deleted, DocumentActions } from "./DocumentActions.tsx";
import { openKept } from "./documents.ts";
import { download } from "./files.ts";
import { allDocuments, forgetDocument, type StoredDocument } from "./store.ts";
import { Thumbnail } from "./Thumbnail.tsx";
import { titleIn } from "./titles.ts";

export default function DocumentsDialog({ close }: { readonly close: () => void }) {
  const [documents, setDocuments] = useState<readonly StoredDocument[] | undefined>(undefined);
  const refresh = (): void => void allDocuments().then(setDocuments);
  useEffect(refresh, []);
  const of = (kind: KeptDocument["kind"]): readonly StoredDocument[] =>
    (documents ?? []).filter((one) => one.kind === "kept" && one.document.kind === kind);
  const broken = (documents ?? []).filter(({ kind }) => kind !== "kept");
  const [deleted, setDeleted] = useState<Deleted | undefined>(undefined);
  const shared = { close, refresh, deleted: setDeleted };
  return (
    <Dialog title="Documents in this browser" close={close} className="documents">
      <p>
        They are kept in this browser on this computer, and nowhere else. A document that matters is
        worth saving as a file.
      </p>
      {deleted !== undefined && (
        <p className="note deleted" role="status">
          Deleted {deleted.title}.{" "}
          <button
            type="button"
            className="button small"
            onClick={() => {
              setDeleted(undefined);
              deleted.undo();
            }}
          >
            Undo
          </button>
        </p>
      )}
      <Part title="Your own" documents={of("own")} empty="None yet." {...shared} />
      <Part title="Opened but not changed" documents={of("opened")} {...shared} />
      <Part title="Copies of files shown by `cidery open`" documents={of("live")} {...shared} />
      <Part title="Cannot be opened here" documents={broken} {...shared} />
    </Dialog>
  );
}

interface PartProps {
  readonly title: string;
  readonly documents: readonly StoredDocument[];
  readonly empty?: string;
  readonly close: () => void;
  readonly refresh: () => void;
  readonly deleted: (one: Deleted) => void;
}

function Part({ title, documents, empty, close, refresh, deleted }: PartProps) {
  if (documents.length === 0 && empty === undefined) return null;
  return (
    <section>
      <h3>{title}</h3>
      {documents.length === 0 && <p className="empty">{empty}</p>}
      <ul className="versions">
        {documents.map((one) => (
          <li key={one.id}>
            {one.kind === "kept" && <Thumbnail id={one.id} text={one.document.text} />}
            <Words stored={one} />
            {one.kind === "kept" && one.id !== documentId() && (
              <button
                type="button"
                className="button small"
                onClick={() => {
                  openKept(one.document);
                  close();
                  toast(`Opened ${titleOf(one.document)}`, {
                    action: undoOffer(),
                  });
                }}
              >
                Open
              </button>
            )}
            <button type="button" className="button small" onClick={() => save(one)}>
              Save as a file
            </button>
            {one.kind === "kept" && (
              <DocumentActions document={one.document} refresh={refresh} deleted={deleted} />
            )}
            {one.kind !== "kept" && one.id !== documentId() && (
              <button
                type="button"
                className="button small"
                onClick={() => {
                  save(one);
                  void forgetDocument(one.id).then(refresh, refresh);
                }}
              >
                Save and remove
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ stored }: { readonly stored: StoredDocument }) {
  if (stored.kind !== "kept") {
    return (
      <span>
        <b>{stored.kind === "newer" ? "Of a newer workbench" : "Damaged"}</b>
        <small>
          {stored.text === undefined
            ? "what is stored can be saved as it is"
            : "its text can be saved"}
        </small>
      </span>
    );
  }
  const { time, text } = stored.document;
  const when = time === 0 ? "at an unknown time" : new Date(time).toLocaleString();
  return (
    <span>
      <b>{titleOf(stored.document)}</b>
      <small>
        {stored.id === documentId() ? "on screen now, " : ""}
        {when}, {text.split("\n").length} lines
      </small>
    </span>
  );
}

function titleOf({ text, file }: KeptDocument): string {
  return titleIn(text, file);
}

function save(stored: StoredDocument): void {
  if (stored.kind === "kept") {
    const { file, text } = stored.document;
    download(file?.split("/").at(-1) ?? "model.cid", text, "text/plain");
  } else if (stored.text !== undefined) download("kept.cid", stored.text, "text/plain");
  else download("kept.json", JSON.stringify(stored.raw, undefined, 2), "application/json");
}
