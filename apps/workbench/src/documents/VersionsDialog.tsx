/** Older versions of this document, kept in this browser. */
import { useEffect, useState } from "react";
import { Dialog } from "../widgets/Dialog.tsx";
import { toast } from "../state/ui.ts";
import { undoOffer } from "../state/offers.ts";
import { documentId } from "./autosave.ts";
import { replaceText } from "./documents.ts";
import { forgetVersions, readVersions, type Version } from "./store.ts";

export default function VersionsDialog({ close }: { readonly close: () => void }) {
  const [versions, setVersions] = useState<readonly Version[] | undefined>(undefined);
  useEffect(() => void readVersions(documentId()).then(setVersions), []);
  return (
    <Dialog title="Version history" close={close}>
      <p>
        Versions are kept in this browser: all of the last hour, one per hour of the last day, one
        per day before. Going back is one more change, which Undo takes back.
      </p>
      {versions?.length === 0 && <p className="empty">There is no older version yet.</p>}
      <ul className="versions">
        {versions?.map((version) => (
          <li key={version.time}>
            <span>
              <b>{new Date(version.time).toLocaleString()}</b>
              <small>
                {version.file ?? "untitled"}, {version.text.split("\n").length} lines
              </small>
            </span>
            <button
              type="button"
              className="button small"
              onClick={() => {
                const { text, file } = version;
                replaceText(
                  { text, ...(file !== undefined && { file }) },
                  "go back to an older version",
                );
                close();
                toast("Went back", { action: undoOffer() });
              }}
            >
              Go back to it
            </button>
          </li>
        ))}
      </ul>
      {versions !== undefined && versions.length > 0 && (
        <footer>
          <button
            type="button"
            className="button small"
            onClick={() => void forgetVersions(documentId()).then(() => setVersions([]))}
          >
            Delete old versions
          </button>
        </footer>
      )}
    </Dialog>
  );
}
