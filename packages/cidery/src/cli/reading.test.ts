/** Paths as Linux and macOS (posix) and as Windows write them; each system's rules are tried on every one. */
import { posix, win32 } from "node:path";
import { describe, expect, it } from "vitest";
import { besideFile } from "./extending.ts";
import { isInside, withSlashes } from "./reading.ts";

describe("whether a path lies in a folder", () => {
  it.each([
    ["/home/me/models/a.cid", "/home/me/models", true],
    ["/home/me/models", "/home/me/models", true],
    ["/home/me/models/../keys/token", "/home/me/models", false],
    ["/home/me", "/home/me/models", false],
    ["/home/me/models-of-others/a.cid", "/home/me/models", false],
    ["/home/me/models/..hidden/a.cid", "/home/me/models", true],
    ["/Users/me/models/sub/a.cid", "/Users/me/models/", true],
    ["/etc/passwd", "/", true],
  ])("on Linux and macOS: %s in %s: %s", (path, folder, inside) => {
    expect(isInside(path, folder, posix)).toBe(inside);
  });

  it.each([
    ["C:\\Users\\me\\models\\a.cid", "C:\\Users\\me\\models", true],
    ["C:\\Users\\ME\\Models\\a.cid", "c:\\users\\me\\models", true],
    ["C:/Users/me/models/a.cid", "C:\\Users\\me\\models", true],
    ["D:\\Users\\me\\models\\a.cid", "C:\\Users\\me\\models", false],
    ["C:\\Users\\me\\models\\..\\keys", "C:\\Users\\me\\models", false],
    ["C:\\Users\\me\\models-of-others\\a.cid", "C:\\Users\\me\\models", false],
    ["C:\\Users\\me\\models\\..hidden\\a.cid", "C:\\Users\\me\\models", true],
    ["\\\\server\\share\\a.cid", "\\\\server\\share", true],
    ["\\\\server\\other\\a.cid", "\\\\server\\share", false],
    ["\\\\server\\share\\a.cid", "C:\\", false],
  ])("on Windows: %s in %s: %s", (path, folder, inside) => {
    expect(isInside(path, folder, win32)).toBe(inside);
  });
});

describe("a path as models write it", () => {
  it("has slashes on every system", () => {
    expect(withSlashes("frameworks\\mdp", win32)).toBe("frameworks/mdp");
    expect(withSlashes("C:\\a\\b.cid", win32)).toBe("C:/a/b.cid");
    expect(withSlashes("frameworks/mdp", posix)).toBe("frameworks/mdp");
  });

  it("keeps a backslash that is part of a name, where it can be", () => {
    expect(withSlashes("odd\\name.cid", posix)).toBe("odd\\name.cid");
  });
});

describe("a file that another extends", () => {
  it.each([
    ["parts/base.cid", undefined, "C:\\m", "C:\\m\\parts\\base.cid", true],
    ["deeper.cid", "C:\\m\\parts\\base.cid", "C:\\m", "C:\\m\\parts\\deeper.cid", true],
    // As an earlier answer wrote it.
    ["../a.cid", "C:/m/parts/base.cid", "C:\\m", "C:\\m\\a.cid", true],
    ["..\\..\\token", "C:\\m\\parts\\base.cid", "C:\\m", "C:\\token", false],
    ["D:\\token", "C:\\m\\a.cid", "C:\\m", "D:\\token", false],
    ["\\\\server\\share\\token", "C:\\m\\a.cid", "C:\\m", "\\\\server\\share\\token", false],
  ])("on Windows: %s, said by %s in %s, is %s", (path, from, tree, file, inside) => {
    const found = besideFile(path, from, tree, win32);
    expect(found).toBe(file);
    expect(isInside(found, tree, win32)).toBe(inside);
  });

  it.each([
    ["deeper.cid", "/m/parts/base.cid", "/m", "/m/parts/deeper.cid", true],
    ["../../token", "/m/parts/base.cid", "/m", "/token", false],
    ["/etc/passwd", "/m/a.cid", "/m", "/etc/passwd", false],
  ])("on Linux and macOS: %s, said by %s in %s, is %s", (path, from, tree, file, inside) => {
    const found = besideFile(path, from, tree, posix);
    expect(found).toBe(file);
    expect(isInside(found, tree, posix)).toBe(inside);
  });
});
