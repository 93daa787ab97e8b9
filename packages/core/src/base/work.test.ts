import { describe, expect, it } from "vitest";
import { AbortedError, checkpoint, isStopped, stopAfter, withSignal } from "./index.ts";

const SET = { aborted: true };

describe("work under a signal", () => {
  it("goes on without one, and stops at the next checkpoint with one", () => {
    expect(() => checkpoint()).not.toThrow();
    expect(() => withSignal(SET, checkpoint)).toThrow(AbortedError);
    expect(isStopped()).toBe(false);
  });

  it("may finish what it holds", () => {
    const held = withSignal(SET, () => withSignal(undefined, () => (checkpoint(), 7)));
    expect(held).toBe(7);
  });

  it("keeps the signal of a promise until it is settled, however", async () => {
    const good = withSignal(SET, async () => {
      await Promise.resolve();
      return isStopped();
    });
    expect(await good).toBe(true);
    expect(isStopped()).toBe(false);
    await expect(withSignal(SET, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(isStopped()).toBe(false);
  });

  it("is stopped by a moment, by another signal, or by the work around it", () => {
    let now = 5;
    const signal = stopAfter(10, () => now);
    expect(signal.aborted).toBe(false);
    now = 15;
    expect(signal.aborted).toBe(true);
    expect(stopAfter(undefined, undefined, SET).aborted).toBe(true);
    expect(withSignal(SET, () => stopAfter(undefined, undefined).aborted)).toBe(true);
    expect(stopAfter(undefined, undefined).aborted).toBe(false);
  });
});
