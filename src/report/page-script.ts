/**
 * The script of report.html. The page is whole without it: it unfolds what a link leads to, goes from
 * finding to finding, filters and copies. It makes no markup and asks for nothing.
 */
export const pageScript = `'use strict'
const all = (selector) => [...document.querySelectorAll(selector)]
const say = (text) => { document.getElementById('said').textContent = text }
for (const control of all('[data-needs-script]')) control.hidden = false

// Links to what is folded, or filtered away.
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (target === null) return
  if (target.closest('[hidden]') !== null) show('')
  for (let at = target; at !== null; at = at.parentElement) if (at.localName === 'details') at.open = true
  const article = target.closest('article')
  const place = article !== null && target.id === article.dataset.finding ? article : target
  place.scrollIntoView()
  article?.querySelector('summary').focus({ preventScroll: true })
}
addEventListener('hashchange', reveal)

// From finding to finding: j and k.
const summaries = () => all('article > details > summary').filter((summary) => summary.closest('[hidden]') === null)
addEventListener('keydown', (event) => {
  const step = { j: 1, k: -1 }[event.key]
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest('input, textarea') !== null) return
  const list = summaries()
  const at = list.indexOf(document.activeElement?.closest('article')?.querySelector('summary'))
  const next = list[at < 0 ? 0 : at + step]
  if (next === undefined) return
  next.focus({ preventScroll: true })
  next.scrollIntoView()
})

// The filter: findings, and links to them, that hold all words.
const filter = document.getElementById('filter')
const texts = new Map()
function textOf(article) {
  if (!texts.has(article)) {
    const parts = article.querySelectorAll(':scope > details > summary, .rule, .script')
    texts.set(article, [...parts].map((part) => part.textContent).join(' ').toLowerCase())
  }
  return texts.get(article)
}
function show(text) {
  if (filter === null) return
  filter.value = text
  const words = text.toLowerCase().split(/\\s+/)
  const articles = all('article')
  let shown = 0
  for (const article of articles) {
    const told = textOf(article)
    article.hidden = !words.every((word) => told.includes(word))
    shown += article.hidden ? 0 : 1
    const link = document.querySelector('.contents a[href="#' + article.dataset.finding + '"]')
    if (link !== null) link.closest('li').hidden = article.hidden
  }
  for (const group of all('.group')) group.hidden = group.querySelector('article:not([hidden])') === null
  for (const group of all('.contents > li')) group.hidden = group.querySelector('li:not([hidden])') === null
  say(shown + ' of ' + articles.length + ' findings')
}
if (filter !== null) filter.addEventListener('input', () => show(filter.value))

// Buttons.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button')
  if (button === null) return
  if (button.dataset.fold !== undefined) {
    for (const summary of summaries()) summary.parentElement.open = button.dataset.fold === 'open'
    return
  }
  const source = document.getElementById(button.dataset.copy)
  if (source === null) return
  const copied = await copy(source)
  for (const other of all('button.copied')) other.classList.remove('copied')
  button.classList.toggle('copied', copied)
  say(copied ? 'Copied' : 'It could not be copied: it is selected, press Ctrl+C')
})

async function copy(source) {
  const text = source.textContent
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // No clipboard where the page is not from a secure place; the older way takes what is selected.
  }
  for (let at = source; at !== null; at = at.parentElement) if (at.localName === 'details') at.open = true
  getSelection().selectAllChildren(source)
  const exactly = (event) => { event.clipboardData.setData('text/plain', text); event.preventDefault() }
  document.addEventListener('copy', exactly)
  const copied = document.execCommand('copy')
  document.removeEventListener('copy', exactly)
  if (copied) getSelection().removeAllRanges()
  return copied
}

if (location.hash.length > 1) reveal()
`
