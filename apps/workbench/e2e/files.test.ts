/** Files dropped on the page: the workbench opens what the command opens, and says what it was. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { eachTestOnAFreshPage } from "./freshPages.ts";
import { textOf } from "./workbench.ts";

let page: Page;
eachTestOnAFreshPage(async (fresh) => {
  page = fresh;
  await page.waitForSelector(".react-flow__node");
});

async function drop(files: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((all) => {
    const data = new DataTransfer();
    for (const [name, content] of Object.entries(all)) data.items.add(new File([content], name));
    window.dispatchEvent(
      new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  }, files);
}

const BIF = `network n { }
variable "a b" { type discrete [2] { "<20", ">40" }; }
probability ( "a b" ) { table 0.5, 0.4; }`;
const UAI = "ID 2 2 2 2 1 0 2 0 1  2 0.5 0.5  4 1 0 0 1";

describe("a dropped file", () => {
  it("of another tool becomes a model, with what was wrong in it", async () => {
    await drop({ "study.bif": BIF });
    await expect.poll(() => textOf(page)).toContain('chance   `a b` : {"<20", ">40"}');
    await page.getByText("the table of a b sums to 0.9, not 1").first().waitFor();
    await expect.poll(() => page.locator(".react-flow__node").count()).toBe(1);
  });

  it("of a game becomes a diagram of several agents", async () => {
    await drop({ "pd.nfg": 'NFG 1 R "pd" { "A" "B" } { 2 2 } -1 -1 0 -3 -3 0 -2 -2' });
    await expect.poll(() => textOf(page)).toContain("agent A");
    await expect.poll(() => page.locator(".react-flow__node").count()).toBe(4);
  });

  it("in three parts is one model", async () => {
    await drop({ "m.pvo": "2; 2; 1; 0;", "m.uai": UAI, "m.id": "2 C D 2 P U" });
    await expect.poll(() => textOf(page)).toContain("decision D1");
  });

  it("of a model in Python is read without running it", async () => {
    await drop({
      "m.py":
        "import pycid\nm = pycid.CID([('S', 'U'), ('D', 'U')], decisions=['D'], utilities=['U'])\n",
    });
    await expect.poll(() => textOf(page)).toContain("decision D");
  });

  it("that is not a model leaves the model as it is, and says why", async () => {
    const before = await textOf(page);
    await drop({ "cid.r": "library(bnlearn)\n" });
    await page.getByText("cid.r: this is a program in R").first().waitFor();
    expect(await textOf(page)).toBe(before);
  });
});

describe("saving for another tool", () => {
  it("says what is lost before it saves, and refuses with the reason", async () => {
    await drop({
      "m.cid": "decision D : {a, b}\nutility U = if D == a then 1 else 0\nclaim value == 1\n",
    });
    await page.evaluate(() => window.cidery.run("export.options"));
    const format = page.getByLabel("Format of the file");
    await format.waitFor();
    await expect.poll(() => format.locator("option").count()).toBeGreaterThan(12);
    await format.selectOption("bif");
    await page.getByText("Not possible: BIF holds chance variables only").waitFor();
    await format.selectOption("xdsl");
    await page.getByText("GeNIe has no place for: 1 claim").waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    expect((await download).suggestedFilename()).toMatch(/\.xdsl$/u);
  });
});
