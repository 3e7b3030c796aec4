import { inspectionMonth } from '@/domain/inspections';
import { ownGradesInWords, SELF_EVALUATION_QUESTIONS } from '@/domain/self-evaluation';
import { dateInWords } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewSelfEvaluation } from '@/operations/self-evaluation';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { BesideTable } from '@/ui/self-evaluation/beside-table';
import type { PageInput } from '../../../answers';
import { permitted } from '../../../permitted';
import { yearIn } from '../year';

export const dynamic = 'force-dynamic';

/** What did the council say of itself in a year, what does it rest on, and what did inspectors say next? */
export default async function SelfEvaluationPage({ params }: PageInput<{ authority: string; year: string }>) {
  const { actor } = await currentRequest();
  const { authority: slug, year: asked } = await params;
  const address = `/${slug}/self-evaluation/${asked}`;
  const { authority, evaluation, inspection, beside, mayChange } = await permitted(
    actor,
    address,
    viewSelfEvaluation(actor, slug, yearIn(asked)),
  );
  const { year, answers, submittedOn } = evaluation;
  return (
    <PageFrame
      name={`Self-evaluation of ${year}`}
      authority={authority}
      current="plan"
      breadcrumbs={[
        { text: 'Plan', href: `/${slug}/plan` },
        { text: 'Self-evaluation', href: `/${slug}/self-evaluation` },
      ]}
      caption={`Self-evaluation of ${year}, ${submittedOn === null ? 'a draft' : `sent to Ofsted on ${dateInWords(submittedOn)}`}`}
      title={ownGradesInWords(evaluation)}
    >
      <Section id="grades" heading={inspection === null ? 'Grades' : `Grades, beside ${inspectionMonth(inspection)}`} headingHidden>
        <BesideTable year={year} beside={beside} inspection={inspection} withEvidence />
      </Section>
      {SELF_EVALUATION_QUESTIONS.map(({ key, question }) => (
        <Section key={key} id={key} heading={question}>
          {(answers[key] ?? 'Not answered yet.')
            .split('\n')
            .map((paragraph, index) => (paragraph === '' ? null : <Paragraph key={index}>{paragraph}</Paragraph>))}
        </Section>
      ))}
      {mayChange ? (
        <NextLinks
          links={[
            { text: submittedOn === null ? 'Go on writing' : 'Correct it', href: `${address}/change` },
            { text: 'Who changed it, when and why', href: `/${slug}/history?kind=self-evaluation&record=${evaluation.id}` },
          ]}
        />
      ) : null}
    </PageFrame>
  );
}
