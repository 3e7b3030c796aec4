import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AccountProvider } from '@/ui/govuk/account';
import { PageFrame } from '@/ui/govuk/page-frame';
import { councilName } from '@/ui/govuk/site';
import { Table } from '@/ui/govuk/table';

const BARNSLEY = { slug: 'barnsley', name: 'Barnsley' };

test('a council’s page names the council, marks where the reader is and leads to the council’s other pages', () => {
  const html = renderToStaticMarkup(
    <PageFrame name="Ratings over time" authority={BARNSLEY} current="ratings" title="Good in 2018">
      <p>Content</p>
    </PageFrame>,
  );
  expect(html).toContain('Barnsley Council');
  expect(html).toMatch(/href="\/barnsley\/ratings" aria-current="page"/);
  for (const href of ['/barnsley', '/barnsley/inspections', '/barnsley/compare', '/national']) expect(html).toContain(`href="${href}"`);
});

test('whoever owns actions in a council is led to them from each of its pages, and nobody else is', () => {
  const page = (reportsIn: readonly string[]) =>
    renderToStaticMarkup(
      <AccountProvider account={{ who: 'Service Manager, Fostering', administers: [], reportsIn }}>
        <PageFrame name="Overview" authority={BARNSLEY} title="Good in 2018">
          <p>Content</p>
        </PageFrame>
      </AccountProvider>,
    );
  expect(page(['barnsley'])).toContain('href="/barnsley/plan/mine">My actions</a>');
  expect(page(['leeds'])).not.toContain('My actions');
});

test('every page has one title, one main landmark and a skip link that leads to it', () => {
  const html = renderToStaticMarkup(
    <PageFrame name="Help" title="Help">
      <p>Content</p>
    </PageFrame>,
  );
  expect(html.match(/<h1/g)).toHaveLength(1);
  expect(html.match(/<main/g)).toHaveLength(1);
  expect(html).toContain('href="#main-content"');
  expect(html).toContain('id="main-content"');
});

test('what was wrong with a form stands before the title and leads to the field', () => {
  const html = renderToStaticMarkup(
    <PageFrame name="Find a council" title="Find a council" problems={[{ message: 'Enter the name of a council', field: 'name' }]}>
      <p>Content</p>
    </PageFrame>,
  );
  expect(html.indexOf('There is a problem')).toBeLessThan(html.indexOf('<h1'));
  expect(html).toContain('<a href="#name">Enter the name of a council</a>');
});

test('a council is called what its people call it', () => {
  expect(councilName('Barnsley')).toBe('Barnsley Council');
  expect(councilName('Bristol, City of')).toBe('Bristol City Council');
  expect(councilName('City of London')).toBe('City of London Corporation');
  expect(councilName('Isles of Scilly')).toBe('Council of the Isles of Scilly');
});

test('a table keeps its meaning when a small screen turns its rows into blocks', () => {
  const html = renderToStaticMarkup(
    <Table
      caption="Grades"
      columns={[
        { key: 'area', heading: 'Judgement' },
        { key: 'grade', heading: 'September 2023', label: 'Sep 2023' },
      ]}
      rows={[{ key: 'leadership', cells: ['Leaders’ impact', 'Good'] }]}
    />,
  );
  expect(html).toContain('role="table"');
  expect(html).toContain('<th role="rowheader" scope="row">Leaders’ impact</th>');
  expect(html).toContain('<td role="cell" data-l="Sep 2023">');
});
