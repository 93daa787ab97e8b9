/** Commands as items of a menu, with their keys, and why those that are grey cannot run. */
import { COMMANDS, type Command, type CommandGroup, showKeys } from "@cidery/core/session";
import { DropdownMenu } from "radix-ui";
import { Fragment } from "react";
import { useReason } from "./CommandButton.tsx";
import { IS_MAC } from "./keyboard.ts";

function everything(): boolean {
  return true;
}

/** Commands of a group; a line where the second part of the id's first word changes. */
export function CommandItems({
  group,
  choose,
  only = everything,
}: {
  readonly group: CommandGroup;
  readonly choose: (command: Command) => void;
  /** Which of them. */
  readonly only?: (command: Command) => boolean;
}) {
  const commands = COMMANDS.filter(
    (command) => command.group === group && !command.keysOnly && only(command),
  );
  return commands.map((command, index) => {
    const before = commands[index - 1];
    const apart = before !== undefined && sectionOf(before) !== sectionOf(command);
    return (
      <Fragment key={command.id}>
        {apart && <DropdownMenu.Separator className="menu-line" />}
        <Item command={command} choose={choose} />
      </Fragment>
    );
  });
}

function sectionOf({ id }: Command): string {
  return id
    .split(".")
    .slice(0, id.startsWith("node.align") || id.startsWith("insert.connected") ? 2 : 1)
    .join(".");
}

function Item({
  command,
  choose,
}: {
  readonly command: Command;
  readonly choose: (command: Command) => void;
}) {
  const reason = useReason(command);
  const [keys] = command.keys;
  return (
    <DropdownMenu.Item
      className="menu-item"
      disabled={reason !== undefined}
      data-command={command.id}
      title={reason}
      onSelect={() => choose(command)}
    >
      <span>{command.title}</span>
      {keys !== undefined && (
        <span className="keys">
          {showKeys(keys, IS_MAC).map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      )}
    </DropdownMenu.Item>
  );
}
