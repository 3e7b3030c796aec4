import { FINDING_KIND_KEYS, FINDING_KINDS, FINDING_STATES, type FindingFilter } from '@/domain/findings';
import { AREA_KEYS, AREAS } from '@/domain/frameworks';
import { EVENT_TYPES, isEventType } from '@/domain/inspections';
import { calendarDate, counted, monthInWords, numberInWords, startSmall, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewFindings, type FindingsView } from '@/operations/findings';
import { FindingBlock } from '@/ui/findings/finding-block';
import { FilterForm, Select } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { found, type PageInput } from '../../answers';
import { firstOf } from '../../form-answers';

export const dynamic = 'force-dynamic';

/** What did inspectors find, over all events, and which of it is answered or came back? */
export default async function FindingsPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const { kind, area, event, state } = await searchParams;
  const asked = { kind: firstOf(kind), area: firstOf(area), event: firstOf(event), state: firstOf(state) };
  const view = await found(viewFindings(actor, slug, asked, today));
  const { authority, findings, filter, total } = view;
  const isFiltered = Object.values(filter).some((value) => value !== null);
  return (
    <PageFrame
      name="Findings"
      authority={authority}
      current="inspections"
      breadcrumbs={[
        { text: 'Overview', href: `/${slug}` },
        { text: 'Inspections', href: `/${slug}/inspections` },
      ]}
      caption="Findings of inspections and visits, latest first"
      title={titleOf(view)}
    >
      <AbolishedNotice authority={authority} />
      {total === 0 ? (
        <Paragraph>
          Findings are recorded by the council’s managers from Ofsted’s reports and letters, in the council’s own words.
        </Paragraph>
      ) : (
        <>
          <Filter view={view} />
          <Paragraph>
            {isFiltered ? `Showing ${findings.length.toLocaleString('en-GB')} of ${counted(total, 'finding')}.` : countsInWords(view)}
          </Paragraph>
          {isFiltered && findings.length === 0 ? (
            <Paragraph>
              No finding matches.{' '}
              <a className="govuk-link" href={`/${slug}/findings`}>
                Clear the filters to see all {total.toLocaleString('en-GB')}
              </a>
            </Paragraph>
          ) : null}
          {[...Map.groupBy(findings, ({ finding }) => finding.inspection)].map(([event, ofEvent]) => (
            <Section key={event} id={`event-${event}`} question={eventInWords(event)} heading={ofEventInWords(ofEvent.length, event)}>
              {ofEvent.map((shown) => (
                <FindingBlock key={shown.finding.id} {...shown} showsKind />
              ))}
              <NextLinks links={[{ text: `More about it: ${startSmall(eventInWords(event))}`, href: `/${slug}/inspections/${event}` }]} />
            </Section>
          ))}
        </>
      )}
      <NextLinks links={[{ text: 'All inspections and visits', href: `/${slug}/inspections` }]} />
    </PageFrame>
  );
}

function Filter({ view: { authority, filter, counts, states, events } }: { readonly view: FindingsView }) {
  const any = (text: string) => ({ value: '', text });
  const value = (key: keyof FindingFilter) => filter[key] ?? '';
  return (
    <FilterForm action={`/${authority.slug}/findings`} label="Choose findings" submit="Show" clearHref={`/${authority.slug}/findings`}>
      <Select
        id="state"
        label="Answered or not"
        value={value('state')}
        options={[
          any('All'),
          ...states.map((state) => ({ value: state, text: `${FINDING_STATES[state].words} (${counts[state].toLocaleString('en-GB')})` })),
        ]}
      />
      <Select
        id="kind"
        label="Kind"
        value={value('kind')}
        options={[any('All'), ...FINDING_KIND_KEYS.map((kind) => ({ value: kind, text: FINDING_KINDS[kind].plural }))]}
      />
      <Select
        id="area"
        label="Judgement"
        value={value('area')}
        options={[any('All'), ...AREA_KEYS.map((area) => ({ value: area, text: AREAS[area].name }))]}
      />
      <Select
        id="event"
        label="Inspection or visit"
        value={value('event')}
        options={[any('All'), ...events.map((event) => ({ value: event, text: eventInWords(event) }))]}
      />
    </FilterForm>
  );
}

function titleOf({ authority, total, counts, states }: FindingsView): string {
  if (total === 0) return `No finding about ${authority.name} is recorded`;
  if (states.includes('unanswered')) {
    if (counts.unanswered > 0)
      return `${startWithCapital(numberInWords(counts.unanswered))} ${counts.unanswered === 1 ? 'finding has' : 'findings have'} no action yet`;
    if (counts.answered > 0) return 'Every finding that asks for an answer has an action';
  }
  return `${startWithCapital(numberInWords(total))} ${total === 1 ? 'finding is' : 'findings are'} recorded${repeatedInWords(counts.repeated)}`;
}

function repeatedInWords(repeated: number): string {
  // Each end of such a pair is a finding of its own: two of them are one thing raised twice.
  return repeated === 0 ? '' : `, ${numberInWords(repeated)} of them about what was raised more than once`;
}

function countsInWords({ total, counts, states }: FindingsView): string {
  const parts = states
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state].toLocaleString('en-GB')} ${FINDING_STATES[state].words.toLowerCase()}`);
  return `${counted(total, 'finding')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`;
}

/** An event's id says what it was and when it began. */
function eventInWords(event: string): string {
  const [day, type] = [event.slice(0, 10), event.slice(11)];
  return `${isEventType(type) ? EVENT_TYPES[type].name : 'Event'}, ${monthInWords(calendarDate(day))}`;
}

function ofEventInWords(count: number, event: string): string {
  return `${startWithCapital(numberInWords(count))} ${count === 1 ? 'finding' : 'findings'} of ${monthInWords(calendarDate(event.slice(0, 10)))}`;
}
