import { counted, dateInWords, momentDay } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewHistory, type HistoryQuery, type HistoryView } from '@/operations/history';
import { FilterForm, Input, Select } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { HistoryList } from '@/ui/history/history-list';
import { permitted } from '../../permitted';
import { historyAddress, queryIn, type HistoryAddress } from './address';

export const dynamic = 'force-dynamic';

/** Who changed what, when and why? Of all records of a council that the reader may read, or of one. */
export default async function HistoryPage({ params, searchParams }: HistoryAddress) {
  const { actor } = await currentRequest();
  const { authority: slug } = await params;
  const query = queryIn(await searchParams);
  const view = await permitted(actor, historyAddress(slug, query), viewHistory(actor, slug, query));
  const { authority, lines, total, page, pages, problems } = view;
  const [newest] = lines;
  return (
    <PageFrame
      name="History"
      authority={authority}
      caption={query.record && newest ? `History of ${newest.record.name}` : 'History, newest first'}
      title={titleOf(view, query)}
      problems={problems}
    >
      <Filter view={view} query={query} />
      {lines.length === 0 ? (
        <Paragraph>Nothing was recorded that fits the choices above.</Paragraph>
      ) : (
        <Section id="changes" heading="Changes" headingHidden>
          <HistoryList lines={lines} recordAddress={({ record }) => historyAddress(slug, { kind: record.type, record: record.id })} />
        </Section>
      )}
      {pages > 1 ? (
        <Paragraph>
          Page {page.toLocaleString('en-GB')} of {pages.toLocaleString('en-GB')}
        </Paragraph>
      ) : null}
      <NextLinks
        links={[
          ...(page > 1 ? [{ text: 'Newer changes', href: historyAddress(slug, { ...query, page: String(page - 1) }) }] : []),
          ...(page < pages ? [{ text: 'Older changes', href: historyAddress(slug, { ...query, page: String(page + 1) }) }] : []),
          { text: `These ${counted(total, 'change')} as a file (CSV)`, href: historyAddress(slug, { ...query, page: undefined }, '.csv') },
        ]}
      />
    </PageFrame>
  );
}

function Filter({ view: { authority, kinds, people, problems }, query }: { readonly view: HistoryView; readonly query: HistoryQuery }) {
  const error = (field: string) => problems.find((problem) => problem.field === field)?.message;
  return (
    <FilterForm action={`/${authority.slug}/history`} label="Choose changes" submit="Show" clearHref={`/${authority.slug}/history`}>
      <Select
        id="kind"
        label="Records"
        value={query.kind ?? ''}
        error={error('kind')}
        options={[{ value: '', text: 'All' }, ...kinds.map(({ key, words }) => ({ value: key, text: words }))]}
      />
      <Select
        id="person"
        label="Changed by"
        value={query.person ?? ''}
        error={error('person')}
        options={[{ value: '', text: 'Anybody' }, ...people.map(({ id, words }) => ({ value: id, text: words }))]}
      />
      <Input id="from" label="From" type="date" value={query.from ?? ''} error={error('from')} />
      <Input id="to" label="To" type="date" value={query.to ?? ''} error={error('to')} />
    </FilterForm>
  );
}

function titleOf({ total, lines: [newest], page, problems }: HistoryView, query: HistoryQuery): string {
  const filtered = problems.length === 0 && Object.entries(query).some(([key, value]) => key !== 'page' && value);
  if (total === 0) return filtered ? 'No change matches' : 'Nothing has been recorded yet';
  const changes = `${counted(total, 'change')}${filtered ? (total === 1 ? ' matches' : ' match') : ''}`;
  return newest && page === 1 ? `${changes}, the last on ${dateInWords(momentDay(newest.at))}` : changes;
}
