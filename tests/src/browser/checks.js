// What is wrong with the page as it is now, one sentence each. arguments[0]: whether fingers use it.
const wrong = [];
const touch = arguments[0];
const tell = element => element.outerHTML.replace(/\s+/g, ' ').slice(0, 140);
const shown = element => {
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && !element.closest('dialog:not([open])');
};
const all = query => [...document.querySelectorAll(query)].filter(shown);

for (const dialog of document.querySelectorAll('dialog:not([open])')) {
  if (dialog.getClientRects().length) wrong.push(`a closed dialog is seen: ${tell(dialog)}`);
}

const root = document.documentElement;
if (root.scrollWidth > innerWidth) {
  const out = all('body *').filter(element => element.getBoundingClientRect().right > innerWidth + 1);
  wrong.push(`scrolls sideways (${root.scrollWidth} > ${innerWidth}): ${out.slice(0, 3).map(tell).join(' | ')}`);
}
if (!['zh-CN', 'en'].includes(root.lang)) wrong.push(`no language: ${root.lang}`);
if (!document.title.includes('·')) wrong.push(`the window is not named after the page: ${document.title}`);
if (all('h1').length !== 1) wrong.push(`${all('h1').length} headings of the first level`);
if (all('main').length !== 1) wrong.push(`${all('main').length} main parts`);

const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) wrong.push(`two elements have the id ${id}`);

const referred = (element, attribute) =>
  (element.getAttribute(attribute) ?? '').split(/\s+/).filter(Boolean).map(id => [id, document.getElementById(id)]);
const named = element =>
  element.getAttribute('aria-label')?.trim() ||
  referred(element, 'aria-labelledby').some(([, other]) => other?.textContent.trim()) ||
  [...(element.labels ?? [])].some(label => label.textContent.trim()) ||
  (/^(button|a|summary)$/i.test(element.tagName) && element.textContent.trim());
for (const element of all('input, select, textarea, button, a[href], [role=switch]')) {
  if (!named(element)) wrong.push(`without a name: ${tell(element)}`);
}
for (const element of all('[aria-describedby], [aria-labelledby]')) {
  for (const attribute of ['aria-describedby', 'aria-labelledby']) {
    for (const [id, other] of referred(element, attribute)) {
      if (!other) wrong.push(`${attribute} names ${id}, which is not there: ${tell(element)}`);
    }
  }
}
for (const element of all('img')) if (!element.hasAttribute('alt')) wrong.push(`picture without words: ${tell(element)}`);
for (const element of all('svg')) {
  if (element.getAttribute('aria-hidden') !== 'true' && !element.getAttribute('aria-label')) wrong.push(`picture without words: ${tell(element)}`);
}

// A message that is not there is shown by its id.
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = texts.nextNode(); node; node = texts.nextNode()) {
  const said = node.data.trim();
  if (/^[a-z]+(-[a-z]+){1,5}$/.test(said) && shown(node.parentElement)) wrong.push(`no words for ${said}: ${tell(node.parentElement)}`);
}

if (touch) {
  // A link within a sentence is as high as its line; boxes are touched by their label.
  const inSentence = element => [...element.parentElement.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  // A link may be stretched over its whole card.
  const stretched = element => getComputedStyle(element, '::after').position === 'absolute' && element.offsetParent;
  const target = element => (/^(checkbox|radio)$/.test(element.type) ? element.labels?.[0] : stretched(element)) || element;
  for (const element of all('main input, main select, main textarea, main button, main a[href], nav a[href], header a[href], header button')) {
    const box = target(element).getBoundingClientRect();
    if (!inSentence(element) && box.height < 43.5) wrong.push(`too low for a finger (${box.height.toFixed(1)}): ${tell(element)}`);
    if (!inSentence(element) && box.width < 43.5) wrong.push(`too narrow for a finger (${box.width.toFixed(1)}): ${tell(element)}`);
  }
}
return wrong;
