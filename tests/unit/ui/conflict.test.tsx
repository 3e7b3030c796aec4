import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { moment } from '@/domain/shared';
import { Conflict } from '@/ui/govuk/conflict';
import { PageFrame } from '@/ui/govuk/page-frame';
import { HistoryList, sentenceOf } from '@/ui/history/history-list';

const DIFFERENCES = [
  { key: 'colour', label: 'Council colour', mine: '#801650', theirs: '#12436d', proposed: null },
  { key: 'displayName', label: 'Council’s name', mine: 'Barnsley <b>', theirs: '', proposed: 'mine' },
] as const;

test('a conflict shows who was first, when and why, and both texts to choose from', () => {
  const html = renderToStaticMarkup(
    <Conflict who="Ada Archer" at="20 November 2026, 09:30" reason="new house style" differences={DIFFERENCES} problems={[]} />,
  );
  expect(html).toContain('Ada Archer saved the same record: 20 November 2026, 09:30, “new house style”');
  for (const text of ['#801650', '#12436d', 'Barnsley &lt;b&gt;', 'Nothing']) expect(html).toContain(text);
  expect(html.match(/name="keep-colour"/g)).toHaveLength(2);
  expect(html.match(/checked=""/g)).toHaveLength(1);
  expect(html).toMatch(/id="keep-displayName-mine"[^>]*checked=""/);
});

test('what nobody has chosen yet is said beside it', () => {
  const problems = [{ field: 'keep-colour', message: 'Choose what to keep for “Council colour”' }];
  const html = renderToStaticMarkup(<Conflict who="Ada" at="now" reason={null} differences={DIFFERENCES} problems={problems} />);
  expect(html).toContain('id="keep-colour" aria-describedby="keep-colour-error"');
  expect(html.match(/govuk-error-message/g)).toHaveLength(1);
});

test('a change and its reason make one sentence', () => {
  const line = { sentences: ['the due date moved from 30 April to 31 July', 'Owner removed'], reason: 'waiting for police data' };
  expect(sentenceOf(line)).toBe('The due date moved from 30 April to 31 July; Owner removed: waiting for police data');
  expect(sentenceOf({ ...line, reason: null })).toBe('The due date moved from 30 April to 31 July; Owner removed');
});

test('the history leads from each change to all of the same record', () => {
  const html = renderToStaticMarkup(
    <HistoryList
      lines={[
        {
          ...{ chain: 'barnsley', position: 3, at: moment('2026-11-20T09:30:00Z'), who: 'Ada Archer' },
          record: { type: 'settings', id: '12', name: 'the settings' },
          ...{ sentences: ['Council colour changed from #4c2c69 to #1d70b8'], reason: 'new house style' },
        },
      ]}
      recordAddress={({ record }) => `/barnsley/history?kind=${record.type}`}
    />,
  );
  expect(html).toContain('20 November 2026, 09:30');
  expect(html).toContain('Council colour changed from #4c2c69 to #1d70b8: new house style');
  expect(html).toContain('href="/barnsley/history?kind=settings"');
  expect(html).toContain('By Ada Archer');
});

test('a council’s pages bear the name and the colour that its administrator has settled', () => {
  const page = (authority: Parameters<typeof PageFrame>[0]['authority']) =>
    renderToStaticMarkup(
      <PageFrame name="Overview" title="Overview" {...(authority ? { authority } : {})}>
        <p>Content</p>
      </PageFrame>,
    );
  const own = page({ slug: 'barnsley', name: 'Barnsley', displayName: 'Barnsley Metropolitan Borough', colour: '#1d70b8' });
  expect(own).toContain('href="/council-colour/1d70b8.css"');
  expect(own).toContain('Overview - Barnsley Metropolitan Borough - ');
  const plain = page({ slug: 'barnsley', name: 'Barnsley', displayName: null, colour: null });
  expect(plain).not.toContain('council-colour');
  expect(plain).toContain('Overview - Barnsley Council - ');
});
