/** One table of commands: keys never collide, everything in it can be asked at any time. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Command } from "./command.ts";
import type { CommandHost } from "./host.ts";
import type { CutPlan } from "../cutPlan.ts";
import type { KeyPress } from "./keys.ts";
import type { Focus } from "./registry.ts";
import { createSession } from "../session.ts";
import { matchesKey, showKeys } from "./keys.ts";
import { commandForKey, commandNamed, COMMANDS, runCommand } from "./registry.ts";

const FOCI: readonly Focus[] = ["canvas", "text", "elsewhere"];

/** What a keyboard of the United States sends for a combination. */
function press(combination: string, isMac = false): KeyPress {
  const parts = combination.split(/\+(?=.)/u);
  const key = parts.at(-1) as string;
  const mod = parts.includes("Mod");
  const shift = parts.includes("Shift");
  const isLetter = /^[A-Z]$/u.test(key);
  return {
    key: isLetter && !shift ? key.toLowerCase() : shift && key === "1" ? "!" : key,
    code: isLetter ? `Key${key}` : /^\d$/u.test(key) ? `Digit${key}` : key,
    ctrlKey: mod && !isMac,
    metaKey: mod && isMac,
    altKey: parts.includes("Alt"),
    shiftKey: shift || key === "?" || key === "+",
  };
}

/** A page that notes what it was asked. */
function page(): { readonly host: CommandHost; readonly asked: string[] } {
  const asked: string[] = [];
  let clipboard = "";
  const note =
    (name: string) =>
    (...parts: readonly unknown[]): void => {
      asked.push([name, ...parts.filter((part) => typeof part !== "object")].join(" "));
    };
  const host: CommandHost = {
    places: () => new Map(["S", "D", "U"].map((name, at) => [name, { x: at * 100, y: 0 }])),
    centreOfView: () => ({ x: 0, y: 0 }),
    readClipboard: () => Promise.resolve(clipboard),
    writeClipboard(text) {
      clipboard = text;
    },
    show: note("show"),
    announce: note("announce"),
    newModel: note("newModel"),
    openFile: note("openFile"),
    saveFile: note("saveFile"),
    duplicateModel: note("duplicateModel"),
    openDocumentation: note("openDocumentation"),
    exportAs: note("exportAs"),
    copyImage: note("copyImage"),
    zoom: note("zoom"),
    startRename: note("startRename"),
    startLabel: note("startLabel"),
    startTable: note("startTable"),
    startConnect: note("startConnect"),
    startSheet: note("startSheet"),
    chooseKind: note("chooseKind"),
    placeNew: note("placeNew"),
    focusNode: note("focusNode"),
    toggleStory: note("toggleStory"),
    present: note("present"),
    showHelp: note("showHelp"),
    toggleText: note("toggleText"),
    toggleFold: note("toggleFold"),
    cycleDirection: note("cycleDirection"),
    toggleUtilities: note("toggleUtilities"),
    toggleOverlay: note("toggleOverlay"),
    toggleLegend: note("toggleLegend"),
    chooseNumbers: note("chooseNumbers"),
    showCriterion: note("showCriterion"),
    tidy: note("tidy"),
    cycleTheme: note("cycleTheme"),
    runNumbers: note("runNumbers"),
    stopNumbers: note("stopNumbers"),
    fillNumbers: note("fillNumbers"),
    clearEvidence: note("clearEvidence"),
    cancel() {
      asked.push("cancel");
      return false;
    },
  };
  return { host, asked };
}

const MODEL = "chance S\ndecision D sees S\nutility U from S, D\n";

