/**
 * Two models side by side: which incentives appeared and vanished from the left to the right, in
 * words and on the pictures. Left is what this model extends, an older version, or any model.
 */
import { diffDesigns, type DesignDiff, type InfluenceDiagram, loadModel } from "@cidery/core";
import { useEffect, useMemo, useState } from "react";
import {
  type CatalogueModel,
  loadCatalogue,
  resolveInCatalogue,
  slugOf,
} from "../state/catalogue.ts";
import { useDocument } from "../state/document.ts";
import { documentId } from "../documents/autosave.ts";
import { readVersions, type Version } from "../documents/store.ts";
import { ORDERED_CRITERIA, MAIN_CRITERIA } from "../state/criteria.ts";
import { Dialog } from "../widgets/Dialog.tsx";
import { Drawing } from "./Drawing.tsx";

export default function CompareScreen({ close }: { readonly close: () => void }) {
  const { good, file } = useDocument();
  const [models, setModels] = useState<readonly CatalogueModel[]>([]);
  const [versions, setVersions] = useState<readonly Version[]>([]);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [all, setAll] = useState(false);
  const [swapped, setSwapped] = useState(false);
  useEffect(() => {
    void loadCatalogue().then(setModels);
    void readVersions(documentId()).then(setVersions);
  }, []);
  const parent = /^\s*extends\s+"([^"]+)"/mu.exec(good?.text ?? "")?.[1];
  const parentSlug = parent === undefined || models.length === 0 ? undefined : slugOf(parent, file);
  const choice =
    chosen ?? (parentSlug && `model ${parentSlug}`) ?? (versions[0] && "version 0") ?? "";
  const other = useMemo(() => pick(choice, models, versions), [choice, models, versions]);
  const sides = useMemo(() => {
    if (good === undefined || other?.diagram === undefined) return undefined;
    const own = { title: good.diagram.header.title ?? "This model", diagram: good.diagram };
    const both = [{ title: other.title, diagram: other.diagram }, own] as const;
    return swapped ? ([both[1], both[0]] as const) : both;
  }, [good, other, swapped]);
  return (
    <Dialog title="Compare" close={close} className="full">
      <div className="compare-pick">
        <label htmlFor="compare-with">Compare this model with</label>
        <select
          id="compare-with"
          className="field"
          value={choice}
          onChange={({ target }) => setChosen(target.value)}
        >
          <option value="">choose…</option>
          {parentSlug !== undefined && (
            <option value={`model ${parentSlug}`}>the model it extends: {parentSlug}</option>
          )}
          {versions.length > 0 && (
            <optgroup label="Older versions">
              {versions.map((version, index) => (
                <option key={version.time} value={`version ${index}`}>
                  {new Date(version.time).toLocaleString()} {version.file}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="Catalogue">
            {models.map(({ slug }) => (
              <option key={slug} value={`model ${slug}`}>
                {slug}
              </option>
            ))}
          </optgroup>
        </select>
        <label className="check">
          <input type="checkbox" checked={all} onChange={({ target }) => setAll(target.checked)} />
          all {ORDERED_CRITERIA.length} criteria
        </label>
        <button type="button" className="button small" onClick={() => setSwapped(!swapped)}>
          Swap sides
        </button>
      </div>
      {good === undefined && <p className="note">This text has no diagram to compare yet.</p>}
      {other !== undefined && other.diagram === undefined && (
        <p className="note bad">The other model has an error and cannot be compared.</p>
      )}
      {sides !== undefined && <SideBySide sides={sides} all={all} />}
    </Dialog>
  );
}

interface Side {
  readonly title: string;
  readonly diagram: InfluenceDiagram;
}

/** What appeared and vanished from the left to the right; the right is placed like the left. */
function SideBySide({
  sides: [left, right],
  all,
}: {
  readonly sides: readonly [Side, Side];
  readonly all: boolean;
}) {
  const diff = useMemo(
    () => diffDesigns(left.diagram, right.diagram, all ? {} : { criteria: MAIN_CRITERIA }),
    [left, right, all],
  );
  return (
    <div className="compare-body">
      <Drawing
        title={left.title}
        diagram={left.diagram}
        marks={diff.verdicts.vanished}
        tone="calm"
        edges={diff.edgesRemoved}
      />
      <Drawing
        title={right.title}
        diagram={right.diagram}
        like={left.diagram}
        marks={diff.verdicts.appeared}
        tone="strong"
        edges={diff.edgesAdded}
      />
      <Words diff={diff} strangers={areStrangers(left.diagram, right.diagram)} />
    </div>
  );
}

/** Variables are compared by name: models that share none have nothing to compare. */
function areStrangers(one: InfluenceDiagram, other: InfluenceDiagram): boolean {
  return !one.nodes.some(({ name }) => other.idOf(name) !== undefined);
}

function Words({ diff, strangers }: { readonly diff: DesignDiff; readonly strangers: boolean }) {
  const { appeared, vanished, changed } = diff.verdicts;
  return (
    <section className="compare-words" aria-label="Differences in words" tabIndex={0}>
      <p role="status">
        From left to right: {appeared.length} appeared, {vanished.length} vanished, {changed.length}{" "}
        otherwise changed.
      </p>
      {strangers && (
        <p className="note">
          The two models share no variable. Variables are compared by name, so everything counts as
          added or removed; rename the variables of one to compare them.
        </p>
      )}
      <ul>
        {diff.sentences.map((sentence) => (
          <li
            key={sentence}
            className={
              /appear/iu.test(sentence) ? "appeared" : /vanish/iu.test(sentence) ? "vanished" : ""
            }
          >
            {sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}

function pick(
  choice: string,
  models: readonly CatalogueModel[],
  versions: readonly Version[],
): { readonly title: string; readonly diagram: InfluenceDiagram | undefined } | undefined {
  const [kind, ...rest] = choice.split(" ");
  const key = rest.join(" ");
  const text =
    kind === "model" ? models.find(({ slug }) => slug === key)?.text : versions[Number(key)]?.text;
  if (text === undefined || key === "") return undefined;
  const file = kind === "model" ? `${key}.cid` : versions[Number(key)]?.file;
  const { diagram } = loadModel(text, {
    ...(file !== undefined && { file }),
    resolve: resolveInCatalogue,
  });
  return { title: diagram?.header.title ?? key, diagram };
}
