/**
 * Pictures of every main screen, wide and on a phone, light and dark, written to docs/pictures/.
 * `npm run renew -- pictures`, or `npm run screenshots -w apps/workbench` after a build, where names
 * of screens (`gallery`) or of pictures (`gallery-wide-light`) on the command line pick some.
 */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { freshPage, launchBrowser, startWorkbench } from "../e2e/browser.ts";

const FOLDER = fileURLToPath(new URL("../../../docs/pictures/", import.meta.url));

const SIZES = {
  wide: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

/** What to do before each picture. */
const SCREENS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  start: async () => undefined,
  verdict: async (page) => {
    await page
      .locator(
        '.verdict[data-verdict^="instrumental-control-incentive"][data-state=present] button',
      )
      .first()
      .click();
  },
  numbers: async (page) => {
    await press(page, "answers.run");
    await page.waitForSelector(".results");
    await page.waitForSelector(".statusbar:not(:has-text('Computing'))");
    await press(page, "view.fit");
  },
  broken: async (page) => {
    await showText(page);
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText("\nchance broken : bool ~ bernouli(0.5)");
    await page.waitForSelector(".statusbar .bad");
  },
  gallery: async (page) => {
    await press(page, "file.gallery");
    // Cards draw their pictures when the page has nothing else to do.
    await page.waitForFunction(() => {
      const inView = [...document.querySelectorAll(".card .picture")].filter(
        (one) => one.getBoundingClientRect().top < innerHeight,
      );
      return inView.length > 0 && inView.every((one) => one.querySelector("svg") !== null);
    });
  },
  compare: async (page) => {
    await openModel(page, "frameworks/assistance");
    await press(page, "view.compare");
    await page.waitForSelector(".compare-side svg");
  },
  replicated: async (page) => {
    await openModel(page, "reward-tampering/fig5-modifiable-reward-function");
  },
  template: async (page) => {
    await openModel(page, "reward-tampering/fig5-modifiable-reward-function");
    await press(page, "view.fold");
  },
  equilibria: async (page) => {
    await openModel(page, "games/battle-of-the-sexes");
    await press(page, "answers.run");
    await page.waitForSelector(".equilibria");
    await press(page, "view.fit");
  },
  export: async (page) => {
    await press(page, "view.utilities");
    await press(page, "export.options");
    await page.waitForSelector(".export-preview");
  },
  game: async (page) => {
    await openModel(page, "papers/hadfield2017offswitch/off-switch-game");
  },
  labs: async (page) => {
    await press(page, "file.labs");
    await page.waitForSelector("[data-lab] svg");
  },
  lab: (page) => openLab(page, "reward-tampering"),
  "lab-diagrams": async (page) => {
    await openLab(page, "reward-tampering");
    await page
      .locator("[data-part=diagrams] .lab-choice button", { hasText: "TI-ignoring" })
      .first()
      .click();
    await show(page, "diagrams");
  },
  "lab-watch": async (page) => {
    await openLab(page, "reward-tampering");
    await page.waitForSelector(".lab-player", { timeout: 60_000 });
    await page.locator(".lab-player input[type=range]").fill("9");
    await show(page, "watch");
  },
  "lab-training": async (page) => {
    await openLab(page, "reward-tampering");
    await page.locator("[data-task=train] .primary").click();
    await page.waitForSelector("[data-task=train][data-status=done]", { timeout: 60_000 });
    await show(page, "training");
  },
  "lab-sweep": async (page) => {
    await openLab(page, "off-switch");
    await page.locator("[data-task=sweep0] .primary").click();
    await page.waitForSelector("[data-task=sweep0][data-status=done]", { timeout: 60_000 });
    await show(page, "sweep");
  },
  "lab-claims": async (page) => {
    await openLab(page, "recursive-oversight");
    await page.locator("[data-task=claims] .primary").click();
    await page.waitForSelector("[data-task=claims][data-status=done]", { timeout: 60_000 });
    await show(page, "claims");
  },
  sheet: async (page) => {
    await page.locator('.react-flow__node[data-id="posts"]').focus();
    const head = page.locator(".sheet-head");
    await head.waitFor();
    if ((await head.getAttribute("aria-expanded")) !== "true") await head.click();
    await page.locator(".node-sheet .button", { hasText: "Compute" }).click();
    await page.waitForSelector(".node-sheet .options");
  },
  palette: (page) => press(page, "help.palette"),
  keys: (page) => press(page, "help.keys"),
  share: (page) => press(page, "file.share"),
};

