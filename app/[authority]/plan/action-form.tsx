'use client';

import { useActionState } from 'react';
import { Checkboxes, Input, Select, Textarea, type Choice } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { Paragraph } from '@/ui/govuk/text';
import { AimFields } from '@/ui/improvement/aim-fields';
import { ConflictPage, type ConflictState } from '../../form-conflict';
import { errorOf } from '../../form-page';
import { submitAction } from './record-actions';

export function ActionForm({ authority, objective, action, due, areas, findings, owners, indicators, opened }: ActionFormProps) {
  const [state, submit] = useActionState(submitAction, opened);
  const { values } = state;
  const error = (field: string) => errorOf(state, field);
  const home = `/${authority.slug}/plan`;
  return (
    <ConflictPage
      state={state}
      submit={submit}
      name={action === null ? 'New action' : `Change action ${action.reference}`}
      authority={authority}
      current="plan"
      breadcrumbs={[
        { text: 'Plan', href: home },
        { text: objective.title, href: `${home}/objectives/${objective.id}` },
        ...(action === null ? [] : [{ text: `Action ${action.reference}`, href: `${home}/actions/${action.id}` }]),
      ]}
      caption={action === null ? `Objective ${objective.number}: ${objective.title}` : `Action ${action.reference}`}
      title={action === null ? 'Add an action' : `Change “${action.title}”`}
      button="Save"
      hidden={
        <>
          <input type="hidden" name="council" value={authority.slug} />
          <input type="hidden" name="objective" value={objective.id} />
          <input type="hidden" name="record" value={action?.id ?? ''} />
        </>
      }
    >
      <Input
        id="title"
        label="What is to be done"
        hint="In a line, for example Check partner attendance every quarter."
        value={values['title']}
        error={error('title')}
      />
      <Textarea
        id="change"
        label="What will change for children (optional)"
        hint="In plain words. No child’s name or story belongs here."
        rows={3}
        value={values['change']}
        error={error('change')}
      />
      <Textarea
        id="measure"
        label="How anybody will know that it worked (optional)"
        hint="A measure that somebody else could look up."
        rows={3}
        value={values['measure']}
        error={error('measure')}
      />
      {findings.length === 0 ? null : (
        <Checkboxes
          id="findings"
          legend="Findings it answers"
          choices={findings}
          values={(values['findings'] ?? '').split('\n')}
          error={error('findings')}
        />
      )}
      <Select id="area" label="Judgement it should help" options={areas} value={values['area']} error={error('area')} />
      <Select
        id="owner"
        label="Owner with an account"
        hint="Action owners and managers of the council. Whoever is chosen can report on it here."
        options={owners}
        value={values['owner']}
        error={error('owner')}
      />
      <Input
        id="ownerTitle"
        label="Owner’s post"
        hint="What everybody else is shown, never a name. Empty: the job title of the account."
        value={values['ownerTitle']}
        error={error('ownerTitle')}
      />
      <Input
        id="partner"
        label="Partner body of the owner (optional)"
        hint="Where the owner is not the council’s own, for example South Yorkshire Police."
        value={values['partner']}
        error={error('partner')}
      />
      <Input id="startsOn" type="date" label="Starts on (optional)" value={values['startsOn']} error={error('startsOn')} />
      {action === null ? (
        <Input id="dueOn" type="date" label="Due on" value={values['dueOn']} error={error('dueOn')} />
      ) : (
        <Paragraph>
          {`Due on ${due ?? ''}. `}
          <a className="govuk-link" href={`${home}/actions/${action.id}/due-date`}>
            Moving the date asks for a reason
          </a>
        </Paragraph>
      )}
      <Textarea
        id="steps"
        label="Steps (optional)"
        hint="One on each line, in order. A step that is reworded in its place stays done."
        value={values['steps']}
        error={error('steps')}
      />
      <Input
        id="needs"
        label="Actions that have to be finished first (optional)"
        hint="Their numbers, for example 1.2, 3.1."
        value={values['needs']}
        error={error('needs')}
      />
      <AimFields
        indicators={indicators}
        mainHint="What is measured again and again and should change. Where it gets worse over a year, the action is at risk."
        values={values}
        error={error}
      />
    </ConflictPage>
  );
}

interface ActionFormProps {
  readonly authority: AuthorityLink;
  readonly objective: { readonly id: string; readonly number: number; readonly title: string };
  /** Null for a new one. */
  readonly action: { readonly id: string; readonly reference: string; readonly title: string } | null;
  /** Its due date in words; null for a new one. */
  readonly due: string | null;
  readonly areas: readonly Choice[];
  readonly findings: readonly Choice[];
  readonly owners: readonly Choice[];
  readonly indicators: readonly Choice[];
  readonly opened: ConflictState;
}
