/**
 * The menu of a phone: what one wants to do first, then the commands of that task, without the keys
 * that a phone does not have.
 */
import type { Command, CommandGroup } from "@cidery/core/session";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useEffect, useRef } from "react";
import { CommandItems } from "../widgets/CommandItems.tsx";

/** Each group of commands as a task. */
const TASKS: Readonly<Record<CommandGroup, string>> = {
  File: "Open, save, share",
  Edit: "Undo, copy, delete",
  Insert: "Add nodes and arrows",
  Node: "Change the selected node",
  View: "What the picture shows",
  Answers: "Answers and numbers",
  Help: "Help",
};

export function TaskMenu({
  task,
  show,
  choose,
}: {
  readonly task: CommandGroup | undefined;
  readonly show: (task: CommandGroup | undefined) => void;
  readonly choose: (command: Command) => void;
}) {
  const first = useRef<HTMLDivElement>(null);
  // What had the focus is gone with the list before.
  useEffect(() => first.current?.focus(), [task]);
  if (task === undefined) {
    return Object.entries(TASKS).map(([group, title], index) => (
      <DropdownMenu.Item
        key={group}
        ref={index === 0 ? first : undefined}
        className="menu-item task"
        data-task={group}
        onSelect={(event) => {
          event.preventDefault();
          show(group as CommandGroup);
        }}
      >
        <span>{title}</span>
        <ChevronRight size={16} aria-hidden="true" />
      </DropdownMenu.Item>
    ));
  }
  return (
    <>
      <DropdownMenu.Item
        ref={first}
        className="menu-item task back"
        aria-label={`Back from ${TASKS[task]}`}
        onSelect={(event) => {
          event.preventDefault();
          show(undefined);
        }}
      >
        <ChevronLeft size={16} aria-hidden="true" />
        <span>{TASKS[task]}</span>
      </DropdownMenu.Item>
      <DropdownMenu.Separator className="menu-line" />
      <CommandItems group={task} choose={choose} />
    </>
  );
}