/** A machine that is busy may be too slow once; twice is a fault. */
const TRIES = 2;

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const wanted = process.argv.slice(2);
  const browser = await launchBrowser();
  const server = await startWorkbench();
  const missing: string[] = [];
  try {
    for (const [name, act] of Object.entries(SCREENS)) {
      for (const size of ["wide", "phone"] as const) {
        for (const scheme of ["light", "dark"] as const) {
          const picture = `${name}-${size}-${scheme}`;
          if (wanted.length > 0 && !wanted.includes(name) && !wanted.includes(picture)) continue;
          const shot = { picture, viewport: SIZES[size], colorScheme: scheme, act };
          if (!(await shoot(browser, server.url, shot))) missing.push(picture);
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  if (missing.length === 0) return;
  console.error(`not taken: ${missing.join(" ")}`);
  process.exitCode = 1;
}

interface Shot {
  readonly picture: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: "light" | "dark";
  readonly act: (page: Page) => Promise<void>;
}

/** Whether the picture was taken; what kept it from being taken is printed. */
async function shoot(browser: Browser, url: string, shot: Shot): Promise<boolean> {
  const { picture, viewport, colorScheme, act } = shot;
  for (let tried = 1; tried <= TRIES; tried++) {
    try {
      const { page, errors } = await freshPage(browser, url, { viewport, colorScheme });
      await page.waitForTimeout(500);
      await act(page);
      await page.waitForSelector(".toast", { state: "detached" });
      await page.waitForTimeout(700);
      await page.screenshot({ path: `${FOLDER}${picture}.png` });
      console.log(picture, errors.length === 0 ? "" : errors.join("; "));
      return true;
    } catch (error) {
      console.log(`${picture}: ${String(error).split("\n")[0]}`);
    } finally {
      await Promise.all(browser.contexts().map((context) => context.close()));
    }
  }
  return false;
}

/** Runs a command through the palette, as a reader would on any screen size. */
async function press(page: Page, id: string): Promise<void> {
  await page.keyboard.press("Control+k");
  if (id === "help.palette") return;
  const item = page.locator(`#palette-${id.replaceAll(".", "\\.")}`);
  await item.scrollIntoViewIfNeeded();
  await item.click();
}

/** A lab with its first results. */
async function openLab(page: Page, id: string): Promise<void> {
  await page.evaluate((lab) => {
    location.hash = `#lab/${lab}`;
  }, id);
  await page.waitForSelector("[data-task=runs][data-status=done]", { timeout: 60_000 });
}

async function show(page: Page, part: string): Promise<void> {
  await page.locator(`[data-part=${part}]`).evaluate((element) => element.scrollIntoView());
}

async function showText(page: Page): Promise<void> {
  const tab = page.getByRole("tab", { name: "Text" });
  if (await tab.isVisible()) await tab.click();
  await page.waitForSelector(".cm-content");
}

async function openModel(page: Page, slug: string): Promise<void> {
  await press(page, "file.gallery");
  await page.waitForSelector(`[data-slug="${slug}"]`);
  await page.locator(".gallery-tools input").fill(slug);
  await page.locator(`[data-slug="${slug}"] .open`).click();
  await page.waitForFunction((file) => window.cidery.session.state().file === file, `${slug}.cid`);
  await page.waitForTimeout(1500);
}

await main();
