/** What a hand does that has a mouse and no keys: menus, files from the disk, badges and arrows. */
import type { Page } from "playwright-core";

/** Opens a menu of the bar and chooses a command there. */
export async function chooseInMenu(page: Page, menu: string, id: string): Promise<void> {
  await page.getByRole("navigation", { name: "Menus" }).getByRole("button", { name: menu }).click();
  await page.locator(`.menu [data-command="${id}"]`).click();
  await page.locator(".menu").waitFor({ state: "detached" });
}

/**
 * Opens a file from the disk, by File, Open. Chromium's own window for files cannot be driven: the page
 * is as in browsers that have only the other one.
 */
export async function openFromDisk(
  page: Page,
  ...files: readonly { readonly name: string; readonly content: string }[]
): Promise<void> {
  await page.evaluate(() => Reflect.deleteProperty(window, "showOpenFilePicker"));
  const coming = page.waitForEvent("filechooser");
  await chooseInMenu(page, "File", "file.open");
  await (await coming).setFiles(
    files.map(({ name, content }) => ({
      name,
      mimeType: "text/plain",
      buffer: Buffer.from(content),
    })),
  );
}
