import { compile } from 'sass';
import { expect, test } from 'vitest';

const css = compile('src/ui/styles/app.scss', { loadPaths: ['node_modules'], style: 'expanded' }).css;

test('no rule for the Transport typeface, the crown, the crest or GOV.UK’s brand blue is compiled', () => {
  expect(css).not.toMatch(/transport|crown|crest/i);
  expect(css).not.toMatch(/#1d70b8/i);
});

test('every file the styles ask for is the typeface’s own, from our own origin', () => {
  const files = [...css.matchAll(/url\("?([^")]+)"?\)/g)].map(([, file]) => file?.split('/').at(-1));
  expect(files).toEqual(['atkinson-hyperlegible-next-latin-wght-normal.woff2', 'atkinson-hyperlegible-next-latin-wght-italic.woff2']);
});

test('every kind of rating has its own look, and a border for readers who force their own colours', () => {
  for (const mark of [
    'outstanding',
    'good',
    'requires-improvement',
    'adequate',
    'inadequate',
    'not-judged',
    'not-given',
    'not-published',
    'not-recorded',
  ]) {
    expect(css).toContain(`.app-rating--${mark}`);
  }
  expect(css).toMatch(/forced-colors: active\) \{\s*\.app-rating \{\s*border-color: canvastext/i);
});

// A sheet with nothing but the demonstration's banner came before every page that is turned round.
test('where a page is printed on sheets turned round, all of its document is', () => {
  expect(css).toMatch(/body:has\(\.app-print-landscape\) \{\s*page: landscape;/);
});
