import { AREAS, MAIN_AREAS } from '@/domain/frameworks';
import { EMPTY_ACTION, EMPTY_OBJECTIVE, EMPTY_PLAN, type ActionForm as ActionTexts } from '@/domain/improvement';
import { dateInWords, calendarDate } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewActionForm, viewObjectiveForm, viewPlanForm, type WhichAction, type WhichObjective } from '@/operations/improvement';
import { linkOf } from '@/ui/govuk/site';
import { unsent } from '../../form-answers';
import { permitted } from '../../permitted';
import { ActionForm } from './action-form';
import { NotNow } from './actions/[id]/not-now';
import { ObjectiveForm } from './objective-form';
import { PlanForm } from './plan-form';

/** The forms of the plan's records as they open, for new records and for those that are there. */

export async function OpenPlanForm({
  slug,
  planId,
  address,
}: {
  readonly slug: string;
  readonly planId: string | null;
  readonly address: string;
}) {
  const { actor } = await currentRequest();
  const { authority, form, version, events } = await permitted(actor, address, viewPlanForm(actor, slug, planId));
  return (
    <PlanForm
      authority={linkOf(authority)}
      plan={form === null || planId === null ? null : { id: planId, title: form.title }}
      events={events.map(({ id, words }) => ({ value: id, text: words }))}
      opened={unsent(form ?? EMPTY_PLAN, version)}
    />
  );
}

export async function OpenObjectiveForm({
  slug,
  which,
  address,
}: {
  readonly slug: string;
  readonly which: WhichObjective;
  readonly address: string;
}) {
  const { actor } = await currentRequest();
  const { authority, plan, objective, form, version } = await permitted(actor, address, viewObjectiveForm(actor, slug, which));
  return (
    <ObjectiveForm
      authority={linkOf(authority)}
      plan={{ id: plan.id, title: plan.title }}
      objective={objective && { id: objective.id, number: objective.number, title: objective.title }}
      opened={unsent(form ?? EMPTY_OBJECTIVE, version)}
    />
  );
}

export async function OpenActionForm({ slug, which, finding, address }: OpenActionProps) {
  const { actor } = await currentRequest();
  const view = await permitted(actor, address, viewActionForm(actor, slug, which));
  const { authority, objective, reference, owners, findings, indicators, form, version, notNow } = view;
  const action =
    form === null || reference === null || !('actionId' in which) ? null : { id: which.actionId, reference, title: form.title };
  if (action !== null && notNow !== null) return <NotNow authority={linkOf(authority)} action={action} notNow={notNow.message} />;
  const texts: ActionTexts = form ?? { ...EMPTY_ACTION, findings: finding };
  return (
    <ActionForm
      authority={linkOf(authority)}
      objective={{ id: objective.id, title: objective.title, number: objective.number }}
      action={action}
      due={form === null ? null : dateInWords(calendarDate(form.dueOn))}
      areas={areasFor(texts.area)}
      findings={findings.map(({ id, words }) => ({ value: id, text: words }))}
      owners={[{ value: '', text: 'Nobody with an account' }, ...owners.map(({ personId, words }) => ({ value: personId, text: words }))]}
      indicators={indicators.map(({ key, name }) => ({ value: key, text: name }))}
      opened={unsent(texts, version)}
    />
  );
}

/** The judgements of today, and the one it is for by now. */
function areasFor(area: string) {
  const keys = Object.keys(AREAS).filter((key): key is keyof typeof AREAS => key === area || MAIN_AREAS.some((main) => main === key));
  return [{ value: '', text: 'No one judgement' }, ...keys.map((key) => ({ value: key, text: AREAS[key].name }))];
}

interface OpenActionProps {
  readonly slug: string;
  readonly which: WhichAction;
  /** Id of a finding that a new action answers; empty for none. */
  readonly finding: string;
  readonly address: string;
}
