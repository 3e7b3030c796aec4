'use client';

import { useActionState, type ReactNode } from 'react';
import { Checkboxes, Radios, Select, Textarea, type Choice } from '@/ui/govuk/forms';
import { errorOf } from '../../../../../form-page';
import type { AboutAction, ActionFormState } from '../about-action';
import { submitReport } from '../actions';
import { ChangePage } from '../change-page';

const INTERNAL = 'Only the council sees this: managers, cabinet and you.';

/** The choices come from the page: the tables behind them are not for the browser. */
export function ReportForm({ opened, standing, steps, outlooks, confidences, ...about }: ReportFormProps) {
  const [state, submit] = useActionState(submitReport, opened);
  const { values } = state;
  return (
    <ChangePage
      {...about}
      state={state}
      submit={submit}
      name={`Report on ${about.action.reference}`}
      title="What has been done?"
      before={standing}
      button="Send the report"
    >
      <Textarea
        id="done"
        label="What was done since the last report"
        hint="No child’s name or story belongs here: members read it."
        rows={3}
        value={values['done']}
        error={errorOf(state, 'done')}
      />
      <Textarea
        id="difference"
        label="What difference it made (optional)"
        rows={2}
        value={values['difference']}
        error={errorOf(state, 'difference')}
      />
      {steps.length === 0 ? null : (
        <Checkboxes
          id="stepsFinished"
          legend="Steps that are finished now"
          choices={steps}
          values={(values['stepsFinished'] ?? '').split('\n')}
        />
      )}
      <Radios
        id="outlook"
        legend="How it stands"
        choices={outlooks}
        value={values['outlook'] ?? 'going-on'}
        error={errorOf(state, 'outlook')}
      />
      <Select
        id="confidence"
        label="How sure you are that it will be done in time (optional)"
        hint={INTERNAL}
        options={confidences}
        value={values['confidence']}
      />
      <Textarea
        id="blockers"
        label="What is in the way (optional)"
        hint={INTERNAL}
        rows={2}
        value={values['blockers']}
        error={errorOf(state, 'blockers')}
      />
    </ChangePage>
  );
}

interface ReportFormProps extends AboutAction {
  readonly opened: ActionFormState;
  /** How the action stands now. */
  readonly standing: ReactNode;
  /** Those not yet finished. */
  readonly steps: readonly Choice[];
  readonly outlooks: readonly Choice[];
  readonly confidences: readonly Choice[];
}
