import { frameworkOf } from '@/domain/frameworks';
import { datesInWords, eventInWords, findingInWords, isGraded, type Inspection } from '@/domain/inspections';
import { isAllowed } from '@/domain/access';
import { counted, dateInWords, momentInWords, numberInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewCouncilRecord } from '@/operations/inspections';
import { viewDrafts, type DraftsView } from '@/operations/recording';
import { EventList } from '@/ui/govuk/event-list';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SourceLine } from '@/ui/govuk/source-line';
import { SubLine, Table } from '@/ui/govuk/table';
import { NextLinks } from '@/ui/govuk/text';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { NEXT_UPDATE } from '@/ui/inspections/report';
import { found, type PageInput } from '../../answers';
import { draftAddress } from './draft-address';

export const dynamic = 'force-dynamic';

/** Every recorded event of a council, graded or not, newest first. */
export default async function InspectionsPage({ params }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const { authority, events } = await found(viewCouncilRecord(actor, slug, today));
  const drafts = isAllowed(actor, 'read-drafts', slug) ? await viewDrafts(actor, slug) : null;
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
      {drafts === null ? null : <Drafts slug={slug} view={drafts} />}
      <NextLinks
        links={[
          { text: 'Every finding of these inspections and visits', href: `/${slug}/findings` },
          { text: 'Every grade on one page', href: `/${slug}/ratings` },
        ]}
      />
    </PageFrame>
  );
}

/** What is being written down, for those who may know of it. */
function Drafts({ slug, view: { drafts, mayRecord } }: { readonly slug: string; readonly view: DraftsView }) {
  return (
    <Section
      id="drafts"
      question="What is being written down? Confidential"
      heading={
        drafts.length === 0
          ? 'There is no draft'
          : `${startWithCapital(numberInWords(drafts.length))} ${drafts.length === 1 ? 'draft is' : 'drafts are'} not published yet`
      }
    >
      {drafts.length === 0 ? null : (
        <EventList
          events={drafts.map(({ id, name, corrects, who, at }) => ({
            key: id,
            aside: momentInWords(at),
            title: (
              <a className="govuk-link" href={draftAddress(slug, id)}>
                {name}
              </a>
            ),
            note: `${corrects ? 'A correction, or findings to be added' : 'A new event'}. Last saved by ${who}.`,
          }))}
        />
      )}
      {mayRecord ? <NextLinks links={[{ text: 'Record an inspection or a visit', href: `/${slug}/inspections/record` }]} /> : null}
    </Section>
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
