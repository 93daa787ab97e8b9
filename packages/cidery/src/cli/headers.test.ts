import { describe, expect, it } from "vitest";
import { headersFor, PAGE_POLICY } from "./headers.ts";

const frames = (url: string): string | undefined =>
  /frame-ancestors ([^;]*)/u.exec(headersFor(url)["Content-Security-Policy"] ?? "")?.[1];

describe("who may frame the workbench", () => {
  it("is everybody for the embedded view", () => {
    for (const url of ["/?embed", "/?embed=1", "/?a=b&embed", "/index.html?embed"]) {
      expect(frames(url), url).toBe("*");
      expect(headersFor(url)["Cross-Origin-Resource-Policy"], url).toBe("cross-origin");
    }
  });

  it("is nobody for anything else, least of all a page that writes a file", () => {
    for (const url of [
      "/",
      "/?live",
      "/?embed&live",
      "/?live&embed",
      "/?%6cive&embed",
      "/#?embed",
      "/embed",
      "//",
      "http://",
      "/?embedded",
      "/?q=?embed",
    ]) {
      expect(frames(url), url).toBe("'none'");
      expect(headersFor(url)["Cross-Origin-Resource-Policy"], url).toBe("same-origin");
    }
  });
});

describe("the content policy", () => {
  const directives = new Map(
    PAGE_POLICY.split("; ").map((one) => {
      const [name = "", ...sources] = one.split(" ");
      return [name, sources] as const;
    }),
  );

  it("allows nothing that is not named, and names no other host", () => {
    expect(directives.get("default-src")).toEqual(["'none'"]);
    expect(directives.get("base-uri")).toEqual(["'none'"]);
    for (const [name, sources] of directives)
      for (const source of sources)
        expect(
          ["'none'", "'self'", "'wasm-unsafe-eval'", "'unsafe-inline'", "data:", "blob:"],
          name,
        ).toContain(source);
  });

  it("runs the built scripts only: none in the page, none made from text", () => {
    expect(directives.get("script-src")).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(directives.get("worker-src")).toEqual(["'self'"]);
    expect(directives.get("connect-src")).toEqual(["'self'"]);
  });
});
