/** A link brings back what was shared, or says what is wrong with it. It never throws. */
import * as fc from "fast-check";
import { deflateSync, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { readShareLink, writeShareLink } from "./shareLink.ts";

const ENGINE = "1.4.0";
const LINK = writeShareLink({
  text: "chance X // é 😀\n",
  file: "x.cid",
  engine: ENGINE,
  seed: 7,
  view: { folded: false },
});

/** A link with a right checksum around any data; independent of the writer. */
function linkAround(data: string, format = 1): string {
  let hash = 0x811c9dc5;
  for (const character of data) {
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  }
  return `${format}.${data}.${(hash >>> 0).toString(36)}`;
}

function packed(json: string): string {
  return linkAround(Buffer.from(deflateSync(strToU8(json))).toString("base64url"));
}

describe("a share link", () => {
  it("brings text, file, engine, seed and view back", () => {
    const any = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(
      fc.property(
        any,
        fc.option(any, { nil: undefined }),
        fc.maxSafeInteger(),
        (text, file, seed) => {
          const document = {
            text,
            engine: ENGINE,
            seed,
            view: { criterion: "x", at: [1, 2] },
            ...(file !== undefined && { file }),
          };
          const link = writeShareLink(document);
          expect(readShareLink(`#${link}`, ENGINE)).toEqual({
            kind: "read",
            document,
            newerEngine: false,
          });
          expect(readShareLink(link, ENGINE).kind).toBe("read");
          expect(link).toMatch(/^1\.[\w-]*\.[0-9a-z]+$/);
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  it("is the same data that any other base64url and deflate would read", () => {
    const json = JSON.stringify({ t: "chance X\n", e: "1.0.0" });
    expect(readShareLink(packed(json), ENGINE)).toMatchObject({
      kind: "read",
      document: { text: "chance X\n", engine: "1.0.0" },
    });
  });

  it("says when a newer engine wrote it, and opens all the same", () => {
    const newer = (engine: string): unknown => {
      const read = readShareLink(writeShareLink({ text: "", engine }), ENGINE);
      return read.kind === "read" ? read.newerEngine : read.kind;
    };
    expect(["1.4.0", "1.3.9", "0.99.99", "1.4", "1.4.0-next", "?", ""].map(newer)).toEqual(
      Array.from({ length: 7 }, () => false),
    );
    expect(["1.4.1", "1.10.0", "2.0.0", "10.0.0"].map(newer)).toEqual([true, true, true, true]);
  });

  it("says when it is written in a later format", () => {
    expect(readShareLink(LINK.replace(/^1/, "2"), ENGINE)).toMatchObject({
      kind: "newer",
      format: 2,
      message: "this link uses format 2, and this version reads up to 1",
    });
  });

  it("is none when there is nothing like a link", () => {
    for (const fragment of ["", "#", "#section", "#v=1", "1", "#.x", "# 1.x.y"]) {
      expect(readShareLink(fragment, ENGINE)).toEqual({ kind: "none" });
    }
  });

  it.each([
    ["cut off", LINK.slice(0, -9), /cut off or changed/],
    ["without its checksum", LINK.slice(0, LINK.lastIndexOf(".")), /cut off or changed/],
    ["without anything", "1.", /cut off or changed/],
    ["with letters behind it", `${LINK}and`, /cut off or changed/],
    ["of format 0", LINK.replace(/^1/, "0"), /no version ever wrote format 0/],
    ["of other signs", linkAround("a+b/c="), /characters that no link holds/],
    ["empty", linkAround(""), /does not unpack/],
    ["no deflate", linkAround("____"), /does not unpack/],
    ["no JSON", packed("{"), /does not unpack/],
    ["no object", packed("[]"), /holds no model/],
    ["null", packed("null"), /holds no model/],
    ["without text", packed('{"e":"1.0.0"}'), /holds no model/],
    ["with a number for a text", packed('{"e":"1.0.0","t":5}'), /holds no model/],
    ["that unpacks to 30 MB", packed(JSON.stringify({ t: "x".repeat(3e7), e: "1" })), /20 MB/],
  ])("that is damaged says how: %s", (_, link, message) => {
    const read = readShareLink(link, ENGINE);
    expect(read.kind).toBe("damaged");
    expect(read.kind === "damaged" ? read.message : "").toMatch(message);
  });

  it("is read when the full stop of a sentence hangs on it", () => {
    expect(readShareLink(`#${LINK}.`, ENGINE)).toEqual(readShareLink(LINK, ENGINE));
  });

  it("ignores what it does not understand, and parts of the wrong type", () => {
    const json = JSON.stringify({ t: "x", e: "1", f: 5, s: "7", v: [1], z: true });
    expect(readShareLink(packed(json), ENGINE)).toEqual({
      kind: "read",
      document: { text: "x", engine: "1" },
      newerEngine: false,
    });
  });

  it("with any one character changed, left out or put in is never read as another model", () => {
    fc.assert(
      fc.property(
        fc.nat(LINK.length - 1),
        fc.constantFrom("", "A", "z", "-", ".", "%", " ", "\n", "0"),
        fc.nat(1),
        (at, character, removed) => {
          const mangled = LINK.slice(0, at) + character + LINK.slice(at + removed);
          const read = readShareLink(mangled, ENGINE);
          if (read.kind !== "read") return;
          expect(read).toEqual(readShareLink(LINK, ENGINE));
        },
      ),
      { seed: 4, numRuns: 2000 },
    );
  });

  it("never throws, whatever stands in the address", () => {
    const parts = fc.constantFrom("1", "2", "0", ".", "#", "a", "%00", "9".repeat(400), "é", LINK);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(parts).map((all) => all.join("")),
        ),
        fc.string(),
        (fragment, engine) => {
          expect(["none", "read", "newer", "damaged"]).toContain(
            readShareLink(fragment, engine).kind,
          );
          expect(readShareLink(linkAround(fragment), engine).kind).not.toBe("none");
        },
      ),
      { seed: 5, numRuns: 2000 },
    );
  });
});
