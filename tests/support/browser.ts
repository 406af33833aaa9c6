/** One way to start Chromium, shared by the web journeys and the mini-program host. */
import fs from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that hums, allowed without asking: for the journeys of a child who says it.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
]

/** Path of an installed Chromium (`CHROMIUM_PATH` first, then Debian's), or undefined if there is none. */
export function findChromium(): string | undefined {
  const candidate = process.env.CHROMIUM_PATH || '/usr/bin/chromium'
  return fs.existsSync(candidate) ? candidate : undefined
}

/**
 * Starts a headless browser; the caller closes it.
 *
 * @throws if no Chromium is installed
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium not found: install it or set CHROMIUM_PATH')
  return chromium.launch({ executablePath, args: FLAGS })
}
