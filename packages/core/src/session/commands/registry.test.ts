import { describe, expect, it } from "vitest";
import { type matchesKey, showKeys } from "./keys.ts";
import { commandForKey, commandNamed, COMMANDS, runCommand } from "./registry.ts";
import { createSession } from "../session.ts";
import type { CommandHost } from "./host.ts";

const press = (key: string, more: Partial<Parameters<typeof matchesKey>[0]> = {}) => ({
  key,
  code: /^[a-z]$/iu.test(key) ? `Key${key.toUpperCase()}` : "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe("the list of commands", () => {
  it("has no two commands of one name, and no two for one key", () => {
    const ids = COMMANDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const keys = COMMANDS.flatMap((command) => command.keys);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it("offers every command in a menu, unless it only makes sense as a key", () => {
    for (const { id, keys, keysOnly } of COMMANDS) {
      if (keysOnly) expect(keys.length, id).toBeGreaterThan(0);
    }
  });

  it("finds commands by key where the focus is", () => {
    expect(commandForKey(press("n"), "canvas", false)?.id).toBe("insert.chance");
    expect(commandForKey(press("n"), "text", false)).toBeUndefined();
    expect(commandForKey(press("z", { ctrlKey: true }), "text", false)?.id).toBe("edit.undo");
    expect(commandForKey(press("z", { metaKey: true }), "text", true)?.id).toBe("edit.undo");
    expect(commandForKey(press("Z", { ctrlKey: true, shiftKey: true }), "text", false)?.id).toBe(
      "edit.redo",
    );
    expect(commandForKey(press("?", { shiftKey: true }), "canvas", false)?.id).toBe("help.keys");
    expect(commandForKey(press("!", { shiftKey: true, code: "Digit1" }), "canvas", false)?.id).toBe(
      "view.fit",
    );
    expect(commandForKey(press("1", { code: "Digit1" }), "canvas", false)?.id).toBe(
      "answers.criterion1",
    );
    expect(commandForKey(press("j"), "canvas", false)?.id).toBe("node.connect");
    expect(commandForKey(press("q"), "canvas", false)).toBeUndefined();
  });

  it("shows keys as the system writes them", () => {
    expect(showKeys("Mod+Shift+Z", false)).toEqual(["Ctrl", "Shift", "Z"]);
    expect(showKeys("Mod+Shift+Z", true)).toEqual(["⌘", "⇧", "Z"]);
    expect(showKeys("Mod++", false)).toEqual(["Ctrl", "+"]);
  });

  it("says why a command cannot run", () => {
    const said: string[] = [];
    const host = {
      announce: (message: string) => void said.push(message),
    } as unknown as CommandHost;
    const session = createSession({ text: "chance A\n", now: () => 0 });
    expect(runCommand(commandNamed("edit.undo"), { session, host })).toBe(false);
    expect(runCommand(commandNamed("node.decision"), { session, host })).toBe(false);
    expect(said).toEqual(["Undo: nothing to undo", "Make it a decision node: select a node first"]);
    session.setText("chance", "typing");
    expect(runCommand(commandNamed("edit.undo"), { session, host })).toBe(true);
    expect(session.state().text).toBe("chance A\n");
  });
});
