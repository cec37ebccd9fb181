/** Debian's Chromium, driven by playwright-core, for the tests that open a report. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

/** Tests that need it are skipped where it is missing; their names say so. */
export const noChromium = !existsSync(executablePath)

/** As root in a container there is no sandbox, and nothing that Chromium may ask the network for. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

export interface Opened {
  readonly page: Page
  /** What the console says, breaches of the policy too; exceptions; dialogs; requests but for the page. */
  readonly complaints: readonly string[]
}

export interface Browsing {
  /** @param hash with its `#`. */
  readonly open: (
    html: string,
    options?: BrowserContextOptions & { readonly hash?: string },
  ) => Promise<Opened>
  readonly close: () => Promise<void>
}

/** One browser for all tests of a file; each page has a context of its own, and opens from disk. */
export async function browsing(): Promise<Browsing> {
  const browser = await chromium.launch({ executablePath, args })
  const directory = await mkdtemp(join(tmpdir(), 'partyline-page-'))
  let pages = 0
  return {
    async open(html, { hash = '', ...options } = {}) {
      pages += 1
      const file = join(directory, `page-${pages}.html`)
      await writeFile(file, html)
      const url = pathToFileURL(file).href + hash
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        ...options,
      })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(`console: ${message.text()}`))
      page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`))
      page.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      await context.route('**/*', (route) => {
        const asked = route.request().url()
        if (asked.split('#')[0] === url.split('#')[0]) return route.continue()
        complaints.push(`request: ${asked}`)
        return route.abort()
      })
      await page.goto(url)
      return { page, complaints }
    },
    async close() {
      await browser.close()
      await rm(directory, { recursive: true })
    },
  }
}

/** What the page's own script says to a question in JavaScript, as a number. */
export async function asNumber(page: Page, expression: string): Promise<number> {
  return Number(await page.evaluate(expression))
}
