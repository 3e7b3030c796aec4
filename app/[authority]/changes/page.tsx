import { changesInWords, changeWords, type ChangeGroup } from '@/domain/scrutiny';
import { dateInWords } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewChanges, type ChangesView } from '@/operations/scrutiny';
import { FilterForm, Input } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SubLine } from '@/ui/govuk/table';
import { Bullets, NextLinks, Note, Paragraph, Subheading } from '@/ui/govuk/text';
import type { PageInput } from '../../answers';
import { firstOf } from '../../form-answers';
import { permitted } from '../../permitted';

export const dynamic = 'force-dynamic';

/** More of one kind are counted. */
const MOST_OF_A_KIND = 100;

/** What is different from how it was on another day? Findings, actions, dates, evidence, figures, recommendations, money. */
export default async function ChangesPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const given = await searchParams;
  const query = { since: firstOf(given['since']), until: firstOf(given['until']) };
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  const address = `/${slug}/changes${parameters === '' ? '' : `?${parameters}`}`;
  const view = await permitted(actor, address, viewChanges(actor, slug, query, today));
  const { authority, since, until, groups, meetings, problems } = view;
  const errorOf = (wanted: string) => problems.find(({ field }) => field === wanted)?.message;
  return (
    <PageFrame
      name="What changed"
      authority={authority}
      current="plan"
      problems={problems}
      breadcrumbs={[
        { text: 'Overview', href: `/${slug}` },
        { text: 'Plan', href: `/${slug}/plan` },
      ]}
      caption={`What changed from the end of ${dateInWords(since)} to the end of ${dateInWords(until)}`}
      title={changesInWords(groups, since)}
    >
      <FilterForm action={`/${slug}/changes`} label="Choose two days to compare" submit="Compare" clearHref={`/${slug}/changes`}>
        <Input id="since" label="Since the end of" type="date" value={query.since || since.toString()} error={errorOf('since')} />
        <Input id="until" label="Until the end of" type="date" value={query.until || until.toString()} error={errorOf('until')} />
      </FilterForm>
      <Changes slug={slug} view={view} />
      <Section id="rules" question="What counts?" heading="Two states are compared, not every save between them">
        <Note>
          What was changed and put back is as it was, and stands here nowhere. Whether something is overdue or late is worked out for each
          of the two days. Figures count from when they were first loaded here. Drafts are left out.
        </Note>
      </Section>
      <NextLinks
        links={[
          ...meetings.map(({ committee, heldOn }) => ({
            text: `Since the meeting of ${committee.name} on ${dateInWords(heldOn)}`,
            href: `/${slug}/changes?since=${heldOn.toString()}`,
          })),
          { text: 'Every save, who and when', href: `/${slug}/history` },
        ]}
      />
    </PageFrame>
  );
}

function Changes({ slug, view: { groups } }: { readonly slug: string; readonly view: ChangesView }) {
  if (groups.length === 0) {
    return <Paragraph>No finding, action, piece of evidence, figure, recommendation, target or sum of money is different.</Paragraph>;
  }
  return (
    <Section id="changes" heading="All that changed" headingHidden>
      {groups.map((group) => (
        <div key={group.kind} className="app-changes">
          <Subheading id={group.kind}>{group.heading}</Subheading>
          <Bullets items={itemsOf(slug, group)} />
        </div>
      ))}
    </Section>
  );
}

function itemsOf(slug: string, { changes }: ChangeGroup) {
  const shown = changes.slice(0, MOST_OF_A_KIND).map((change) => {
    const { text, detail, href } = changeWords(slug, change);
    return (
      <>
        {href === null ? (
          text
        ) : (
          <a className="govuk-link" href={href}>
            {text}
          </a>
        )}
        {detail === null ? null : <SubLine>{detail}</SubLine>}
      </>
    );
  });
  const more = changes.length - shown.length;
  return more > 0 ? [...shown, `and ${more.toLocaleString('en-GB')} more`] : shown;
}
