import { areaInYear, areasOfYear, scaleOfYear, SELF_EVALUATION_QUESTIONS } from '@/domain/self-evaluation';
import { currentRequest } from '@/operations/access';
import { openSelfEvaluation } from '@/operations/self-evaluation';
import { linkOf } from '@/ui/govuk/site';
import { unsent } from '../../../../form-answers';
import { permitted } from '../../../../permitted';
import { SelfEvaluationForm } from '../../self-evaluation-form';
import { yearIn } from '../../year';

export const dynamic = 'force-dynamic';

export default async function ChangeSelfEvaluationPage({ params }: { readonly params: Promise<{ authority: string; year: string }> }) {
  const { actor, today } = await currentRequest();
  const { authority: slug, year: asked } = await params;
  const year = yearIn(asked);
  const opening = openSelfEvaluation(actor, slug, year, today);
  const { authority, form, version, submittedOn, id } = await permitted(actor, `/${slug}/self-evaluation/${asked}/change`, opening);
  return (
    <SelfEvaluationForm
      authority={linkOf(authority)}
      year={year}
      isBegun={id !== null}
      isSent={submittedOn !== null}
      questions={SELF_EVALUATION_QUESTIONS.map(({ key, question }) => ({ value: key, text: question }))}
      areas={areasOfYear(year).map((area) => ({ value: area, text: areaInYear(year, area) }))}
      grades={[{ value: '', text: 'No grade yet' }, ...scaleOfYear(year).map(({ grade, words }) => ({ value: grade, text: words }))]}
      opened={unsent({ ...form, reason: '' }, version)}
    />
  );
}
