/** Name of the document, menus made of the command list, and the few buttons used most. */
import { type CommandGroup, commandNamed } from "@cidery/core/session";
import { GitCompareArrows, LayoutGrid, Menu, Redo2, Search, Share2, Undo2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, useRef, useState } from "react";
import { useDocumentPart } from "../state/document.ts";
import { CommandButton } from "../widgets/CommandButton.tsx";
import { CommandItems } from "../widgets/CommandItems.tsx";
import { useChosenCommand } from "../widgets/focusBack.ts";
import { TaskMenu } from "./TaskMenu.tsx";

const GROUPS: readonly CommandGroup[] = [
  "File",
  "Edit",
  "Insert",
  "Node",
  "View",
  "Answers",
  "Help",
];

export function TopBar() {
  const file = useDocumentPart((state) => state.file);
  const headline = useDocumentPart(({ good }) => good?.diagram.header.title);
  const title = headline ?? file?.split("/").at(-1) ?? "Untitled model";
  const [whole, setWhole] = useState(false);
  return (
    <header className="topbar">
      <div className="brand">
        <Logo />
        <span>Cidery</span>
      </div>
      <nav className="group wide-only" aria-label="Menus">
        {GROUPS.map((group) => (
          <CommandMenu key={group} group={group} align="start" className="button quiet">
            {group}
          </CommandMenu>
        ))}
      </nav>
      <div className="document-name">
        <h1>
          <button
            type="button"
            className={whole ? "whole" : ""}
            title={file === undefined ? title : `${title} — ${file}`}
            aria-expanded={whole}
            onClick={() => setWhole(!whole)}
          >
            {title}
          </button>
        </h1>
      </div>
      <span className="space" />
      <div className="group">
        <CommandButton command={commandNamed("edit.undo")} icon={<Undo2 size={17} />} />
        <CommandButton command={commandNamed("edit.redo")} icon={<Redo2 size={17} />} />
      </div>
      <span className="divider wide-only" />
      <div className="group wide-only">
        <CommandButton command={commandNamed("help.palette")} icon={<Search size={16} />} />
        <CommandButton
          command={commandNamed("file.gallery")}
          icon={<LayoutGrid size={15} />}
          label="Gallery"
          className="quiet"
        />
        <CommandButton
          command={commandNamed("view.compare")}
          icon={<GitCompareArrows size={15} />}
          label="Compare"
          className="quiet"
        />
        <CommandButton
          command={commandNamed("file.share")}
          icon={<Share2 size={15} />}
          label="Share"
          className="primary"
        />
      </div>
      <div className="group phone-only">
        <CommandButton command={commandNamed("file.share")} icon={<Share2 size={18} />} />
        <CommandMenu align="end" className="button icon quiet" label="All commands">
          <Menu size={20} />
        </CommandMenu>
      </div>
    </header>
  );
}

/** The commands of a group; without one, those of all, by task. */
function CommandMenu({
  group,
  align,
  className,
  label,
  children,
}: {
  readonly group?: CommandGroup;
  readonly align: "start" | "end";
  readonly className: string;
  readonly label?: string;
  readonly children: ReactNode;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const outside = useRef(false);
  const [task, setTask] = useState<CommandGroup>();
  const [bar, setBar] = useState<HTMLElement | null>(null);
  const { choose, onCloseAutoFocus } = useChosenCommand((event) => {
    event.preventDefault();
    // A press elsewhere has taken the focus there.
    if (!outside.current) button.current?.focus();
    outside.current = false;
  });
  return (
    <DropdownMenu.Root
      modal={false}
      onOpenChange={() => {
        setTask(undefined);
        // From the first moment on: in another place it would be another menu.
        setBar(button.current?.closest<HTMLElement>(".topbar") ?? null);
      }}
    >
      <DropdownMenu.Trigger ref={button} className={className} aria-label={label}>
        {children}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={bar}>
        <DropdownMenu.Content
          className="menu"
          align={align}
          sideOffset={4}
          onInteractOutside={() => {
            outside.current = true;
          }}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          {group === undefined ? (
            <TaskMenu task={task} show={setTask} choose={choose} />
          ) : (
            <CommandItems group={group} choose={choose} />
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Logo() {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="14" fill="#1b5fa6" />
      <g fill="#fff" fillOpacity=".22" stroke="#fff" strokeWidth="4" strokeLinejoin="round">
        <rect x="9" y="24" width="16" height="16" rx="1" />
        <path d="M47 20 58 32 47 44 36 32Z" />
        <path d="M27 32h6" />
      </g>
    </svg>
  );
}