describe("the table of commands", () => {
  it("names every command once, in words, and shows its keys", () => {
    const ids = COMMANDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const titles = COMMANDS.filter(({ keysOnly }) => keysOnly !== true).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const { id, title, keys, keysOnly } of COMMANDS) {
      expect(id).toMatch(/^[a-z]+(?:\.[a-zA-Z0-9]+)+$/u);
      expect(title).toMatch(/^[A-Z].*\S$/u);
      if (keysOnly === true) expect(keys.length).toBeGreaterThan(0);
      for (const combination of keys) {
        for (const isMac of [false, true]) {
          const shown = showKeys(combination, isMac);
          expect(shown.length).toBe(combination.split(/\+(?=.)/u).length);
          expect(shown.every((part) => part.trim() !== "")).toBe(true);
        }
      }
      expect(commandNamed(id).id).toBe(id);
    }
    expect(() => commandNamed("no.such")).toThrow(/no command no.such/);
  });

  it("gives every key press one meaning wherever the focus is", () => {
    for (const isMac of [false, true]) {
      for (const focus of FOCI) {
        for (const { keys } of COMMANDS) {
          for (const combination of keys) {
            const meant = COMMANDS.filter(
              (command) =>
                isHeard(command, focus) &&
                command.keys.some((other) => matchesKey(press(combination, isMac), other, isMac)),
            );
            expect(meant.length, `${combination} on ${focus}`).toBeLessThanOrEqual(1);
          }
        }
      }
    }
  });

  it("finds each command by each of its keys, where they act, and nowhere else", () => {
    for (const command of COMMANDS) {
      for (const combination of command.keys) {
        for (const focus of FOCI) {
          const found = commandForKey(press(combination), focus, false);
          if (isHeard(command, focus)) expect(found, combination).toBe(command);
          else expect(found, `${combination} on ${focus}`).toBeUndefined();
        }
      }
    }
  });

  it("leaves single letters, digits and arrows to the text and to fields", () => {
    for (const key of "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789?".split("")) {
      const typed = { ...press(key), shiftKey: /[A-Z?]/u.test(key) };
      expect(commandForKey(typed, "text", false)).toBeUndefined();
    }
    for (const key of ["Delete", "Backspace", "Enter", "ArrowUp", "Escape", "Mod+C", "Mod+A"]) {
      expect(commandForKey(press(key), "text", false)).toBeUndefined();
    }
  });

  it.each([
    ["N", "insert.chance"],
    ["C", "node.chance"],
    ["D", "node.decision"],
    ["U", "node.utility"],
    ["A", "node.agent"],
    ["Enter", "node.rename"],
    ["F2", "node.rename"],
    ["Escape", "edit.cancel"],
    ["Delete", "edit.delete"],
    ["Backspace", "edit.delete"],
    ["ArrowLeft", "walk.left"],
    ["Alt+ArrowDown", "walk.edge.down"],
    ["Mod+ArrowRight", "insert.connected.right"],
    ["Shift+1", "view.fit"],
    ["Mod+0", "view.zoomActual"],
    ["Mod++", "view.zoomIn"],
    ["Mod+-", "view.zoomOut"],
    ["I", "answers.overlay"],
    ["1", "answers.criterion1"],
    ["9", "answers.criterion9"],
    ["Mod+Enter", "answers.run"],
    ["Alt+Shift+F", "edit.format"],
    ["Mod+K", "help.palette"],
    ["?", "help.keys"],
    ["Mod+Z", "edit.undo"],
    ["Mod+Shift+Z", "edit.redo"],
    ["Mod+C", "edit.copy"],
    ["Mod+X", "edit.cut"],
    ["Mod+V", "edit.paste"],
    ["Mod+S", "file.save"],
  ])("%s means %s on the canvas", (combination, id) => {
    expect(commandForKey(press(combination), "canvas", false)?.id).toBe(id);
    expect(commandForKey(press(combination, true), "canvas", true)?.id).toBe(id);
  });

  it("hears keys on keyboards that type other signs", () => {
    const plain = press("Z");
    const cyrillic = { ...plain, key: "я", ctrlKey: true };
    expect(commandForKey(cyrillic, "canvas", false)?.id).toBe("edit.undo");
    const german = { ...press("?"), code: "Minus" };
    expect(commandForKey(german, "canvas", false)?.id).toBe("help.keys");
    const french = { ...plain, key: "z", code: "KeyW", ctrlKey: true };
    expect(commandForKey(french, "canvas", false)?.id).toBe("edit.undo");
    const macAlt = { ...press("Alt+Shift+F", true), key: "Ï" };
    expect(commandForKey(macAlt, "text", true)?.id).toBe("edit.format");
  });

  it("answers any key press without a mistake", () => {
    const anyPress = fc.record({
      key: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom("Dead", "Process", "Enter", "ß")),
      code: fc.string({ maxLength: 6 }),
      ctrlKey: fc.boolean(),
      metaKey: fc.boolean(),
      altKey: fc.boolean(),
      shiftKey: fc.boolean(),
    });
    fc.assert(
      fc.property(anyPress, fc.constantFrom(...FOCI), fc.boolean(), (any, focus, isMac) => {
        const found = commandForKey(any, focus, isMac);
        expect(found === undefined || isHeard(found, focus)).toBe(true);
      }),
      { seed: 6, numRuns: 1000 },
    );
  });
});

