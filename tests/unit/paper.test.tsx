import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';

import { paperText } from '@/documents/paper';
import { briefingPaper } from '@/domain/scrutiny';
import { PaperSheet } from '@/ui/paper/paper-sheet';
import { aBriefing } from '../support/briefings';

test('a briefing as plain text has lines that no mail program breaks again, and says all that its page says', () => {
  const paper = briefingPaper(aBriefing());
  const text = paperText(paper);
  expect(text.split('\n').filter((line) => line.length > 72)).toEqual([]);
  for (const { heading } of paper.sections) expect(text).toContain(`\n\n\n${heading}\n${'-'.repeat(heading.length)}\n\n`);
  const words = text.replaceAll(/\s+/g, ' ');
  expect(words).toContain('- Help and protection: Requires improvement (Good in 2018)');
  expect(words).toContain(
    '1.2 Check partner attendance, Safeguarding Partnership Manager First due: 31 Mar 2026 Now due: 30 Oct 2026, Overdue 21 days Moved, and why the last time: Twice. Two of five partners',
  );
  expect(words).toContain(
    'Barnsley: 25.5% Neighbours: 18.6% England: 22.6% In a year: Worse Over time: From 15.4% in 2022 to 25.5% in 2025',
  );
  expect(words).toContain('1. Repeat referrals have risen four years running, 15.4% to 25.5%. Action 1.2 is 21 days late. Which partners');
});

test('what has nothing to say is left out with its heading', () => {
  const nothing = { heading: 'Which dates were missed or put back?', rows: [], more: null, tally: null };
  const paper = briefingPaper(
    aBriefing({ dates: nothing, judgements: null, money: { heading: 'What was it given?', rows: [], more: null } }),
  );
  expect(paper.sections.map(({ key }) => key)).toEqual([
    ...['changes', 'inspectors', 'recommendations', 'figures', 'targets', 'lines', 'asked', 'words'],
  ]);
});

test('a later briefing says which it replaces, and that it is another', () => {
  const words = 'It replaces briefing 1, published on 14 November 2026.';
  const day = { on: '2026-11-14', words: '14 November 2026', short: '14 Nov 2026' };
  const paper = briefingPaper(aBriefing({ number: 2, supersedes: { number: 1, sha256: 'x', publishedOn: day, words, href: '/x' } }));
  expect(paper.about[1]).toBe('Briefing 2, as at 20 November 2026');
  expect(paper.notices).toEqual([{ text: words, href: '/x' }]);
});

test('the columns of each table fill the paper', () => {
  const tables = briefingPaper(aBriefing()).sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
  expect(tables).toHaveLength(2);
  expect(new Set(tables.map(({ columns }) => columns.reduce((sum, { width }) => sum + width, 0)))).toEqual(new Set([100]));
});

test('a line on the page says what it shows to those who do not see it, and a missing figure breaks it', () => {
  const html = renderToStaticMarkup(<PaperSheet paper={briefingPaper(aBriefing())} />);
  expect(html).toContain('role="img" aria-label="From 14.2% in 2022 to 5.9% in 2025"');
  const [, vacancies = ''] = html.split('From 14.2% in 2022 to 5.9% in 2025');
  // The first figure stands alone before the gap: a dot, then the line, then the newest.
  expect(vacancies.split('</svg>')[0]?.match(/<circle/g)).toHaveLength(2);
});
