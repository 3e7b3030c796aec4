import { nextMeetingInWords, PUBLIC_IN_LAW, recommendationsInWords, stateOfRecommendation, type Committee } from '@/domain/scrutiny';
import { dateInWords, numberInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { listBriefingsOf, viewScrutiny, type ScrutinyView } from '@/operations/scrutiny';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SubLine, Table } from '@/ui/govuk/table';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { MeetingTable } from '@/ui/scrutiny/meeting-table';
import { RecommendationTable } from '@/ui/scrutiny/recommendation-table';
import { found, type PageInput } from '../../answers';
import { firstOf } from '../../form-answers';

/** Past meetings shown at once: three years of a committee that meets every other month, or so. */
const PAST_SHOWN = 18;

export const dynamic = 'force-dynamic';

/** When does scrutiny meet next, what did it recommend, and what came of it? */
export default async function ScrutinyPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const view = await found(viewScrutiny(actor, slug, today));
  const { authority, committees, ahead, past, recommendations, mayKeep, readsPlan } = view;
  const isWhole = firstOf((await searchParams)['past']) === 'all';
  const shownPast = isWhole ? past : past.slice(0, PAST_SHOWN);
  const briefings = await listBriefingsOf(
    actor,
    slug,
    [...ahead, ...shownPast].map(({ id }) => id),
  );
  const open = recommendations.filter(({ recommendation }) =>
    ['overdue', 'waiting'].includes(stateOfRecommendation(recommendation, today)),
  );
  return (
    <PageFrame
      name="Scrutiny"
      authority={authority}
      current="scrutiny"
      breadcrumbs={[{ text: 'Overview', href: `/${slug}` }]}
      caption="Scrutiny of children’s services by councillors"
      title={committees.length === 0 ? 'No scrutiny committee is recorded' : nextMeetingInWords(view.next, today)}
    >
      <AbolishedNotice authority={authority} />
      {ahead.length === 0 ? null : (
        <Section id="ahead" heading="Meetings to come" headingHidden>
          <MeetingTable council={slug} caption="Meetings to come, earliest first" meetings={ahead} briefings={briefings} today={today} />
        </Section>
      )}
      <Links view={view} />
      <Section
        id="recommendations"
        question="What was recommended, and what came of it?"
        heading={recommendationsInWords(
          recommendations.map(({ recommendation }) => recommendation),
          today,
        )}
      >
        {open.length === 0 ? null : <RecommendationTable council={slug} shown={open} today={today} showsMeeting mayKeep={mayKeep} />}
        {readsPlan ? null : <Note>Recommendations stand here once the minutes of their meeting are published.</Note>}
        <NextLinks
          links={[
            {
              text: `All recommendations (${recommendations.length.toLocaleString('en-GB')})`,
              href: `/${slug}/scrutiny/recommendations`,
            },
          ]}
        />
      </Section>
      <Section id="past" question="When did it meet?" heading={pastInWords(past.length)}>
        {shownPast.length === 0 ? null : (
          <MeetingTable council={slug} caption="Meetings held, latest first" meetings={shownPast} briefings={briefings} today={today} />
        )}
        {shownPast.length < past.length ? (
          <NextLinks links={[{ text: `All ${past.length.toLocaleString('en-GB')} meetings`, href: `/${slug}/scrutiny?past=all#past` }]} />
        ) : null}
      </Section>
      <Section id="committees" question="Who scrutinises?" heading={committeesInWords(committees)}>
        <Committees view={view} />
      </Section>
    </PageFrame>
  );
}

function Links({ view: { authority, committees, calendar, mayKeep, readsPlan } }: { readonly view: ScrutinyView }) {
  const home = `/${authority.slug}/scrutiny`;
  return (
    <>
      <NextLinks
        links={[
          ...(readsPlan ? [{ text: 'What I asked, and what we recommended', href: `${home}/mine` }] : []),
          ...(mayKeep && committees.some(({ endedOn }) => endedOn === null)
            ? [{ text: 'Call a meeting, or record one', href: `${home}/new` }]
            : []),
          ...(committees.length === 0 ? [] : [{ text: 'The meetings as a calendar file (iCalendar)', href: `${home}/meetings.ics` }]),
        ]}
      />
      {committees.length === 0 ? null : (
        <Note>
          {'To have them in your own calendar, subscribe it to '}
          <span className="app-breakable">{calendar}</span>
          {`. Anybody may: ${PUBLIC_IN_LAW.charAt(0).toLowerCase()}${PUBLIC_IN_LAW.slice(1)}.`}
        </Note>
      )}
    </>
  );
}

function Committees({ view: { authority, committees, mayKeep } }: { readonly view: ScrutinyView }) {
  const home = `/${authority.slug}/scrutiny`;
  return (
    <>
      {committees.length === 0 ? (
        <Paragraph>A scrutiny officer or manager of the council records its committees, their meetings and what they recommend.</Paragraph>
      ) : (
        <Table
          caption="Committees"
          columns={[
            { key: 'committee', heading: 'Committee', width: 40 },
            { key: 'remit', heading: 'What it looks at' },
          ]}
          rows={committees.map((committee) => ({
            key: committee.id,
            cells: [
              <CommitteeCell key="committee" committee={committee} address={mayKeep ? `${home}/committees/${committee.key}` : null} />,
              <span key="remit" className="app-written">
                {committee.remit ?? 'Not recorded'}
              </span>,
            ],
          }))}
        />
      )}
      <NextLinks
        links={[
          ...(mayKeep ? [{ text: 'Add a committee', href: `${home}/committees/new` }] : []),
          ...(mayKeep ? [{ text: 'Who changed what, when and why', href: `/${authority.slug}/history?kind=meeting` }] : []),
        ]}
      />
    </>
  );
}

function CommitteeCell({
  committee: { name, link, endedOn },
  address,
}: {
  readonly committee: Committee;
  readonly address: string | null;
}) {
  return (
    <>
      {link === null ? (
        name
      ) : (
        <a className="govuk-link" href={link} rel="noreferrer">
          {name}
        </a>
      )}
      {endedOn === null ? null : <SubLine>{`Ended on ${dateInWords(endedOn)}`}</SubLine>}
      {address === null ? null : (
        <ul className="app-row-links">
          <li>
            <a className="govuk-link" href={address}>
              Change<span className="govuk-visually-hidden">{` ${name}`}</span>
            </a>
          </li>
        </ul>
      )}
    </>
  );
}

function pastInWords(count: number): string {
  if (count === 0) return 'No meeting held is recorded';
  return `${startWithCapital(numberInWords(count))} ${count === 1 ? 'meeting is' : 'meetings are'} recorded`;
}

function committeesInWords(committees: readonly Committee[]): string {
  const meeting = committees.filter(({ endedOn }) => endedOn === null);
  if (meeting.length === 0) return committees.length === 0 ? 'Nobody is recorded yet' : 'No committee meets any more';
  return meeting.length === 1 ? (meeting[0]?.name ?? '') : `${startWithCapital(numberInWords(meeting.length))} committees meet`;
}
