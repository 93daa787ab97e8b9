/** Paths as Linux and macOS (posix) and as Windows write them; each system's rules are tried on every one. */
import { posix, win32 } from "node:path";
import { describe, expect, it } from "vitest";
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
