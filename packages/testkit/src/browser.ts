import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/** Where Debian and others put it. */
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

export const hasBrowser = executablePath !== undefined;

/** Headless, and quiet: a browser of its own accord would call home. */
export function openBrowser(): Promise<Browser> {
  if (!executablePath) throw new Error('There is no Chromium on this machine (apt-get install chromium).');
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, args });
}

/** A person's browser: pages share cookies. Requests to other machines are refused and listed. */
export async function openContext(browser: Browser): Promise<{ context: BrowserContext; foreign: readonly string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const foreign: string[] = [];
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.hostname === '127.0.0.1' || ['data:', 'blob:'].includes(url.protocol)) return route.continue();
    foreign.push(url.href);
    return route.abort();
  });
  return { context, foreign };
}
