/** `cidery draw`: every option, in every format, changes the drawing or is refused with a reason. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../src/cli/index.ts";
import { fakeTerminal } from "./fakeTerminal.ts";

const MODEL = `model "Two decisions"
agent ai
chance S[1]
for t in 1..6 {
  decision A[t] by ai sees S[t]
  chance S[t+1] from S[t], A[t]
  utility R[t] for ai from S[t+1]
}
chance H from A[1]
decision B by ai sees H
utility V for ai from B
`;
const ENDINGS = ["svg", "png", "tex", "dot"] as const;
type Ending = (typeof ENDINGS)[number];

/** What an option stands beside, the option, and where it is refused: a part of the message. */
const OPTIONS: readonly {
  readonly beside?: readonly string[];
  readonly option: readonly string[];
  readonly refused?: Partial<Record<Ending, RegExp>>;
}[] = [
  { option: ["--incentives"] },
  { option: ["--criterion", "ici"] },
  { option: ["--path", "A[1],H,B,V"] },
  { beside: ["--criterion", "ici"], option: ["--holding", "B"] },
  { beside: ["--incentives"], option: ["--holding", "B"] },
  { option: ["--direction", "down"] },
  { option: ["--theme", "dark"], refused: { tex: /one theme/, dot: /one theme/ } },
  { option: ["--fold"], refused: { dot: /whole model/ } },
  { option: ["--no-legend"], refused: { tex: /legend only where/, dot: /legend only where/ } },
  { beside: ["--incentives"], option: ["--no-legend"] },
  { beside: ["--path", "A[1],H"], option: ["--no-legend"] },
];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cidery-draw-"));
  writeFileSync(join(folder, "m.cid"), MODEL);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function draw(
  ...args: readonly string[]
): Promise<{ code: number; said: string; printed: string }> {
  const terminal = fakeTerminal({ workingFolder: folder });
  const code = await runCommandLine(["draw", "m.cid", ...args], terminal);
  return { code, said: terminal.complained(), printed: terminal.printed() };
}

async function drawing(ending: Ending, options: readonly string[]): Promise<string> {
  const { code, said } = await draw("-o", `out.${ending}`, ...options);
  expect([code, said]).toEqual([0, ""]);
  return readFileSync(join(folder, `out.${ending}`), "base64");
}

for (const ending of ENDINGS) {
  describe(`.${ending}`, () => {
    for (const { beside = [], option, refused } of OPTIONS) {
      const message = refused?.[ending];
      const line = [...beside, ...option].join(" ");
      if (message !== undefined) {
        test(`${line} is refused`, async () => {
          const { code, said } = await draw("-o", `out.${ending}`, ...beside, ...option);
          expect(said).toMatch(message);
          expect(code).toBe(2);
        });
      } else {
        test(`${line} changes the drawing`, async () => {
          const without = await drawing(ending, beside);
          expect(await drawing(ending, [...beside, ...option])).not.toBe(without);
        });
      }
    }
  });
}

test("TikZ has the badges, their colours, and a legend that says what they mean", async () => {
  const { printed } = await draw("--format", "tikz", "--incentives");
  expect(printed).toContain("\\definecolor{cidbadgecontrol}{HTML}{C8102E}");
  expect(printed).toContain("badge control/.style=");
  expect(printed).toMatch(/\\node\[badge control\] at \([\d.,-]+\) \{ICI\};/u);
  expect(printed).toContain("{instrumental control incentive};");
  const plain = await draw("--format", "tikz", "--incentives", "--no-legend");
  expect(plain.printed).not.toContain("{instrumental control incentive}");
});

test("DOT has the badges beside their nodes", async () => {
  const { printed } = await draw("--format", "dot", "--incentives");
  expect(printed).toMatch(/"S\[2\]" \[.*xlabel="[^"]*ICI/u);
  expect(printed).toContain("ICI: instrumental control incentive");
});

test.each([
  [["--criterion", "icii"], /no criterion is called icii/],
  [["--criterion", "control_"], /did you mean control\?/],
  [["--incentives", "--criterion", "ici"], /choose one/],
  [["--holding", "B"], /--holding is about incentives/],
  [["--incentives", "--holding", "H"], /only the rule of a decision can be held/],
  [["--path", "A[1],V"], /no arrow between A\[1\] and V/],
  [["--format", "svg", "-o", "x.tex"], /differ/],
  [["--json", "-o", "x.svg"], /choose one/],
  [["--format", "png"], /written to a file/],
])("%j is refused", async (options, message) => {
  const { code, said, printed } = await draw(...options);
  expect(said + printed).toMatch(message);
  expect(code).toBe(2);
});

test("nothing to fold is said", async () => {
  writeFileSync(join(folder, "one.cid"), "decision D\nutility U from D\n");
  const terminal = fakeTerminal({ workingFolder: folder });
  expect(await runCommandLine(["draw", "one.cid", "--fold"], terminal)).toBe(0);
  expect(terminal.complained()).toContain("nothing to fold");
});

test("a criterion with nothing to show says so", async () => {
  const { code, said } = await draw("--criterion", "deception");
  expect(code).toBe(0);
  expect(said).toContain("nothing to point out: no deception is present");
});
