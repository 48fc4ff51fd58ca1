// Works in VS Code, in a browser: README.md says how it is started.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";

const { APP, CHROMIUM, SHOTS, URL = "http://127.0.0.1:8399/" } = process.env;
const FILE = "app/_components/place-card.tsx";
const PATIENCE = 60_000;

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });

/** Waits until something is so, and keeps a picture of it. */
async function until(what, holds) {
  const end = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > end) {
      await picture("failed");
      assert.fail(`${what} does not come`);
    }
    await sleep(200);
  }
  await picture(what);
  console.log(what);
}

async function picture(name) {
  if (SHOTS) {
    await page.screenshot({ path: join(SHOTS, `${name.replaceAll(" ", "-")}.png`) });
  }
}

/** Picks what the box at the top offers for a text: a file, or a command after `>`. */
async function pick(text) {
  const box = page.locator(".quick-input-widget input").first();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+p");
  await box.fill(text);
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  await sleep(1000);
  await page.keyboard.press("Enter");
  await sleep(500);
}

/** What is set for the workspace from now on. */
function set(settings) {
  mkdirSync(join(APP, ".vscode"), { recursive: true });
  writeFileSync(join(APP, ".vscode/settings.json"), JSON.stringify({ "files.hotExit": "off", ...settings }));
}

const texts = (selector) => page.locator(selector).allTextContents();
const has = async (selector, text) => (await texts(selector)).some((it) => it.includes(text));
const status = () => page.locator("#status\\.languageStatus").getAttribute("aria-label", { timeout: 500 }).catch(() => "");
const says = (text) => async () => ((await status()) ?? "").includes(text);

const before = readFileSync(join(APP, FILE), "utf8");
try {
  set({});
  writeFileSync(join(APP, FILE), `import { useState } from "react";\n${before}`);
  await page.goto(`${URL}?folder=${encodeURI(APP)}`);
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: PATIENCE });
  await pick(FILE);
  await until("a finding is counted", says("1 error"));
  await until("a crossing is marked", () => has(".view-line", "client"));

  set({ "rutter.inlayHints.enable": false });
  await until("the mark is switched off", async () => !(await has(".view-line", "client")));

  await pick(":1:12");
  await until("the fixes are offered", async () => {
    // The menu goes away when one of the servers answers late.
    if (!(await has(".action-widget .monaco-list-row", "make the file a client module"))) {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+.");
      await sleep(2000);
    }
    return has(".action-widget .monaco-list-row", "make the file a client module");
  });
  await page.keyboard.press("Enter");
  await until("nothing is wrong any more", says("nothing is wrong"));
  await page.keyboard.press("Control+z");

  set({ "rutter.path": "/none/rutter" });
  await until("a missing rutter is said", () => has(".notification-toast", "where no program is"));
  await until("it does not run", says("Rutter does not run"));
  set({});
  await until("it runs again", says("1 error"));
} finally {
  writeFileSync(join(APP, FILE), before);
  await browser.close();
}
