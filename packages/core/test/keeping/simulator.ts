/**
 * A history of keeping one file, all of it from one seed: a clock, a disk that may be full, locked or
 * emptied, a server that ends and starts again, a network that delays and loses answers, a browser
 * whose storage may be full and that may be killed, two pages in it, and another editor. Whatever
 * happens, two things must hold, and are checked at every step:
 *
 * - a character that was typed more than 500 ms ago is in the file or in the browser, unless the
 *   page says that it is in neither;
 * - what a page says is kept there, is kept there;
 *
 * and when everything has calmed down, all pages show the file, and nothing that nobody deleted is
 * missing in it.
 */
import type { Clock } from "../../src/session/keeping/clock.ts";
import { Random } from "../../src/base/index.ts";
import {
  type Disk,
  LiveFile,
  type LiveAnswer,
  type LiveState,
  type LiveWrite,
} from "../../src/session/keeping/liveFile.ts";
import { type LiveDraft, LivePage } from "../../src/session/keeping/livePage.ts";

/** Milliseconds after which nothing may be lost any more. */
const PROMISE = 500;
const HISTORY_LENGTH = 12_000;

export interface Told {
  /** What went wrong, in the order of time; empty when every promise was kept. */
  readonly broken: readonly string[];
  /** What happened, to read when something is broken. */
  readonly log: readonly string[];
  readonly typed: number;
  readonly conflicts: number;
}

export function simulate(seed: number): Told {
  return new Simulation(seed).run();
}

interface Page {
  readonly tab: string;
  readonly live: LivePage;
  text: string;
  /** Older screens, to know what was there half a second ago. */
  readonly screens: { readonly time: number; readonly text: string; readonly own: boolean }[];
  open: boolean;
  events: number;
  stop: () => void;
}

class Simulation {
  readonly #random: Random;
  readonly #queue: { time: number; order: number; run: () => void; cancelled: boolean }[] = [];
  readonly #broken: string[] = [];
  readonly #log: string[] = [];
  /** What the browser has on disk, by tab. */
  readonly #storage = new Map<string, LiveDraft>();
  readonly #deleted = new Set<string>();
  /** How much of each word somebody was promised. */
  readonly #promised = new Map<string, number>();
  #time = 0;
  #order = 0;
  #next = 0;
  #content: string | undefined = "first\n";
  readonly #contents = new Set<string>();
  #server: LiveFile | undefined;
  #run = 0;
  #pages: Page[] = [];
  #storageFull = false;
  #diskFull = false;
  #locked = false;
  #calm = false;
  #typed = 0;
  #conflicts = 0;

  constructor(seed: number) {
    this.#random = Random.seeded(seed);
  }

  run(): Told {
    this.#startServer();
    this.#openPage("one");
    if (this.#chance(0.6)) this.#openPage("two");
    this.#clock.later(100, () => this.#happen());
    this.#until(HISTORY_LENGTH);
    this.#calmDown();
    this.#until(HISTORY_LENGTH + 20_000);
    this.#checkEnd();
    return {
      broken: this.#broken,
      log: this.#log,
      typed: this.#typed,
      conflicts: this.#conflicts,
    };
  }

  readonly #clock: Clock = {
    now: () => this.#time,
    later: (milliseconds, run) => {
      const entry = {
        time: this.#time + milliseconds,
        order: this.#order++,
        run,
        cancelled: false,
      };
      this.#queue.push(entry);
      return () => {
        entry.cancelled = true;
      };
    },
  };

