'use client';

import { useActionState } from 'react';
import type { DemonstrationEntry } from '@/operations/demonstration';
import { ErrorSummary } from '@/ui/govuk/error-summary';
import { Paragraph } from '@/ui/govuk/text';
import { UNTOUCHED } from '../form-page';
import { submitDemonstrationEntry } from './actions';

/** One button for each person of the demonstration. */
export function DemonstrationForm({ entries, next }: { readonly entries: readonly DemonstrationEntry[]; readonly next: string }) {
  const [state, submit] = useActionState(submitDemonstrationEntry, UNTOUCHED);
  return (
    <section aria-labelledby="demonstration">
      {state.problems.length === 0 ? null : <ErrorSummary problems={state.problems} />}
      <h2 className="app-h2" id="demonstration">
        Look around as one of the people of this demonstration
      </h2>
      <Paragraph>They have no password. These buttons are shown only on the machine that runs the demonstration.</Paragraph>
      <form action={submit}>
        <input type="hidden" name="next" value={next} />
        <ul className="app-entries">
          {entries.map(({ role, words, jobTitle }) => (
            <li key={role}>
              <button
                type="submit"
                name="role"
                value={role}
                className="govuk-button govuk-button--secondary"
                aria-describedby={`${role}-title`}
              >
                {words}
              </button>{' '}
              <span id={`${role}-title`}>{jobTitle}</span>
            </li>
          ))}
        </ul>
      </form>
    </section>
  );
}
