/**
 * The menu of the right button, of a long press, and of the menu key: about the node or arrow under it, or
 * about the place on the canvas.
 */
import { useReactFlow } from "@xyflow/react";
import { type Command, createNode } from "@cidery/core/session";
import { DropdownMenu } from "radix-ui";
import { type RefObject, useEffect, useState } from "react";
import { announce } from "../state/announce.ts";
import { session } from "../state/document.ts";
import { CommandItems } from "../widgets/CommandItems.tsx";
import { useChosenCommand } from "../widgets/focusBack.ts";
import { focusNode } from "./focus.ts";
import { placeNew } from "./placeNew.ts";
import { isOneStep } from "./scene.ts";
import { edgeOf } from "./useCanvasElements.ts";

interface Opened {
  readonly x: number;
  readonly y: number;
  readonly about: "node" | "arrow" | "canvas";
  readonly name: string | undefined;
}

export function CanvasMenu({ area }: { readonly area: RefObject<HTMLDivElement | null> }) {
  const [opened, setOpened] = useState<Opened>();
  useEffect(() => listen(area.current, setOpened), [area]);
  const { choose, onCloseAutoFocus } = useChosenCommand((event) => {
    event.preventDefault();
    const { name } = opened ?? {};
    if (name === undefined) area.current?.focus();
    else focusNode(name);
  });
  return (
    <DropdownMenu.Root
      modal={false}
      open={opened !== undefined}
      onOpenChange={(open) => !open && setOpened(undefined)}
    >
      <DropdownMenu.Trigger asChild>
        <button
          type="button"
          className="menu-anchor"
          aria-hidden="true"
          style={{ left: opened?.x, top: opened?.y }}
          tabIndex={-1}
        />
      </DropdownMenu.Trigger>
      {/* Inside the landmark that it is about, where going from landmark to landmark finds it. */}
      <DropdownMenu.Portal container={area.current?.closest("main")}>
        <DropdownMenu.Content
          className="menu"
          align="start"
          sideOffset={2}
          aria-label={opened?.name ?? "Diagram"}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          {opened !== undefined && <Entries opened={opened} choose={choose} />}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const EDITS = ["edit.delete", "edit.copy", "edit.cut", "edit.duplicate", "edit.paste"];

function Entries({
  opened: { about, x, y },
  choose,
}: {
  readonly opened: Opened;
  readonly choose: (command: Command) => void;
}) {
  const edits = (wanted: readonly string[]) => (
    <CommandItems group="Edit" choose={choose} only={({ id }) => wanted.includes(id)} />
  );
  if (about === "arrow") return edits(["edit.delete"]);
  if (about === "canvas")
    return (
      <>
        <NewHere x={x} y={y} />
        <DropdownMenu.Separator className="menu-line" />
        {edits(["edit.paste", "edit.all"])}
        <CommandItems
          group="View"
          choose={choose}
          only={({ id }) => ["view.fit", "view.tidy"].includes(id)}
        />
      </>
    );
  return (
    <>
      <CommandItems
        group="Node"
        choose={choose}
        only={({ id }) => !id.startsWith("node.align") && id !== "node.step"}
      />
      <DropdownMenu.Separator className="menu-line" />
      {edits(EDITS)}
    </>
  );
}

function NewHere({ x, y }: { readonly x: number; readonly y: number }) {
  const flow = useReactFlow();
  return (["chance", "decision", "utility"] as const).map((kind) => (
    <DropdownMenu.Item
      key={kind}
      className="menu-item"
      onSelect={() => {
        // The field for its name opens once the menu has given the focus back.
        setTimeout(() => {
          const made = createNode(session, kind);
          if (announce(made) && made.name !== undefined)
            placeNew(made.name, flow.screenToFlowPosition({ x, y }));
        });
      }}
    >
      {`New ${kind} node here`}
    </DropdownMenu.Item>
  ));
}

/** What is under the pointer is selected first, so that the commands are about it. */
function listen(area: HTMLDivElement | null, open: (opened: Opened) => void): () => void {
  const onMenu = (event: MouseEvent): void => {
    const { target } = event;
    if (!(target instanceof Element)) return;
    if (target.closest("input, textarea, select, .table-editor") !== null) return;
    const node = target.closest<HTMLElement>(".react-flow__node")?.dataset["id"];
    const arrow = target.closest<HTMLElement>(".react-flow__edge")?.dataset["id"];
    const isPane = target.closest(".react-flow__pane") !== null || target === area;
    if (node === undefined && arrow === undefined && !isPane) return;
    event.preventDefault();
    const { selection } = session.state();
    if (node !== undefined && !selection.nodes.includes(node))
      session.select({ nodes: [node], edges: [] });
    if (node === undefined && arrow !== undefined)
      session.select({ nodes: [], edges: [edgeOf(arrow, isOneStep())] });
    const box = target.getBoundingClientRect();
    // The menu key has no place of its own.
    const isKey = event.clientX === 0 && event.clientY === 0;
    open({
      x: isKey ? box.left + box.width / 2 : event.clientX,
      y: isKey ? box.bottom : event.clientY,
      about: node !== undefined ? "node" : arrow !== undefined ? "arrow" : "canvas",
      name: node,
    });
  };
  area?.addEventListener("contextmenu", onMenu);
  return () => area?.removeEventListener("contextmenu", onMenu);
}
