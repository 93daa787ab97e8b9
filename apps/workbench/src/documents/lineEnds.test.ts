/** Files keep the line ends they came with, through any edit on screen. */
import { describe, expect, it } from "vitest";
import { fromFile, onScreen, toFile } from "./lineEnds.ts";

describe("line ends", () => {
  it("of a Windows file come back after an edit", () => {
    const screen = fromFile("chance A\r\nchance B\r\n", "windows.cid");
    expect(screen).toBe("chance A\nchance B\n");
    expect(toFile(`${screen}chance C from A\n`, "windows.cid")).toBe(
      "chance A\r\nchance B\r\nchance C from A\r\n",
    );
  });

  it("of other files stay as they are, also under a name that was a Windows file before", () => {
    fromFile("chance A\r\n", "a.cid");
    expect(toFile(fromFile("chance A\n", "a.cid"), "a.cid")).toBe("chance A\n");
    expect(toFile("chance A\n", undefined)).toBe("chance A\n");
    expect(onScreen("old Mac\rtext")).toBe("old Mac\ntext");
  });
});
