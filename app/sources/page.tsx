import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { Table } from '@/ui/govuk/table';
import { Bullets, NextLinks, Paragraph } from '@/ui/govuk/text';

// A demonstration's banner is known only once there is a database.
export const dynamic = 'force-dynamic';

/** What each source is, what is worked out from them here, and what is known to be missing. */
export default function SourcesPage() {
  return (
    <PageFrame
      name="Where the figures come from"
      caption="Sources"
      title="Where the figures come from"
      lead="Every grade and date on these pages was published by Ofsted. Each council’s pages name the source of each figure and how old it is."
    >
      <Section
        id="sources"
        question="Who published them?"
        heading="Ofsted, the Department for Education, Parliament and councils themselves"
      >
        <Table
          caption="Sources and what is taken from them"
          columns={[
            { key: 'source', heading: 'Source', width: 35 },
            { key: 'taken', heading: 'What is taken from it' },
            { key: 'reach', heading: 'How far it reaches', width: 25 },
          ]}
          rows={[
            {
              key: 'reports',
              cells: [
                <Outside key="source" href="https://reports.ofsted.gov.uk/" text="Ofsted’s inspection reports" />,
                'Grades and dates, from the front pages of 488 reports on all 153 councils. Grades and dates only: no sentence of a report is copied.',
                'Inspections from November 2013, with reports published up to August 2026',
              ],
            },
            {
              key: 'outcomes',
              cells: [
                <Outside
                  key="source"
                  href="https://www.gov.uk/government/collections/childrens-social-care-statistics"
                  text="Ofsted’s official statistics of inspection outcomes"
                />,
                'Inspections, and focused and monitoring visits with their themes, once whoever runs this service has imported the file. Where it differs from what was recorded, both are shown.',
                'As at 31 March of the year imported',
              ],
            },
            {
              key: 'neighbours',
              cells: [
                'Department for Education, statistical neighbours',
                'The ten councils most like each council, closest first. The pages say the year of the model.',
                '2025 model',
              ],
            },
            {
              key: 'orders',
              cells: [
                <Outside key="source" href="https://www.legislation.gov.uk/" text="Orders of Parliament on legislation.gov.uk" />,
                'Which councils were abolished, when, and who took over.',
                'Councils abolished since 2019',
              ],
            },
            {
              key: 'hand',
              cells: [
                'Entered by hand from councils’ and partnerships’ own pages',
                'A few visits that are in none of the files. Each names the page it was read on.',
                'Only where we know of them',
              ],
            },
          ]}
        />
      </Section>
      <Section id="worked-out" question="What is worked out here?" heading="Counts, waits and windows, never a grade">
        <Bullets
          items={[
            'How many councils hold each grade, by area, region, framework and year.',
            'Whether a grade is higher, lower or the same as before, only where the two grades mean the same.',
            'The usual window for the next inspection, and how long councils with the same overall grade waited, or all of them where none is given.',
            'Working days that run from a report, without weekends and England’s bank holidays.',
          ]}
        />
        <Paragraph>No overall grade is ever worked out. Where Ofsted gave none, the pages say that none was given.</Paragraph>
      </Section>
      <Section id="doubts" question="What should I doubt?" heading="The record has gaps, and they are shown as gaps">
        <Bullets
          items={[
            'Front pages were read by program and checked against Ofsted’s own statistics wherever both hold an inspection. Grades before 2018 could only be checked as totals.',
            'A few grades of single inspections are not recorded: the Isle of Wight in 2014 and the Isles of Scilly in 2016.',
            'Most visits before April 2024 are missing: no published file lists them.',
            'That a short inspection follows good grades is known to us at second hand.',
          ]}
        />
      </Section>
      <Section id="licence" question="May I use them?" heading="Yes: the figures are under the Open Government Licence">
        <Paragraph>
          Figures of Ofsted and the Department for Education are Crown copyright and reused under the{' '}
          <Outside href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/" text="Open Government Licence v3.0" />.
          You may use them under the same terms: name the publisher and the licence. Neither Ofsted nor the Department has checked or
          approved these pages.
        </Paragraph>
        <NextLinks links={[{ text: 'How to read these pages', href: '/help' }]} />
      </Section>
    </PageFrame>
  );
}

function Outside({ href, text }: { readonly href: string; readonly text: string }) {
  return (
    <a className="govuk-link" href={href}>
      {text}
    </a>
  );
}
