import { frameworkOf } from '@/domain/frameworks';
import { datesInWords, eventInWords, findingInWords, isGraded, type Inspection } from '@/domain/inspections';
import { counted, dateInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewCouncilRecord } from '@/operations/inspections';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SourceLine } from '@/ui/govuk/source-line';
import { SubLine, Table } from '@/ui/govuk/table';
import { NextLinks } from '@/ui/govuk/text';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { NEXT_UPDATE } from '@/ui/inspections/report';
import { found, type PageInput } from '../../answers';

export const dynamic = 'force-dynamic';

/** Every recorded event of a council, graded or not, newest first. */
export default async function InspectionsPage({ params }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority, events } = await found(viewCouncilRecord(actor, (await params).authority, today));
  const graded = events.filter(isGraded).length;
  return (
    <PageFrame
      name="Inspections"
      authority={authority}
      current="inspections"
      caption="Inspections and visits, newest first"
      title={
        events.length === 0
          ? `No inspection of ${authority.name} is recorded`
          : `${counted(graded, 'graded inspection')} and ${counted(events.length - graded, 'visit')} without a grade are recorded`
      }
    >
      <AbolishedNotice authority={authority} />
      {events.length === 0 ? null : (
        <Section id="events" heading="All events" headingHidden>
          <Table
            caption={`Inspections and visits of ${authority.name}`}
            columns={[
              { key: 'dates', heading: 'On site', width: 25 },
              { key: 'event', heading: 'Event', width: 30 },
              { key: 'finding', heading: 'What it found' },
              { key: 'published', heading: 'Published', width: 15 },
            ]}
            rows={events.map((event) => ({
              key: event.id,
              cells: [
                startWithCapital(datesInWords(event)),
                <EventLink key="event" event={event} />,
                findingInWords(event) ?? event.summary ?? 'No grade is given at a visit.',
                event.publishedOn ? dateInWords(event.publishedOn) : 'Not recorded',
              ],
            }))}
          />
          <SourceLine source="Ofsted, inspection reports and letters" nextUpdate={NEXT_UPDATE} />
        </Section>
      )}
      <NextLinks links={[{ text: 'Every grade on one page', href: `/${authority.slug}/ratings` }]} />
    </PageFrame>
  );
}

function EventLink({ event }: { readonly event: Inspection }) {
  return (
    <>
      <a className="govuk-link" href={`/${event.authority}/inspections/${event.id}`}>
        {eventInWords(event)}
      </a>
      {event.framework ? <SubLine>{frameworkOf(event.framework).shortName}</SubLine> : null}
    </>
  );
}
