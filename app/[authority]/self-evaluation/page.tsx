import { eventInWords, inspectionMonth } from '@/domain/inspections';
import { dateInWords } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewSelfEvaluations, type SelfEvaluationsView, type YearView } from '@/operations/self-evaluation';
import { Details } from '@/ui/govuk/details';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { BesideTable } from '@/ui/self-evaluation/beside-table';
import type { PageInput } from '../../answers';
import { permitted } from '../../permitted';

export const dynamic = 'force-dynamic';

/** What did the council say of itself each year, and what did the next inspectors say? */
export default async function SelfEvaluationsPage({ params }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const view = await permitted(actor, `/${slug}/self-evaluation`, viewSelfEvaluations(actor, slug, today));
  const { authority, years } = view;
  return (
    <PageFrame
      name="Self-evaluation"
      authority={authority}
      current="plan"
      breadcrumbs={[{ text: 'Plan', href: `/${slug}/plan` }]}
      caption="Self-evaluation, newest first"
      title={titleOf(view)}
    >
      {years.length === 0 ? (
        <Paragraph>Once a year a council says how good its practice is, how it knows, and what it plans, before inspectors ask.</Paragraph>
      ) : null}
      {years.map((year) => (
        <Year key={year.evaluation.year} slug={slug} view={year} />
      ))}
      {years.some(({ inspection }) => inspection !== null) ? (
        <Note>The next inspection is the first graded one that began after the self-evaluation was sent.</Note>
      ) : null}
      <Begin slug={slug} open={view.open} thisYear={today.year} />
    </PageFrame>
  );
}

function Year({ slug, view: { evaluation, inspection, beside } }: { readonly slug: string; readonly view: YearView }) {
  const { year, submittedOn } = evaluation;
  return (
    <Section
      id={`year-${year}`}
      question={submittedOn === null ? `${year}, a draft` : `${year}, sent to Ofsted on ${dateInWords(submittedOn)}`}
      heading={
        submittedOn === null
          ? 'Not sent to Ofsted yet, so members do not see it'
          : inspection === null
            ? 'No graded inspection has followed yet'
            : `The next inspectors came in ${inspectionMonth(inspection)}`
      }
    >
      <BesideTable year={year} beside={beside} inspection={inspection} />
      <NextLinks
        links={[
          { text: `The self-evaluation of ${year} with its evidence`, href: `/${slug}/self-evaluation/${year}` },
          ...(inspection === null
            ? []
            : [
                {
                  text: `${eventInWords(inspection)} of ${inspectionMonth(inspection)}`,
                  href: `/${slug}/inspections/${inspection.id}`,
                },
              ]),
        ]}
      />
    </Section>
  );
}

/** This year's first; those before and the next are rarer. */
function Begin({ slug, open, thisYear }: { readonly slug: string; readonly open: readonly number[]; readonly thisYear: number }) {
  const others = open.filter((year) => year !== thisYear);
  const linkTo = (year: number) => ({ text: `Begin the self-evaluation of ${year}`, href: `/${slug}/self-evaluation/${year}/change` });
  return (
    <>
      {open.includes(thisYear) ? <NextLinks links={[linkTo(thisYear)]} /> : null}
      {others.length === 0 ? null : (
        <div className="app-fold">
          <Details summary="Record another year">
            <NextLinks links={others.map(linkTo)} />
          </Details>
        </div>
      )}
    </>
  );
}

function titleOf({ years: [newest] }: SelfEvaluationsView): string {
  if (newest === undefined) return 'No self-evaluation is recorded';
  const { year, submittedOn } = newest.evaluation;
  return submittedOn === null
    ? `The self-evaluation of ${year} is a draft`
    : `The self-evaluation of ${year} was sent to Ofsted on ${dateInWords(submittedOn)}`;
}