  #until(end: number): void {
    for (;;) {
      let first = -1;
      for (let index = 0; index < this.#queue.length; index++) {
        const [one, best] = [this.#queue[index], this.#queue[first]];
        if (one === undefined) continue;
        if (
          best === undefined ||
          one.time < best.time ||
          (one.time === best.time && one.order < best.order)
        )
          first = index;
      }
      const entry = this.#queue[first];
      if (entry === undefined || entry.time > end) break;
      this.#queue.splice(first, 1);
      if (entry.cancelled) continue;
      this.#time = entry.time;
      entry.run();
      for (const page of this.#pages) this.#checkPage(page);
    }
    this.#time = end;
  }

  // What happens

  #happen(): void {
    if (this.#calm) return;
    this.#clock.later(20 + this.#upTo(300), () => this.#happen());
    const open = this.#pages.filter((page) => page.open);
    const page = open[this.#upTo(open.length)];
    const what = this.#random.unit();
    if (what < 0.62) {
      if (page !== undefined) this.#type(page, 3 + this.#upTo(12), 30 + this.#upTo(150));
    } else if (what < 0.68) {
      if (page !== undefined) this.#deleteLine(page);
    } else if (what < 0.76) this.#otherEditor();
    else if (what < 0.8) this.#endServer();
    else if (what < 0.86) this.#startServer();
    else if (what < 0.89) this.#killBrowser();
    else if (what < 0.93) {
      const closed = ["one", "two"].find((tab) => !open.some((one) => one.tab === tab));
      if (closed !== undefined) this.#openPage(closed);
    } else if (what < 0.94) this.#storageFull = !this.#storageFull;
    else if (what < 0.95) this.#diskFull = !this.#diskFull;
    else if (what < 0.96) {
      this.#locked = !this.#locked;
      this.#look();
    } else if (what < 0.97) {
      if (this.#content !== undefined) {
        // What somebody deletes with the file stays on the pages that show it.
        this.#say("the file is deleted");
        for (const word of wordsOf(this.#content).keys()) this.#deleted.add(word);
        this.#content = undefined;
        this.#look();
      }
    } else if (what < 0.985) {
      if (this.#content === undefined) page?.live.writeAnew();
    }
  }

  #type(page: Page, letters: number, gap: number): void {
    const lines = page.text.split("\n");
    const at = this.#upTo(lines.length);
    const word = `w${this.#next++}.`;
    const inLine = this.#chance(0.2) && lines[at] !== "" && lines[at]?.startsWith("//") !== true;
    if (inLine) lines[at] = `${lines[at]} ${word}`;
    else lines.splice(at, 0, word);
    this.#edit(page, lines.join("\n"));
    const more = (left: number): void => {
      if (left === 0 || !page.open || this.#calm) return;
      const place = page.text.indexOf(word);
      if (place < 0) return;
      let end = place + word.length;
      while (page.text[end] === "x") end++;
      this.#edit(page, `${page.text.slice(0, end)}x${page.text.slice(end)}`);
      this.#clock.later(gap, () => more(left - 1));
    };
    this.#clock.later(gap, () => more(letters));
  }

  #edit(page: Page, text: string): void {
    this.#typed += Math.max(0, text.length - page.text.length);
    page.text = text;
    page.screens.push({ time: this.#time, text, own: true });
    page.live.edited();
  }

  #deleteLine(page: Page): void {
    const lines = page.text.split("\n");
    const [line = ""] = lines.splice(this.#upTo(lines.length), 1);
    for (const word of wordsOf(line).keys()) this.#deleted.add(word);
    this.#edit(page, lines.join("\n"));
  }

  #otherEditor(): void {
    if (this.#content === undefined) return;
    const lines = this.#content.split("\n");
    const at = this.#upTo(lines.length);
    if (this.#chance(0.3)) {
      const [line = ""] = lines.splice(at, 1);
      for (const word of wordsOf(line).keys()) this.#deleted.add(word);
    } else {
      const word = `w${this.#next++}.xx`;
      lines.splice(at, 0, word);
      this.#promised.set(word.slice(0, -2), 2);
    }
    this.#content = lines.join("\n");
    this.#contents.add(this.#content);
    this.#say("another editor writes");
    if (this.#chance(0.7)) this.#clock.later(this.#upTo(60), () => this.#look());
  }

  #look(): void {
    this.#server?.look();
  }

  #startServer(): void {
    if (this.#server !== undefined || this.#content === undefined) return;
    this.#say("the command starts");
    this.#server = new LiveFile({ disk: this.#disk, name: "m.cid", run: `run ${this.#run++}` });
    for (const page of this.#pages.filter(({ open }) => open)) this.#listen(page);
  }

  #endServer(): void {
    if (this.#server === undefined) return;
    this.#say("the command ends");
    this.#server = undefined;
    for (const page of this.#pages.filter(({ open }) => open)) {
      page.stop();
      page.events++;
      this.#clock.later(this.#upTo(30), () => page.open && page.live.lost());
    }
  }

  #killBrowser(): void {
    this.#say("the browser is killed");
    for (const page of this.#pages.filter(({ open }) => open)) {
      this.#checkKilled(page);
      page.open = false;
      page.stop();
    }
    this.#pages = [];
  }

  #openPage(tab: string): void {
    if (this.#server === undefined) return;
    this.#say(`page ${tab} opens`);
    const alive = this.#pages.filter(({ open }) => open).map((page) => page.tab);
    const orphans = [...this.#storage].filter(([owner]) => owner === tab || !alive.includes(owner));
    const page: Page = {
      tab,
      text: "",
      screens: [],
      open: true,
      events: 0,
      stop: () => undefined,
      live: undefined as unknown as LivePage,
    };
    const live = new LivePage(
      {
        clock: {
          now: () => this.#time,
          later: (milliseconds, run) =>
            this.#clock.later(milliseconds, () => {
              if (page.open) run();
            }),
        },
        screen: {
          text: () => page.text,
          replace: (text) => {
            page.text = text;
            page.screens.push({ time: this.#time, text, own: false });
          },
        },
        send: (write, answer) => this.#send(page, write, answer),
        keep: (draft, done) => this.#keep(page, draft, done),
        newId: () => `${tab} ${this.#order++}`,
        told: () => this.#clean(page, orphans),
        conflicts: (all) => {
          this.#conflicts += all.length;
        },
      },
      this.#server.state(),
      orphans.map(([, draft]) => draft),
    );
    Object.assign(page, { live });
    this.#pages.push(page);
    this.#listen(page);
  }

  /** Drafts of tabs that are gone are removed once their work is safe elsewhere. */
  #clean(page: Page, orphans: readonly (readonly [string, LiveDraft])[]): void {
    if (page.live === undefined) return;
    const { inFile, inBrowser } = page.live.kept();
    if (!inFile && !inBrowser) return;
    for (const [owner, draft] of orphans) {
      if (owner !== page.tab && this.#storage.get(owner) === draft) this.#storage.delete(owner);
    }
  }

  #listen(page: Page): void {
    const server = this.#server;
    if (server === undefined) return;
    const connection = ++page.events;
    let after = this.#time;
    const tell = (state: LiveState): void => {
      // Events of one connection arrive in their order.
      after = Math.max(after, this.#time + 1 + this.#upTo(60));
      this.#clock.later(after - this.#time, () => {
        if (page.open && page.events === connection) page.live.heard(state);
      });
    };
    tell(server.state());
    page.stop = server.subscribe(tell);
  }

  #send(page: Page, write: LiveWrite, answer: (answer: LiveAnswer | undefined) => void): void {
    const reply = (value: LiveAnswer | undefined): void => {
      this.#clock.later(1 + this.#upTo(40), () => page.open && answer(value));
    };
    this.#clock.later(1 + this.#upTo(40), () => {
      if (this.#server === undefined || this.#chance(0.03)) reply(undefined);
      else {
        const done = this.#server.write(write);
        reply(this.#chance(0.05) ? undefined : done);
      }
    });
  }

  #keep(page: Page, draft: LiveDraft, done: (reason?: string) => void): void {
    this.#clock.later(2 + this.#upTo(80), () => {
      if (!page.open) return;
      if (this.#storageFull) {
        done("no room");
        return;
      }
      this.#storage.set(page.tab, draft);
      done();
    });
  }

  readonly #disk: Disk = {
    read: () =>
      this.#content === undefined
        ? { kind: "gone" }
        : {
            kind: "file",
            bytes: new TextEncoder().encode(this.#content),
            ...(this.#locked && { locked: "is read-only" }),
          },
    write: (bytes) => {
      if (this.#diskFull) throw new Error("no space left");
      this.#content = new TextDecoder().decode(bytes);
      this.#contents.add(this.#content);
    },
  };

  // What must hold

  #checkPage(page: Page): void {
    if (!page.open || page.live === undefined) return;
    const kept = page.live.kept();
    if (kept.inBrowser && this.#storage.get(page.tab)?.text !== page.text) {
      this.#complain(`page ${page.tab} says the browser has its text, which has another`);
    }
    if (kept.inFile && !this.#contents.has(page.text) && page.text !== "first\n") {
      this.#complain(`page ${page.tab} says the file has its text, which never had`);
    }
  }

  /** What the page showed half a second ago must be somewhere, or the page must have said so. */
  #checkKilled(page: Page): void {
    const { browserTrouble, obstacle, file } = page.live.kept();
    const said = browserTrouble !== undefined;
    const then = page.screens.findLast(({ time }) => time <= this.#time - PROMISE);
    if (then === undefined || (said && (obstacle ?? file.problem) !== undefined)) return;
    const kept = [this.#content ?? "", this.#storage.get(page.tab)?.text ?? ""].map(wordsOf);
    const now = wordsOf(page.text);
    for (const [word, length] of wordsOf(then.text)) {
      if (this.#deleted.has(word) || !now.has(word)) continue;
      this.#promised.set(word, Math.max(length, this.#promised.get(word) ?? 0));
      const most = Math.max(...kept.map((words) => words.get(word) ?? -1));
      if (most < length && !said) this.#complain(`${word} had ${length} letters, ${most} are kept`);
      if (most < length && said) this.#deleted.add(word);
    }
  }

  #calmDown(): void {
    this.#calm = true;
    this.#say("calm");
    this.#storageFull = this.#diskFull = this.#locked = false;
    if (this.#content === undefined) this.#content = "";
    this.#contents.add(this.#content);
    for (const page of this.#pages) {
      for (const [word, length] of wordsOf(page.text)) {
        this.#promised.set(word, Math.max(length, this.#promised.get(word) ?? 0));
      }
    }
    this.#startServer();
    this.#look();
    for (const tab of ["one", "two"]) {
      if (!this.#pages.some((page) => page.open && page.tab === tab)) this.#openPage(tab);
    }
    for (let time = 200; time < 19_000; time += 200) this.#clock.later(time, () => this.#look());
  }

  #checkEnd(): void {
    const content = this.#content ?? "";
    for (const { tab, text, live } of this.#pages.filter(({ open }) => open)) {
      if (text !== content)
        this.#complain(`page ${tab} ends with another text: ${JSON.stringify([text, content])}`);
      if (!live.kept().inFile) this.#complain(`page ${tab} ends without saying it is in the file`);
    }
    const words = wordsOf(content);
    for (const [word, length] of this.#promised) {
      const there = words.get(word) ?? -1;
      if (!this.#deleted.has(word) && there < length)
        this.#complain(`${word} had ${length} letters, the file has ${there}`);
    }
  }

  #complain(what: string): void {
    this.#broken.push(`${this.#time} ${what}`);
    this.#say(`BROKEN: ${what}`);
  }

  #say(what: string): void {
    this.#log.push(`${this.#time} ${what}`);
  }

  #chance(probability: number): boolean {
    return this.#random.unit() < probability;
  }

  #upTo(count: number): number {
    return Math.floor(this.#random.unit() * count);
  }
}

/** The words of a text and how many letters each has. */
function wordsOf(text: string): Map<string, number> {
  const words = new Map<string, number>();
  for (const [, word = "", letters = ""] of text.matchAll(/(w\d+\.)(x*)/gu)) {
    words.set(word, Math.max(letters.length, words.get(word) ?? 0));
  }
  return words;
}
