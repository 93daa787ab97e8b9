/** Nothing of the command is forgotten on the page: every argument and option has a place there, or a reason. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../packages/cidery/src/cli/commands/index.ts";
import { COMMAND_ON_PAGE } from "./commandOnPage.ts";

const root = resolve(import.meta.dirname, "..");

describe("the command on the page", () => {
  it("names every command, and no others", () => {
    expect(Object.keys(COMMAND_ON_PAGE).sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
  });

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    "has a place or a reason for every word of %s",
    (name, command) => {
      const faces = COMMAND_ON_PAGE[name] ?? {};
      if ("*" in faces) return;
      const parser = new Command();
      command.declare(parser);
      const words = [
        "",
        ...parser.registeredArguments.map((argument) => argument.name()),
        ...parser.options.map(({ long }) => long ?? ""),
      ];
      expect(Object.keys(faces).sort()).toEqual([...new Set(words)].sort());
    },
  );

  it("is shown by tests that exist", () => {
    const named = Object.values(COMMAND_ON_PAGE).flatMap((faces) =>
      Object.values(faces).flatMap((face) => ("shownBy" in face ? [face.shownBy] : [])),
    );
    expect(new Set(named).size).toBeGreaterThan(10);
    expect(named.filter((file) => !existsSync(resolve(root, file)))).toEqual([]);
  });
});
