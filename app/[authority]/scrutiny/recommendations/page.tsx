import { RECOMMENDATION_STATES, recommendationsInWords, RESPONSE_RULE } from '@/domain/scrutiny';
import { counted } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewRecommendations } from '@/operations/scrutiny';
import { FilterForm, Select } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { RecommendationTable } from '@/ui/scrutiny/recommendation-table';
import { found, type PageInput } from '../../../answers';
import { queryIn } from './query';

export const dynamic = 'force-dynamic';

/** What did we recommend, what was the answer, was it late, and is it done: across all meetings. */
export default async function RecommendationsPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const query = queryIn(await searchParams);
  const view = await found(viewRecommendations(actor, slug, query, today));
  const { authority, shown, all, committees, addressees, mayKeep, readsPlan } = view;
  const home = `/${slug}/scrutiny/recommendations`;
  const isFiltered = Object.values(query).some((value) => value !== '');
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return (
    <PageFrame
      name="Recommendations"
      authority={authority}
      current="scrutiny"
      breadcrumbs={[{ text: 'Scrutiny', href: `/${slug}/scrutiny` }]}
      caption="Recommendations of all meetings, latest first"
      title={recommendationsInWords(
        all.map(({ recommendation }) => recommendation),
        today,
      )}
    >
      {all.length === 0 ? (
        <Paragraph>What a committee recommends is recorded with its meeting, and followed here until it is implemented.</Paragraph>
      ) : (
        <Section id="recommendations" heading="Recommendations" headingHidden>
          <FilterForm action={home} label="Filter recommendations" submit="Show" {...(isFiltered ? { clearHref: home } : {})}>
            <Select
              id="state"
              label="What became of it"
              value={query.state}
              options={[
                { value: '', text: 'All' },
                ...Object.entries(RECOMMENDATION_STATES).map(([value, text]) => ({ value, text })),
                { value: 'late', text: 'Answered late, or overdue' },
              ]}
            />
            <Select
              id="committee"
              label="Committee"
              value={query.committee}
              options={[{ value: '', text: 'All' }, ...committees.map(({ key, name }) => ({ value: key, text: name }))]}
            />
            <Select
              id="addressee"
              label="To whom"
              value={query.addressee}
              options={[{ value: '', text: 'All' }, ...addressees.map((addressee) => ({ value: addressee, text: addressee }))]}
            />
          </FilterForm>
          {isFiltered ? (
            <Paragraph>{`Showing ${shown.length.toLocaleString('en-GB')} of ${counted(all.length, 'recommendation')}.`}</Paragraph>
          ) : null}
          {shown.length === 0 ? (
            <Paragraph>
              No recommendation matches.{' '}
              <a className="govuk-link" href={home}>
                Clear the filters
              </a>
            </Paragraph>
          ) : (
            <RecommendationTable council={slug} shown={shown} today={today} showsMeeting mayKeep={mayKeep} />
          )}
          <Note>{`A response is due ${RESPONSE_RULE.words} (${RESPONSE_RULE.source}). By law that binds the council’s executive; of partners the same is asked here.`}</Note>
          {readsPlan ? null : <Note>Recommendations stand here once the minutes of their meeting are published.</Note>}
          <NextLinks
            links={[
              {
                text: 'These recommendations as a file (CSV)',
                href: `/${slug}/scrutiny/recommendations.csv${asked === '' ? '' : `?${asked}`}`,
              },
            ]}
          />
        </Section>
      )}
    </PageFrame>
  );
}
