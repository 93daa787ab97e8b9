import { beforeEach, describe, expect, it } from "vitest";
import type { Clock } from "./clock.ts";
import { SAVE_DELAY, Saver } from "./saver.ts";

let now: number;
let waiting: { readonly at: number; readonly run: () => void }[];
let writes: {
  readonly at: number;
  readonly value: string;
  readonly done: (why?: string) => void;
}[];
let saver: Saver<string>;

const clock: Clock = {
  now: () => now,
  later(milliseconds, run) {
    const entry = { at: now + milliseconds, run };
    waiting.push(entry);
    return () => {
      waiting = waiting.filter((one) => one !== entry);
    };
  },
};

function pass(milliseconds: number): void {
  const end = now + milliseconds;
  for (;;) {
    const [next] = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    if (next === undefined) break;
    waiting = waiting.filter((one) => one !== next);
    now = next.at;
    next.run();
  }
  now = end;
}

beforeEach(() => {
  now = 0;
  waiting = [];
  writes = [];
  saver = new Saver({
    clock,
    told: () => undefined,
    write: (value, done) => writes.push({ at: now, value, done }),
  });
});

describe("a saver", () => {
  it("writes while changes go on, what stands at that moment", () => {
    for (let count = 1; count <= 100; count++) {
      saver.changed(`text ${count}`);
      pass(10);
      for (const { done } of writes) done();
    }
    expect(writes.length).toBeGreaterThanOrEqual(Math.floor(1000 / SAVE_DELAY) - 1);
    const gaps = writes.map(({ at }, index) => at - (writes[index - 1]?.at ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(SAVE_DELAY + 20);
  });

  it("has one write under way, and writes the newest when it is done", () => {
    saver.changed("a");
    pass(SAVE_DELAY);
    saver.changed("b");
    saver.changed("c");
    pass(5000);
    expect(writes.map(({ value }) => value)).toEqual(["a"]);
    expect([saver.saved(), saver.pending()]).toEqual([undefined, true]);
    writes[0]?.done();
    expect(saver.saved()).toBe("a");
    pass(SAVE_DELAY);
    expect(writes.map(({ value }) => value)).toEqual(["a", "c"]);
  });

  it("says why a write failed, and tries it again though nothing changes any more", () => {
    saver.changed("a");
    pass(SAVE_DELAY);
    writes[0]?.done("no room");
    expect([saver.saved(), saver.trouble(), saver.pending()]).toEqual([undefined, "no room", true]);
    pass(5000);
    writes[1]?.done();
    expect(writes[1]?.value).toBe("a");
    expect([saver.saved(), saver.trouble(), saver.pending()]).toEqual(["a", undefined, false]);
  });

  it("writes at once when the page may be going, but not what was written", () => {
    saver.changed("a");
    saver.flush();
    saver.flush();
    expect(writes.map(({ value }) => value)).toEqual(["a"]);
  });
});