describe("every command", () => {
  const texts = [MODEL, "", "chance (", "agent a\nagent b\nchance S\ndecision D by a\n"];
  const selections = [[], ["S"], ["S", "D"], ["gone"]];

  it("either runs or says why not, in any state of the document", async () => {
    for (const text of texts) {
      for (const nodes of selections) {
        for (const command of COMMANDS) {
          const session = createSession({ now: () => 0, text });
          session.select({ nodes });
          const { host, asked } = page();
          const context = { session, host };
          const reason = command.unavailable?.(context);
          if (reason !== undefined) expect(reason).toMatch(/\S/);
          const ran = runCommand(command, context);
          await Promise.resolve();
          expect(ran, command.id).toBe(reason === undefined);
          if (!ran) expect(asked).toEqual([`announce ${command.title}: ${reason}`]);
          while (session.undo() !== undefined) continue;
          expect(session.state().text).toBe(text);
        }
      }
    }
  });

  it("that changes the text is one step for undo", () => {
    for (const command of COMMANDS) {
      const session = createSession({ now: () => 0, text: MODEL });
      session.select({ nodes: ["S"] });
      runCommand(command, { session, host: page().host });
      expect(session.state().history.past.length, command.id).toBeLessThanOrEqual(1);
      expect(session.state().history.past.length).toBe(session.state().text === MODEL ? 0 : 1);
    }
  });
});

describe("Escape", () => {
  it("first ends what is under way, then lets the verdict go, then the selection", () => {
    const session = createSession({ now: () => 0, text: MODEL });
    session.select({ nodes: ["S"], pinnedVerdict: "impact||D|S||" });
    let underWay = true;
    const host = {
      ...page().host,
      cancel() {
        const had = underWay;
        underWay = false;
        return had;
      },
    };
    const escape = (): [number, boolean] => {
      runCommand(commandNamed("edit.cancel"), { session, host });
      const { nodes, pinnedVerdict } = session.state().selection;
      return [nodes.length, pinnedVerdict !== undefined];
    };
    expect([escape(), escape(), escape()]).toEqual([
      [1, true],
      [1, false],
      [0, false],
    ]);
  });
});

describe("a command on the canvas", () => {
  it("makes a connected node and opens its name field", () => {
    const session = createSession({ now: () => 0, text: MODEL });
    session.select({ nodes: ["D"] });
    const { host, asked } = page();
    runCommand(commandNamed("insert.connected.right"), { session, host });
    expect(session.state().text).toBe(`${MODEL}chance X from D\n`);
    expect(asked).toEqual(["placeNew X", "startRename X"]);
  });

  it("copies and pastes", async () => {
    const session = createSession({ now: () => 0, text: MODEL });
    session.select({ nodes: ["D"] });
    const { host } = page();
    runCommand(commandNamed("edit.copy"), { session, host });
    runCommand(commandNamed("edit.paste"), { session, host });
    await Promise.resolve();
    await Promise.resolve();
    expect(session.state().text).toBe(`${MODEL}decision D2 sees S\n`);
  });

  it("cuts nothing that cannot be deleted, and then leaves the clipboard alone", async () => {
    const session = createSession({ now: () => 0, text: `${MODEL}claim control(D, S)\n` });
    session.select({ nodes: ["S"] });
    const { host } = page();
    host.writeClipboard("before");
    runCommand(commandNamed("edit.cut"), { session, host });
    expect(session.state().diagram?.idOf("S")).toBeDefined();
    expect(await host.readClipboard()).toBe("before");
  });

  it("asks what becomes of what depends on a node that goes, and cuts once that is decided", async () => {
    const session = createSession({ now: () => 0, text: `${MODEL}claim control(D, S)\n` });
    session.select({ nodes: ["S"] });
    const { host } = page();
    const plans: CutPlan[] = [];
    const chooseNumbers: CommandHost["chooseNumbers"] = (plan, whenDone) => {
      plans.push(plan);
      whenDone?.();
    };
    runCommand(commandNamed("edit.delete"), { session, host: { ...host, chooseNumbers } });
    runCommand(commandNamed("edit.cut"), { session, host: { ...host, chooseNumbers } });
    const plan = { cut: [], add: [], remove: ["S"] };
    expect(plans).toEqual([plan, plan]);
    expect(await host.readClipboard()).toContain("chance S");
  });

  it("does not format a broken text into another one", () => {
    const broken = "chance   S\ndecision (\n  chance X\n";
    const session = createSession({ now: () => 0, text: broken });
    const { host, asked } = page();
    runCommand(commandNamed("edit.format"), { session, host });
    expect(session.state().text).toBe(broken);
    expect(asked.join()).toMatch(/^announce Mend this first, then format: /);
  });
});

function isHeard({ where }: Command, focus: Focus): boolean {
  return (
    where === "anywhere" || (where === "outside-text" && focus !== "text") || focus === "canvas"
  );
}
