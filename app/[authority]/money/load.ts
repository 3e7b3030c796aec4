import { DECISION_WORDS, INVESTMENT_KINDS } from '@/domain/improvement';
import { currentRequest } from '@/operations/access';
import { openInvestment } from '@/operations/improvement';
import type { Choice } from '@/ui/govuk/forms';
import { linkOf } from '@/ui/govuk/site';
import { unsent } from '../../form-answers';
import { permitted } from '../../permitted';

/** What the form for an investment shows, as the page gives it to the form. */
export async function loadInvestment(slug: string, id: string | null) {
  const { actor } = await currentRequest();
  const opened = await permitted(actor, `/${slug}/money/${id ?? 'new'}`, openInvestment(actor, slug, id));
  const { authority, form, version, actions, indicators, purposes } = opened;
  const several = new Set(actions.map(({ plan }) => plan.id)).size > 1;
  return {
    authority: linkOf(authority),
    investment: id === null ? null : { id, title: form.title },
    kinds: choicesOf(INVESTMENT_KINDS),
    words: choicesOf(DECISION_WORDS),
    actions: actions.map(({ id: value, reference, title, plan }) => ({
      value,
      text: `${reference} ${title}${several ? ` (${plan.title})` : ''}`,
    })),
    indicators: indicators.map(({ key, name }) => ({ value: key, text: name })),
    purposes,
    opened: unsent({ ...form, reason: '' }, version),
  };
}

function choicesOf(words: Readonly<Record<string, string>>): readonly Choice[] {
  return Object.entries(words).map(([value, text]) => ({ value, text }));
}
