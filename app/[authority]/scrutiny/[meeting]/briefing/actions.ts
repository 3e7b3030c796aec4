'use server';

import { redirect } from 'next/navigation';
import type { SentLine } from '@/domain/scrutiny';
import { currentRequest, momentOfChange } from '@/operations/access';
import { publishBriefing, saveBriefingDraft } from '@/operations/scrutiny';
import { choicesIn, formAgain, formWithConflict, textIn } from '../../../../form-answers';
import type { ConflictState } from '../../../../form-conflict';
import type { FormState } from '../../../../form-page';
import { permittedToSend } from '../../../../permitted';

/** Of one row of the form; the number of the row follows. */
const PARTS = ['key', 'place', 'evidence', 'question', 'link'] as const;
/** More rows than the form shows. */
const MOST_ROWS = 60;

/** Saves what an officer has settled, or gives the form back with what is wrong, or with what somebody else has saved meanwhile. */
export async function submitDraft(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, today } = await currentRequest();
  const when = { today, at: await momentOfChange() };
  const [council, meeting] = [textIn(form, 'council'), textIn(form, 'meeting')];
  const address = `/${council}/scrutiny/${meeting}/briefing`;
  const choices = choicesIn(form, ['asAt', 'headline', 'lines']);
  const typed = { asAt: textIn(form, 'asAt'), headline: textIn(form, 'headline') };
  // After a conflict the lines come back as they were put together before it.
  const lines = choices === null ? rowsIn(form) : textIn(form, 'lines');
  const saving = saveBriefingDraft(
    actor,
    council,
    meeting,
    { form: { ...typed, lines }, version: Number(textIn(form, 'version')), choices },
    when,
  );
  const outcome = await permittedToSend(actor, `${address}/edit`, saving);
  if (outcome.saved) redirect(`${address}/preview`);
  const rows = Object.fromEntries([...form.keys()].filter((name) => /^[a-z]+-\d+$/.test(name)).map((name) => [name, textIn(form, name)]));
  return formWithConflict(outcome.again, rows);
}

/** Publishes what was looked at. */
export async function submitPublication(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor, today } = await currentRequest();
  const when = { today, at: await momentOfChange() };
  const [council, meeting] = [textIn(form, 'council'), textIn(form, 'meeting')];
  const address = `/${council}/scrutiny/${meeting}/briefing`;
  const sent = { number: textIn(form, 'number'), confirms: textIn(form, 'confirms') };
  const outcome = await permittedToSend(actor, `${address}/preview`, publishBriefing(actor, council, meeting, sent, when));
  if (outcome.ok) redirect(address);
  return formAgain(outcome.problems, form, []);
}

function rowsIn(form: FormData): readonly SentLine[] {
  const count = Math.min(MOST_ROWS, Number(textIn(form, 'rows')) || 0);
  return Array.from({ length: count }, (_, row) => {
    const [key = '', place = '', evidence = '', question = '', link = ''] = PARTS.map((part) => textIn(form, `${part}-${row}`));
    return { key, place, evidence, question, link };
  });
}
