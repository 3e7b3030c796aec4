import { datesInWords, eventInWords, type Inspection } from '@/domain/inspections';
import { dateInWords, startWithCapital } from '@/domain/shared';
import { Table } from '../govuk/table';

/** Visits without a grade: when, what they looked at, what came of them as far as it is recorded. */
export function VisitTable({ visits }: { readonly visits: readonly Inspection[] }) {
  return (
    <Table
      caption="Visits without a grade"
      columns={[
        { key: 'date', heading: 'Date', width: 25 },
        { key: 'visit', heading: 'Visit', width: 35 },
        { key: 'outcome', heading: 'What came of it' },
      ]}
      rows={visits.map((visit) => ({
        key: visit.id,
        cells: [
          startWithCapital(datesInWords(visit)),
          <a key="visit" className="govuk-link" href={`/${visit.authority}/inspections/${visit.id}`}>
            {eventInWords(visit)}
          </a>,
          [visit.summary, visit.publishedOn ? `Letter published ${dateInWords(visit.publishedOn)}.` : null].filter(Boolean).join(' ') ||
            'Nothing more is recorded here.',
        ],
      }))}
    />
  );
}
