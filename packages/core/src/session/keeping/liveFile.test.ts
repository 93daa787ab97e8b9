import { strFromU8, strToU8 } from "fflate";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type Disk,
  type DiskReading,
  LiveFile,
  type LiveState,
  type LiveWrite,
} from "./liveFile.ts";

let reading: DiskReading;
let full: boolean;
let told: LiveState[];
let file: LiveFile;
let nextId = 0;

const disk: Disk = {
  read: () => reading,
  write(bytes) {
    if (full) throw new Error("the disk is full");
    reading = { kind: "file", bytes };
  },
};
const put = (text: string): void => {
  reading = { kind: "file", bytes: strToU8(text) };
};
const onDisk = (): string => (reading.kind === "file" ? strFromU8(reading.bytes) : "");
const write = (text: string, more: Partial<LiveWrite> = {}) => {
  const { run, version } = file.state();
  return file.write({ id: `w${nextId++}`, run, version, text, ...more });
};

beforeEach(() => {
  full = false;
  put("a\n");
  file = new LiveFile({ disk, name: "m.cid", run: "r" });
  told = [];
  file.subscribe((state) => told.push(state));
});

describe("a live file", () => {
  it("is written on top of the version a page knows, and everybody is told", () => {
    expect(write("b\n")).toMatchObject({ kind: "written", version: 2 });
    expect(onDisk()).toBe("b\n");
    expect(told).toEqual([{ run: "r", version: 2, name: "m.cid", text: "b\n" }]);
  });

  it("is not overwritten by who knows an older version, or another run", () => {
    write("b\n");
    for (const old of [{ version: 1 }, { run: "before" }]) {
      expect(write("c\n", old)).toMatchObject({ kind: "conflict", state: { text: "b\n" } });
    }
    expect(onDisk()).toBe("b\n");
  });

  it("is not overwritten when another editor wrote, though nobody was told yet", () => {
    const { version } = file.state();
    put("other\n");
    expect(write("c\n", { version })).toMatchObject({
      kind: "conflict",
      state: { text: "other\n" },
    });
    expect(onDisk()).toBe("other\n");
  });

  it("does a write once that is sent twice, also when others wrote since", () => {
    const first: LiveWrite = { id: "once", run: "r", version: 1, text: "b\n" };
    file.write(first);
    put("c\n");
    expect(file.write(first)).toMatchObject({
      kind: "written",
      version: 2,
      state: { text: "c\n" },
    });
    expect(onDisk()).toBe("c\n");
  });

  it("says what became of it: deleted, renamed, locked, replaced, unreadable; and when it is back", () => {
    const kinds = (): (string | undefined)[] => told.map(({ problem }) => problem?.kind);
    reading = { kind: "gone" };
    expect(write("b\n")).toMatchObject({ kind: "refused", state: { text: "a\n" } });
    reading = { kind: "gone", renamedTo: "n.cid" };
    file.look();
    reading = { kind: "file", bytes: strToU8("a\n"), locked: "is read-only" };
    expect(write("b\n")).toMatchObject({ kind: "refused" });
    reading = { kind: "unreadable", reason: "a folder is there now" };
    file.look();
    reading = { kind: "file", bytes: Uint8Array.of(0xff, 0xfe, 0x41) };
    file.look();
    expect(file.state().text).toBe("a\n");
    put("a\n");
    file.look();
    expect(kinds()).toEqual([
      "deleted",
      "renamed",
      "read-only",
      "unreadable",
      "replaced",
      undefined,
    ]);
    expect(write("b\n")).toMatchObject({ kind: "written" });
  });

  it("is written again after it was deleted only when that is asked for", () => {
    reading = { kind: "gone" };
    file.look();
    expect(write("a\n", { anew: true })).toMatchObject({ kind: "written" });
    expect(onDisk()).toBe("a\n");
    expect(file.state().problem).toBeUndefined();
  });

  it("stands as before when the disk refuses", () => {
    full = true;
    expect(write("b\n")).toMatchObject({ kind: "refused", reason: /disk is full/u });
    expect(told).toEqual([]);
    full = false;
    expect(write("b\n")).toMatchObject({ kind: "written" });
  });

  it("that is not UTF-8 is shown and never written", () => {
    const bytes = Uint8Array.of(0x61, 0xe9, 0x0a);
    reading = { kind: "file", bytes };
    file = new LiveFile({ disk, name: "m.cid", run: "r" });
    expect(file.state()).toMatchObject({ text: "aé\n", problem: { kind: "read-only" } });
    expect(write("b\n")).toMatchObject({ kind: "refused" });
    expect(reading).toMatchObject({ bytes });
  });

  it("keeps its line ends and its mark through every write", () => {
    put("\uFEFFa\r\nb\r\n");
    file = new LiveFile({
      disk: {
        ...disk,
        read: () => ({ kind: "file", bytes: raw }),
        write: (bytes) => {
          raw = bytes;
        },
      },
      name: "m.cid",
      run: "r",
    });
    expect(file.state().text).toBe("a\nb\n");
    write("a\nb\nc\n");
    expect([...raw]).toEqual([...Uint8Array.of(0xef, 0xbb, 0xbf), ...strToU8("a\r\nb\r\nc\r\n")]);
  });
});

let raw: Uint8Array = Uint8Array.from([0xef, 0xbb, 0xbf, ...strToU8("a\r\nb\r\n")]);
