/**
 * Two models side by side: which incentives appeared and vanished from the left to the right, in
 * words and on the pictures. Left is what this model extends, an older version, any model, or what a link brought.
 */
import { diffDesigns, type DesignDiff, type InfluenceDiagram } from "@cidery/core";
import { Share2 } from "lucide-react";
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { type CatalogueModel, loadCatalogue, slugOf } from "../state/catalogue.ts";
import { diagramOfOther, type OtherModel, useComparison } from "../state/comparison.ts";
import { useDocument } from "../state/document.ts";
import { documentId } from "../documents/autosave.ts";
import { isLocal } from "../documents/base.ts";
import { COMFORTABLE_LENGTH, comparisonAddress } from "../documents/link.ts";
import { readVersions, type Version } from "../documents/store.ts";
import { ORDERED_CRITERIA, MAIN_CRITERIA } from "../state/criteria.ts";
import { Copyable } from "../widgets/Copyable.tsx";
import { Dialog } from "../widgets/Dialog.tsx";
import { Drawing } from "./Drawing.tsx";
import { layoutsInRoom, type Room } from "./layoutLike.ts";

export default function CompareScreen({ close }: { readonly close: () => void }) {
  const { good, file } = useDocument();
  const [models, setModels] = useState<readonly CatalogueModel[]>([]);
  const [versions, setVersions] = useState<readonly Version[]>([]);
  const { choice: chosen, all, swapped, linked } = useComparison();
  useEffect(() => {
    void loadCatalogue().then(setModels);
    void readVersions(documentId()).then(setVersions);
  }, []);
  const parent = /^\s*extends\s+"([^"]+)"/mu.exec(good?.text ?? "")?.[1];
  const parentSlug = parent === undefined || models.length === 0 ? undefined : slugOf(parent, file);
  const choice =
    chosen ?? (parentSlug && `model ${parentSlug}`) ?? (versions[0] && "version 0") ?? "";
  // A link's text may extend a model of the catalogue, which has to be here first.
  const isReady = models.length > 0;
  const other = useMemo(
    () => (isReady ? pick(choice, { models, versions, linked }) : undefined),
    [choice, isReady, models, versions, linked],
  );
  const diagram = useMemo(() => other && diagramOfOther(other), [other]);
  const sides = useMemo(() => {
    if (good === undefined || other === undefined || diagram === undefined) return undefined;
    const own = { title: good.diagram.header.title ?? "This model", diagram: good.diagram };
    const both = [{ title: diagram.header.title ?? other.file ?? "Other", diagram }, own] as const;
    return swapped ? ([both[1], both[0]] as const) : both;
  }, [good, other, diagram, swapped]);
  return (
    <Dialog title="Compare" close={close} className="full">
      <div className="compare-pick">
        <label htmlFor="compare-with">Compare this model with</label>
        <select
          id="compare-with"
          className="field"
          value={choice}
          onChange={({ target }) => useComparison.setState({ choice: target.value })}
        >
          <option value="">choose…</option>
          {linked !== undefined && (
            <option value="link">the model of the link{linked.file && `: ${linked.file}`}</option>
          )}
          {parentSlug !== undefined && (
            <option value={`model ${parentSlug}`}>the model it extends: {parentSlug}</option>
          )}
          <Others models={models} versions={versions} />
        </select>
        <label className="check">
          <input
            type="checkbox"
            checked={all}
            onChange={({ target }) => useComparison.setState({ all: target.checked })}
          />
          all {ORDERED_CRITERIA.length} criteria
        </label>
        <button
          type="button"
          className="button small"
          onClick={() => useComparison.setState({ swapped: !swapped })}
        >
          Swap sides
        </button>
        {other !== undefined && sides !== undefined && <ShareComparison other={other} />}
      </div>
      {good === undefined && <p className="note">This text has no diagram to compare yet.</p>}
      {other !== undefined && diagram === undefined && (
        <p className="note bad">The other model has an error and cannot be compared.</p>
      )}
      {sides !== undefined && <SideBySide sides={sides} all={all} />}
    </Dialog>
  );
}

/** What else it can be compared with, in groups. */
function Others({
  models,
  versions,
}: {
  readonly models: readonly CatalogueModel[];
  readonly versions: readonly Version[];
}) {
  return (
    <>
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
    </>
  );
}

/** A link that opens both models side by side, as they stand here. */
function ShareComparison({ other }: { readonly other: OtherModel }) {
  const [isOpen, setIsOpen] = useState(false);
  const address = isOpen ? comparisonAddress(other) : "";
  return (
    <>
      <button
        type="button"
        className="button small"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Share2 size={14} />
        Share
      </button>
      {isOpen && (
        <div className="compare-link">
          <Copyable label="Link to this comparison, with both models in it" text={address} />
          {isLocal(address) && (
            <p className="note" role="status">
              Only this computer can open it; <em>Share</em> in the bar takes the address of another
              workbench.
            </p>
          )}
          {address.length > COMFORTABLE_LENGTH && (
            <p className="note">
              It has {address.length.toLocaleString("en")} characters; some programs cut long ones
              off. A damaged link is recognised, never shown as another model.
            </p>
          )}
        </div>
      )}
    </>
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
  const body = useRef<HTMLDivElement>(null);
  const room = useRoom(body);
  const [first, second] = useMemo(
    () => layoutsInRoom(left.diagram, right.diagram, room),
    [left, right, room],
  );
  return (
    <div className="compare-body" ref={body}>
      <Drawing
        title={left.title}
        diagram={left.diagram}
        layout={first}
        marks={diff.verdicts.vanished}
        tone="calm"
        edges={diff.edgesRemoved}
      />
      <Drawing
        title={right.title}
        diagram={right.diagram}
        layout={second}
        marks={diff.verdicts.appeared}
        tone="strong"
        edges={diff.edgesAdded}
      />
      <Words diff={diff} strangers={areStrangers(left.diagram, right.diagram)} />
    </div>
  );
}

/** A laptop's, until the page was measured. */
const USUAL: Room = { width: 400, height: 560 };
/** Beside a picture: its frame, and its title above it. */
const AROUND = { width: 24, height: 60 };

/** What each of the two pictures has, and again when the window changes. */
function useRoom(body: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState(USUAL);
  useLayoutEffect(() => {
    const measure = (): void => {
      const side = body.current?.querySelector(".compare-side");
      if (!body.current || !side) return;
      // One below the other, they may be as high as they like.
      const isBeside = side.clientWidth < body.current.clientWidth / 2;
      const width = side.clientWidth - AROUND.width;
      const height = isBeside ? body.current.clientHeight - AROUND.height : Infinity;
      setRoom((before) =>
        before.width === width && before.height === height ? before : { width, height },
      );
    };
    measure();
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, [body]);
  return room;
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
  known: {
    readonly models: readonly CatalogueModel[];
    readonly versions: readonly Version[];
    readonly linked: OtherModel | undefined;
  },
): OtherModel | undefined {
  const [kind, ...rest] = choice.split(" ");
  const key = rest.join(" ");
  if (kind === "link") return known.linked;
  if (key === "") return undefined;
  if (kind === "version") return known.versions[Number(key)];
  const text = known.models.find(({ slug }) => slug === key)?.text;
  return text === undefined ? undefined : { text, file: `${key}.cid` };
}
