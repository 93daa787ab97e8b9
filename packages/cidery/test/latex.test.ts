/**
 * `cidery draw -o x.tex`: the dialect of influence-diagrams.sty, short and with its incentives; every
 * kind of model compiles both in a paper that loads the package (a stand-in of ours that defines the
 * same names, for the authors' file is not ours to commit) and on its own.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../src/cli/index.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const RECOMMENDER = "papers/everitt2021agent/content-recommendation";
const AWKWARD = `agent \`A & B\`
agent b
agent c
chance \`50% {sure} #1_\\\\ "x"\` "ünï → 50% & {more} #1_^~\\\\ <b>"
chance S'
decision D by \`A & B\` sees S'
decision E by b sees D
decision F by c
utility U for \`A & B\`, b from E, \`50% {sure} #1_\\\\ "x"\`
utility V for c from F, D
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-latex-"));
  writeFileSync(join(folder, "awkward.cid"), AWKWARD);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function tex(model: string, ...options: readonly string[]): Promise<string> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await runCommandLine(["draw", model, "-o", "out.tex", ...options], terminal);
  expect([code, terminal.complained()]).toEqual([0, ""]);
  return readFileSync(join(folder, "out.tex"), "utf8");
}

describe("the dialect", () => {
  test("names nodes, joins arrows, and is at most 30 lines for the content recommender", async () => {
    const text = await tex(RECOMMENDER);
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(30);
    expect(text).toContain("\\begin{influence-diagram}");
    expect(text).toMatch(/\\node \(P\) \[decision\] at \(.*\) \{posts/u);
    expect(text).toMatch(/\\node \(C\) \[utility\] at/u);
    expect(text).toMatch(/\\edge\[information\] \{M\} \{P\};/u);
    const drawn = (pattern: RegExp): number =>
      [...text.matchAll(pattern)].reduce((n, [, from = "x"]) => n + from.split(", ").length, 0);
    expect(drawn(/\\edge(?:\[\w+\])? \{([^}]*)\}/gu) + drawn(/\\path \((\w+)\) edge/gu)).toBe(6);
  });

  test("draws incentives with the package's commands, and says what they mean", async () => {
    const plain = await tex(RECOMMENDER);
    const text = await tex(RECOMMENDER, "--incentives");
    expect(plain).not.toContain("\\fci");
    expect(text).toContain("\\fci{I}");
    expect(text).toContain("\\voi{O}");
    expect(text).toContain("\\ri<2>{O}");
    expect(text).toContain("\\legendrow{feasible control incentive}");
    const silent = await tex(RECOMMENDER, "--incentives", "--no-legend");
    expect(silent).not.toContain("legendrow");
    const other = await tex(RECOMMENDER, "--criterion", "value-of-control");
    expect(other).toContain("\\voc{");
  });

  test("gives each agent its player, and what several own a common colour", async () => {
    const text = await tex("awkward.cid");
    expect(text).toContain("[decision, player1]");
    expect(text).toContain("[decision, player3]");
    expect(text).toContain("[utility, common]");
  });
});

const LATEX = found("pdflatex");

function found(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    console.log(
      `NOT RUN: what needs ${program}, which is not installed (Debian: texlive-pictures)`,
    );
    return false;
  }
}

/** Points. A page of LaTeX's own is 614 wide, and its text 345. */
function pageOf(name: string): readonly number[] {
  const log = readFileSync(join(folder, `${name}.log`), "utf8");
  return [...log.matchAll(/^page: (\d+\.\d+)pt (\d+\.\d+)pt$/gmu)].flatMap(([, wide, high]) => [
    Number(wide),
    Number(high),
  ]);
}

/** The log's complaint, or nothing. */
function compiled(text: string, name: string): string {
  writeFileSync(join(folder, `${name}.tex`), text);
  try {
    execFileSync("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", `${name}.tex`], {
      cwd: folder,
      stdio: ["ignore", "pipe", "ignore"],
    });
    return "";
  } catch (error) {
    const output = String((error as { stdout?: Buffer }).stdout ?? error);
    return output.slice(output.indexOf("\n!"), output.indexOf("\n!") + 400);
  }
}

describe.skipIf(!LATEX)("compiles with a TeX", () => {
  test("on its own, to a page as large as the drawing, which fits on paper", async () => {
    const said = "\\typeout{page: \\the\\pdfpagewidth\\space\\the\\pdfpageheight}\n\\shipout";
    const sizes: (readonly number[])[] = [];
    for (const model of [RECOMMENDER, "frameworks/off-switch-running", "games/prisoners-dilemma"]) {
      const alone = await tex(model, "--incentives", "--standalone", "--no-legend");
      expect(compiled(alone.replace("\\shipout", said), "page")).toBe("");
      sizes.push(pageOf("page"));
    }
    for (const [wide = 0, high = 0] of sizes) {
      expect(wide).toBeGreaterThan(50);
      expect(high).toBeGreaterThan(30);
    }
    const [[recommender = 0] = [], [offSwitch = 0] = [], [dilemma = 0] = []] = sizes;
    // The text of an article, and a centimetre; the second would be 479 if nodes moved both ways alike.
    expect(recommender).toBeLessThan(345 + 45);
    expect(offSwitch).toBeLessThan(345 + 45);
    expect(dilemma).toBeLessThan(150);
  }, 120_000);

  test.each([
    [RECOMMENDER, ["--incentives"]],
    ["frameworks/modifiable-reward", ["--criterion", "ici"]],
    ["frameworks/mdp", []],
    ["games/prisoners-dilemma", ["--direction", "down"]],
    ["awkward.cid", ["--incentives"]],
    ["reward-tampering/fig11-belief-considering", []],
    ["frameworks/off-switch-running", ["--incentives", "--no-legend"]],
  ] as const)(
    "%s, in a paper, no wider than its text, and on its own",
    async (model, options) => {
      const alone = await tex(model, ...options, "--standalone");
      expect(compiled(alone, "alone")).toBe("");
      const styles = alone.slice(
        alone.indexOf("\\usepackage{tikz}"),
        alone.indexOf("\\newsavebox"),
      );
      writeFileSync(
        join(folder, "influence-diagrams.sty"),
        `\\ProvidesPackage{influence-diagrams}\n\\DeclareOption*{}\\ProcessOptions\n${styles.replaceAll("\\usepackage", "\\RequirePackage").replaceAll("\\makeatother", "")}\n\\endinput\n`,
      );
      const figure = await tex(model, ...options);
      const paper = `\\documentclass{article}\n\\usepackage[utf8]{inputenc}\\usepackage[T1]{fontenc}\n\\usepackage[decisionutilitycolor]{influence-diagrams}\n\\begin{document}\n\\begin{figure}\\centering\n\\input{figure}\n\\end{figure}\n\\end{document}\n`;
      writeFileSync(join(folder, "figure.tex"), figure);
      expect(compiled(paper, "paper")).toBe("");
      expect(readFileSync(join(folder, "paper.log"), "latin1")).not.toContain("Overfull \\hbox");
    },
    120_000,
  );
});
