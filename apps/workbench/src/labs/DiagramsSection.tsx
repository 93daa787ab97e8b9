/** The first diagram beside another one: what the edit is, and which incentives go and come. */
import type { Lab } from "@cidery/core/lab";
import { SquarePen } from "lucide-react";
import { Tabs } from "radix-ui";
import { type ReactNode, useState } from "react";
import { openDocument } from "../documents/documents.ts";
import { toast } from "../state/ui.ts";
import { undoOffer } from "../state/offers.ts";
import { StaticCards } from "../widgets/StaticCards.tsx";
import { LabDrawing } from "./LabDrawing.tsx";
import { labDiagram } from "../state/labDiagram.ts";
import { type LabEdit, labEdit } from "./labDiagrams.ts";
import { closeLab } from "./labRoute.ts";
import { labTexts } from "../state/labTexts.ts";
import { useNarrow } from "./useNarrow.ts";

export function DiagramsSection({ lab }: { readonly lab: Lab }) {
  const [first, ...variants] = lab.diagrams;
  const [chosen, setChosen] = useState(variants[0]?.file);
  const [side, setSide] = useState("first");
  const narrow = useNarrow();
  if (first === undefined) return <p className="empty">This lab has no diagram.</p>;
  const variant = variants.find(({ file }) => file === chosen);
  const edit = variant && labEdit(lab.id, first.file, variant.file);
  const left = (
    <Side lab={lab} file={first.file} title={first.title}>
      <LabDrawing
        id={`lab-first-${lab.id}`}
        label={`Diagram: ${first.title}`}
        diagram={labDiagram(lab.id, first.file)}
        {...(edit && {
          edges: edit.diff.edgesRemoved,
          nodes: [...edit.diff.nodesRemoved, ...edit.diff.nodesChanged, ...edit.mechanisms],
          changes: edit.diff.verdicts.vanished,
        })}
        changeTone="calm"
      />
      <StaticCards diagram={labDiagram(lab.id, first.file)} />
    </Side>
  );
  if (variant === undefined || edit === undefined) return left;
  const right = (
    <Side lab={lab} file={variant.file} title={variant.title}>
      <LabDrawing
        id={`lab-second-${lab.id}`}
        label={`Diagram: ${variant.title}`}
        diagram={labDiagram(lab.id, variant.file)}
        like={labDiagram(lab.id, first.file)}
        edges={edit.diff.edgesAdded}
        nodes={[...edit.diff.nodesAdded, ...edit.diff.nodesChanged, ...edit.mechanisms]}
        changes={edit.diff.verdicts.appeared}
      />
    </Side>
  );
  return (
    <>
      {variants.length > 1 && (
        <fieldset className="lab-choice">
          <legend>Compare “{first.title}” with</legend>
          {variants.map(({ file, title }) => (
            <button
              key={file}
              type="button"
              className="chip"
              aria-pressed={file === chosen}
              onClick={() => setChosen(file)}
            >
              {title}
            </button>
          ))}
        </fieldset>
      )}
      {narrow ? (
        <Tabs.Root className="lab-tabs" value={side} onValueChange={setSide}>
          <Tabs.List aria-label="Diagrams">
            <Tabs.Trigger className="chip" value="first">
              {first.title}
            </Tabs.Trigger>
            <Tabs.Trigger className="chip" value="second">
              {variant.title}
            </Tabs.Trigger>
          </Tabs.List>
          <Tabs.Content value="first">{left}</Tabs.Content>
          <Tabs.Content value="second">{right}</Tabs.Content>
        </Tabs.Root>
      ) : (
        <div className="lab-sides">
          {left}
          {right}
        </div>
      )}
      <EditWords edit={edit} summary={variant.edit} />
    </>
  );
}

function Side({
  lab,
  file,
  title,
  children,
}: {
  readonly lab: Lab;
  readonly file: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="lab-side" aria-label={`Diagram: ${title}`} data-file={file}>
      <header>
        <h4>{title}</h4>
        <button
          type="button"
          className="button quiet small"
          onClick={() => {
            const text = labTexts.get(`${lab.id}/${file}`);
            if (text === undefined) return;
            openDocument({ text, file: `labs/${lab.id}/${file}` }, `open ${lab.id}/${file}`);
            closeLab();
            const undo = undoOffer();
            toast(`Opened ${file} of the lab ${lab.title}`, { action: undo });
          }}
        >
          <SquarePen size={14} aria-hidden="true" /> Open in the editor
        </button>
      </header>
      {children}
    </section>
  );
}

function EditWords({
  edit,
  summary,
}: {
  readonly edit: LabEdit;
  readonly summary: string | undefined;
}) {
  const { diff, mechanisms, parameters, text } = edit;
  const { appeared, vanished } = diff.verdicts;
  const structural = diff.sentences.filter((one) => !/same structure/u.test(one));
  return (
    <section
      className={text === "" ? "lab-edit without-text" : "lab-edit"}
      aria-label="The edit in words"
    >
      {summary !== undefined && (
        <p className="lab-edit-summary">
          <b>The edit:</b> {summary}
        </p>
      )}
      <div className="lab-edit-columns">
        <div>
          <ul className="lab-changes">
            {parameters.map((one) => (
              <li key={one}>
                Parameter <code>{one}</code>.
              </li>
            ))}
            {mechanisms.length > 0 && (
              <li>
                Computed in another way: <b>{mechanisms.join(", ")}</b>.
              </li>
            )}
            {structural.map((sentence) => (
              <li
                key={sentence}
                className={
                  sentence.endsWith("appeared.")
                    ? "appeared"
                    : sentence.endsWith("vanished.")
                      ? "vanished"
                      : ""
                }
              >
                {sentence}
              </li>
            ))}
            {appeared.length + vanished.length === 0 && (
              <li>No incentive of the four main criteria appears or vanishes.</li>
            )}
          </ul>
          <p className="faint">
            In the pictures: what the edit changes is orange; a green badge is an incentive that the
            edit takes away, a red one an incentive that it brings, a grey one stands in both.
          </p>
        </div>
        {text !== "" && (
          <figure>
            <figcaption className="faint">The variant as written in its file</figcaption>
            <pre tabIndex={0} aria-label="Text of the variant">
              {text}
            </pre>
          </figure>
        )}
      </div>
    </section>
  );
}
