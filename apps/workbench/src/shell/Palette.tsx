/** Find a command by typing: titles are matched word by word, in any order. */
import { COMMANDS, showKeys } from "@cidery/core/session";
import { Dialog as Radix } from "radix-ui";
import { useMemo, useState } from "react";
import { useChosenCommand, useFocusBack } from "../widgets/focusBack.ts";
import { commandContext } from "../state/commandContext.ts";
import { IS_MAC } from "../widgets/keyboard.ts";

export default function Palette({ close }: { readonly close: () => void }) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const found = useMemo(() => {
    const words = query
      .toLowerCase()
      .split(/\s+/u)
      .filter((word) => word !== "");
    return COMMANDS.filter((command) => {
      if (command.keysOnly) return false;
      const title = `${command.title} ${command.group}`.toLowerCase();
      return words.every((word) => title.includes(word));
    });
  }, [query]);
  const { choose, onCloseAutoFocus } = useChosenCommand(useFocusBack());
  const current = Math.min(at, found.length - 1);

  function run(index: number): void {
    const command = found[index];
    if (command === undefined) return;
    choose(command);
    close();
  }

  return (
    <Radix.Root open onOpenChange={(open) => !open && close()}>
      <Radix.Portal>
        <Radix.Overlay className="veil" />
        <Radix.Content
          className="dialog palette"
          aria-describedby={undefined}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <Radix.Title className="visually-hidden">Find a command</Radix.Title>
          <input
            className="palette-field"
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant={found[current] && `palette-${found[current].id}`}
            aria-label="Find a command"
            placeholder="What do you want to do?"
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setAt(0);
            }}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown") setAt(Math.min(current + 1, found.length - 1));
              else if (event.key === "ArrowUp") setAt(Math.max(current - 1, 0));
              else if (event.key === "Enter") run(current);
              else return;
              event.preventDefault();
            }}
          />
          <ul id="palette-list" className="palette-list" role="listbox" aria-label="Commands">
            {found.map((command, index) => {
              const reason = command.unavailable?.(commandContext);
              return (
                <li
                  key={command.id}
                  id={`palette-${command.id}`}
                  className="menu-item"
                  role="option"
                  aria-selected={index === current}
                  aria-disabled={reason !== undefined}
                  ref={(element) => {
                    if (index === current) element?.scrollIntoView({ block: "nearest" });
                  }}
                  onPointerMove={() => setAt(index)}
                  onClick={() => run(index)}
                >
                  <span>
                    {command.title}
                    <small>{reason ?? command.group}</small>
                  </span>
                  <span className="keys">
                    {command.keys[0] !== undefined &&
                      showKeys(command.keys[0], IS_MAC).map((key) => <kbd key={key}>{key}</kbd>)}
                  </span>
                </li>
              );
            })}
            {found.length === 0 && <li className="menu-label">No matching command</li>}
          </ul>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
