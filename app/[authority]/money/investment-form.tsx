'use client';

import { useActionState } from 'react';
import { Checkboxes, Input, Select, Textarea, type Choice } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { AimFields } from '@/ui/improvement/aim-fields';
import { ReasonForChange, WhoChangedIt } from '../../changing-record';
import { ConflictPage, type ConflictState } from '../../form-conflict';
import { errorOf } from '../../form-page';
import { submitInvestment } from './actions';

/** Money to be added or changed. */
export function InvestmentForm({ authority, investment, kinds, words, actions, indicators, purposes, opened }: InvestmentFormProps) {
  const [state, submit] = useActionState(submitInvestment, opened);
  const { values } = state;
  const error = (field: string) => errorOf(state, field);
  return (
    <ConflictPage
      state={state}
      submit={submit}
      name={investment === null ? 'Add money' : 'Change money'}
      authority={authority}
      current="plan"
      breadcrumbs={[
        { text: 'Plan', href: `/${authority.slug}/plan` },
        { text: 'Money', href: `/${authority.slug}/money` },
      ]}
      caption="Money for improvement"
      title={investment === null ? 'Add money for improvement' : `Change the money for “${investment.title}”`}
      button="Save"
      after={<WhoChangedIt slug={authority.slug} kind="investment" record={investment?.id ?? null} />}
      hidden={
        <>
          <input type="hidden" name="council" value={authority.slug} />
          <input type="hidden" name="investment" value={investment?.id ?? ''} />
        </>
      }
    >
      <Input
        id="title"
        label="What it pays for"
        hint="For example ten more social workers. No child’s name belongs here."
        value={values['title']}
        error={error('title')}
      />
      <Input
        id="purpose"
        label="Purpose"
        hint="A word or two to add up by, for example Capacity."
        suggestions={purposes}
        value={values['purpose']}
        error={error('purpose')}
      />
      <Select id="kind" label="How often" value={values['kind']} options={kinds} />
      <Input
        id="amount"
        label="Amount"
        hint="In pounds, for example £6.5m or 2,512,300. Of money every year, what one year gets."
        value={values['amount']}
        error={error('amount')}
      />
      <Input
        id="firstYear"
        label="First financial year"
        hint="April to March, for example 2022 to 2023."
        value={values['firstYear']}
        error={error('firstYear')}
      />
      <Input
        id="lastYear"
        label="Last financial year (optional)"
        hint="Empty: money given once is for the first year, money every year has no end."
        value={values['lastYear']}
        error={error('lastYear')}
      />
      <Select
        id="word"
        label="What became of it"
        hint="Agreed only where the minute of the meeting says so; until then it is considered."
        value={values['word']}
        options={words}
      />
      <Input id="by" label="Who decided" hint="The body, for example Cabinet." value={values['by']} error={error('by')} />
      <Input id="on" label="Date of the meeting" type="date" value={values['on']} error={error('on')} />
      <Input
        id="sourceName"
        label="Where this is written down"
        hint="For example: report to cabinet, 2 November 2022."
        value={values['sourceName']}
        error={error('sourceName')}
      />
      <Input id="sourceUrl" label="Its address on the internet (optional)" value={values['sourceUrl']} error={error('sourceUrl')} />
      <Textarea
        id="note"
        label="Note (optional)"
        hint="What else a reader should know, such as another source that says it differently. No child’s name or story belongs here."
        value={values['note']}
        error={error('note')}
      />
      {actions.length === 0 ? null : (
        <Checkboxes
          id="actions"
          legend="Actions it pays for"
          choices={actions}
          values={(values['actions'] ?? '').split(' ')}
          error={error('actions')}
        />
      )}
      <AimFields
        indicators={indicators}
        mainHint="What is measured again and again and should change because of the money."
        values={values}
        error={error}
      />
      {investment === null ? null : <ReasonForChange value={values['reason']} error={error('reason')} />}
    </ConflictPage>
  );
}

interface InvestmentFormProps {
  readonly authority: AuthorityLink;
  /** Null for a new one. */
  readonly investment: { readonly id: string; readonly title: string } | null;
  readonly kinds: readonly Choice[];
  readonly words: readonly Choice[];
  readonly actions: readonly Choice[];
  readonly indicators: readonly Choice[];
  /** Those in use. */
  readonly purposes: readonly string[];
  readonly opened: ConflictState;
}
