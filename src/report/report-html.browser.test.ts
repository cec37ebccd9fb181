/** report.html in a browser: nothing is asked for, all is reached by keyboard, what is copied is right. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { asNumber, browsing, noChromium, type Browsing } from './browser.fixture.ts'
import { browsedRuns } from './browsed-runs.fixture.ts'
import { thirtyByTen, twelveByEight } from './crowded-findings.fixture.ts'
import { crash, manyThings } from './example-finding.fixture.ts'
import { swapped } from './in-flight-findings.fixture.ts'
import { replayCommand } from './replay-command.ts'
import { reportHtml } from './report-html.ts'

const where = 'report.html in Chromium (needs /usr/bin/chromium, Debian package chromium)'

const phone = { width: 390, height: 844 }

type Name = keyof typeof browsedRuns
const names = Object.keys(browsedRuns).filter((name): name is Name => name in browsedRuns)
const html = (name: Name): string => reportHtml(browsedRuns[name], 'reports')

describe.skipIf(noChromium)(where, () => {
  let browser: Browsing
  beforeAll(async () => {
    browser = await browsing()
  })
  afterAll(() => browser.close())

  it.each(names)('complains of nothing, asks for nothing, and fits: %s', async (name) => {
    const { page, complaints } = await browser.open(html(name), { viewport: phone })
    expect(complaints).toEqual([])
    expect(await sideways(page)).toBe(0)
    await page.setViewportSize({ width: 1280, height: 900 })
    expect(await sideways(page)).toBe(0)
    if (name !== 'many') await unfoldAll(page)
    expect(await sideways(page)).toBe(0)
    await page.setViewportSize(phone)
    expect(await sideways(page)).toBe(0)
    await page.context().close()
  })

  it('would tell of a complaint, a request, and of what does not fit', async () => {
    const bad = html('one')
      .replace(
        '</body>',
        '<img src="https://example.invalid/x.png"><script>alert(1)</script><pre style="width:4000px">wide</pre></body>',
      )
      .replace(/<meta http-equiv[^>]*>/, '')
    const { page, complaints } = await browser.open(bad, { viewport: phone })
    expect(complaints.join('\n')).toMatch(/request: https:\/\/example\.invalid/)
    expect(complaints.join('\n')).toMatch(/dialog: 1/)
    expect(await sideways(page)).toBeGreaterThan(1000)
    await page.context().close()
    const forbidden = html('one').replace('</body>', '<script>alert(1)</script></body>')
    const again = await browser.open(forbidden)
    expect(again.complaints.join('\n')).toMatch(/Content Security Policy directive 'script-src/)
    expect(again.complaints.join('\n')).not.toMatch(/dialog/)
    await again.page.context().close()
  })

  it.each([
    ['light', 'few'],
    ['dark', 'few'],
    ['light', 'hostile'],
    ['dark', 'crowd'],
    ['light', 'score'],
    ['dark', 'none'],
  ] as const)('is accessible in %s: %s', async (colorScheme, name) => {
    const { page } = await browser.open(html(name), { colorScheme })
    if (name !== 'score') await unfoldAll(page)
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })

  it('is found wanting by axe where it is', async () => {
    const { page } = await browser.open(
      html('one')
        .replace('--quiet: #5a6373', '--quiet: #c0c0c0')
        .replace(/<meta http-equiv[^>]*>/, ''),
    )
    expect(await violations(page)).toContainEqual(expect.stringMatching(/^color-contrast/))
    await page.context().close()
  })

  it('reaches a folded finding by the Tab key alone, and unfolds it', async () => {
    const { page } = await browser.open(html('few'))
    expect(await tabTo(page, 'Skip the summary')).toBeLessThan(2)
    await page.keyboard.press('Enter')
    const last = page.locator('article').last()
    expect(await last.locator('> details').getAttribute('open')).toBeNull()
    expect(await tabTo(page, 'Finding 4 of 4')).toBeLessThan(200)
    await page.keyboard.press('Enter')
    expect(await last.locator('> details').getAttribute('open')).toBe('')
    expect(await last.locator('.ladder').isVisible()).toBe(true)
    await page.context().close()
  })

  it('goes from finding to finding with j and k', async () => {
    const { page } = await browser.open(html('few'))
    const focused = async (): Promise<string> =>
      String(await page.evaluate('document.activeElement.textContent.slice(0, 12)')).trim()
    const seen: string[] = []
    for (const key of ['j', 'j', 'j', 'k', 'j', 'j', 'j']) {
      await page.keyboard.press(key)
      seen.push(await focused())
    }
    expect(seen.map((text) => Number(/\d/.exec(text)?.[0]))).toEqual([1, 2, 3, 2, 3, 4, 4])
    await page.context().close()
  })

  it.each(['with the clipboard of today', 'without one, as from a place that is not secure'])(
    'copies the command, and nothing else: %s',
    async (how) => {
      const { page, complaints } = await browser.open(html('few'))
      if (how.startsWith('without'))
        await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`)
      const { fingerprint } = manyThings
      const button = page.locator(`[data-copy="replay-${fingerprint}"]`)
      await button.focus()
      await page.keyboard.press('Enter')
      await page.locator('#said', { hasText: 'Copied' }).waitFor({ state: 'attached' })
      expect(await pasted(page)).toBe(
        replayCommand('reports', fingerprint, 'exec:python3 bridge.py'),
      )
      expect(await button.getAttribute('class')).toBe('copied')
      expect(complaints).toEqual([])
      await page.context().close()
    },
  )

  it('copies to the character what is hostile', async () => {
    const { page } = await browser.open(html('hostile'))
    const { adapter, findings } = browsedRuns.hostile
    const fingerprint = findings[0]?.fingerprint ?? ''
    await page.locator(`[data-copy="replay-${fingerprint}"]`).click()
    await page.locator('#said', { hasText: 'Copied' }).waitFor({ state: 'attached' })
    expect(await pasted(page)).toBe(replayCommand('reports', fingerprint, adapter))
    await page.context().close()
  })

  it('opens what a link leads to, at once and later', async () => {
    const { page } = await browser.open(html('few'), { hash: `#${crash.fingerprint}` })
    const article = page.locator(`article[data-finding="${crash.fingerprint}"]`)
    expect(await article.locator('> details').getAttribute('open')).toBe('')
    expect(await asNumber(page, topOf(crash.fingerprint))).toBeLessThan(160)
    await page.locator('article').first().locator('> details > summary').click()
    await page.locator(`nav a[href="#${swapped.fingerprint}"]`).click()
    expect(await asNumber(page, topOf(swapped.fingerprint))).toBeLessThan(160)
    expect(page.url()).toMatch(new RegExp(`#${swapped.fingerprint}$`))
    await page.context().close()
  })

  it('opens what a link leads to without its script', async () => {
    const options = { hash: `#${crash.fingerprint}`, javaScriptEnabled: false }
    const { page } = await browser.open(html('few'), options)
    const article = page.locator(`article[data-finding="${crash.fingerprint}"]`)
    expect(await article.locator('.ladder').isVisible()).toBe(true)
    expect(await page.locator('button:visible').count()).toBe(0)
    await page.context().close()
  })

  it('filters two hundred findings, and a link shows what was filtered away', async () => {
    const { page } = await browser.open(html('many'))
    const visible = (): Promise<number> => page.locator('article:visible').count()
    expect(await visible()).toBe(200)
    expect(await page.locator('article > details[open]').count()).toBe(3)
    await page.locator('#filter').fill('crashed a0000000000f')
    expect(await visible()).toBe(1)
    expect(await page.locator('#said').textContent()).toBe('1 of 200 findings')
    expect(await page.locator('.contents > li:visible').count()).toBe(1)
    await page.locator('#filter').fill('nothing has this')
    expect(await visible()).toBe(0)
    await page.evaluate(`location.hash = '#a00000000001'`)
    await page.locator('article[data-finding="a00000000001"]').waitFor()
    expect(await visible()).toBe(200)
    await page.context().close()
  })

  it.each([twelveByEight, thirtyByTen])('draws a crowd no wider than the page', async (finding) => {
    const { page } = await browser.open(html('crowd'))
    const box = await page
      .locator(`article[data-finding="${finding.fingerprint}"] .ladder`)
      .boundingBox()
    expect(box?.width).toBeGreaterThan(600)
    expect(box?.width).toBeLessThanOrEqual(1110)
    const fonts = `getComputedStyle(document.querySelector('.ladder .note')).fontSize`
    expect(await page.evaluate(fonts)).toBe('12px')
    await page.context().close()
  })

  it('prints what is folded away, and nothing that only a screen needs', async () => {
    const { page } = await browser.open(html('few'))
    await page.emulateMedia({ media: 'print', colorScheme: 'light' })
    expect(await page.locator('button:visible, .self:visible, .skip:visible').count()).toBe(0)
    const folded = page.locator('article > details:not([open]) .ladder')
    expect(await folded.count()).toBe(1)
    const height = `document.querySelector('article > details:not([open]) .ladder').checkVisibility({ contentVisibilityAuto: true }) ? 1 : 0`
    expect(await asNumber(page, height)).toBe(1)
    await page.context().close()
  })
})

/** How far the page can be moved sideways, in pixels. */
function sideways(page: Page): Promise<number> {
  const root = 'document.documentElement'
  return asNumber(page, `${root}.scrollWidth - ${root}.clientWidth`)
}

async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`)
}

function topOf(fingerprint: string): string {
  return `Math.abs(document.querySelector('[data-finding="${fingerprint}"]').getBoundingClientRect().top)`
}

/** Presses Tab until the text of what has the focus begins so. @returns how often it was pressed. */
async function tabTo(page: Page, text: string): Promise<number> {
  for (let pressed = 1; pressed <= 200; pressed += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate('document.activeElement.textContent.trim()')
    if (String(focused).startsWith(text)) return pressed
  }
  return Infinity
}

/** What the clipboard gives to a field of the page. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(`{
    const field = document.createElement('textarea')
    field.id = 'pasted'
    document.body.append(field)
    field.focus()
  }`)
  await page.keyboard.press('Control+V')
  return page.locator('#pasted').inputValue()
}

const axeResults = z.object({
  passes: z.array(z.unknown()).min(10),
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
})

/** "color-contrast: <p>…". */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(`axe.run({ resultTypes: ['violations'] })`)
  const results = axeResults.parse(found)
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 200)}`),
  )
}
