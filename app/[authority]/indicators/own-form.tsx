'use client';

import { useActionState } from 'react';
import { Checkboxes, Input, Select, type Choice } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { ReasonForChange, WhoChangedIt } from '../../changing-record';
import { ConflictPage, type ConflictState } from '../../form-conflict';
import { errorOf } from '../../form-page';
import { submitOwnIndicator } from './actions';

/** An indicator of the council's own, to be defined or changed. */
export function OwnForm({ authority, indicator, record, settled, choices, opened }: OwnFormProps) {
  const [state, submit] = useActionState(submitOwnIndicator, opened);
  const { values } = state;
  const error = (field: string) => errorOf(state, field);
  const stays = settled ? 'There are figures already, so this stays as it is.' : undefined;
  return (
    <ConflictPage
      state={state}
      submit={submit}
      name={indicator === null ? 'Define an indicator' : 'Change an indicator'}
      authority={authority}
      current="indicators"
      breadcrumbs={[
        { text: 'Indicators', href: `/${authority.slug}/indicators` },
        ...(indicator === null ? [] : [{ text: indicator.name, href: `/${authority.slug}/indicators/${indicator.key}` }]),
      ]}
      caption="The council’s own indicators"
      title={indicator === null ? 'What does the council measure itself?' : `Change “${indicator.name}”`}
      button="Save"
      after={<WhoChangedIt slug={authority.slug} kind="indicator" record={record} />}
      hidden={
        <>
          <input type="hidden" name="council" value={authority.slug} />
          <input type="hidden" name="indicator" value={indicator?.key ?? ''} />
        </>
      }
    >
      <Input
        id="name"
        label="What is measured"
        hint="In plain words, for example: case audits graded good or better."
        value={values['name']}
        error={error('name')}
      />
      <Select id="unit" label="Counted in" hint={stays} value={values['unit'] ?? ''} options={choices.units} error={error('unit')} />
      <Input id="decimals" label="Decimals" hint="From 0 to 3." value={values['decimals']} error={error('decimals')} />
      <Select
        id="polarity"
        label="Which way is better"
        value={values['polarity'] ?? ''}
        options={choices.polarities}
        error={error('polarity')}
      />
      <Select
        id="frequency"
        label="How often"
        hint={stays}
        value={values['frequency'] ?? ''}
        options={choices.frequencies}
        error={error('frequency')}
      />
      <Select id="area" label="Judgement area" value={values['area'] ?? ''} options={choices.areas} error={error('area')} />
      <Input
        id="sourceName"
        label="Where the figures come from"
        hint="For example: monthly report of the case system."
        value={values['sourceName']}
        error={error('sourceName')}
      />
      <Checkboxes
        id="isPublic"
        legend="Who may see it"
        hint="Whoever may read the plan sees it in any case. Targets and explanations stay with them."
        choices={[{ value: 'yes', text: 'Everybody may see it and its figures, also without signing in' }]}
        values={[values['isPublic'] ?? '']}
        error={error('isPublic')}
      />
      {indicator === null ? null : <ReasonForChange value={values['reason']} error={error('reason')} />}
    </ConflictPage>
  );
}

interface OwnFormProps {
  readonly authority: AuthorityLink;
  /** Null for a new one. */
  readonly indicator: { readonly key: string; readonly name: string } | null;
  /** Of the history; null for a new one. */
  readonly record: string | null;
  /** There are figures already. */
  readonly settled: boolean;
  readonly choices: Readonly<Record<'units' | 'polarities' | 'frequencies' | 'areas', readonly Choice[]>>;
  readonly opened: ConflictState;
}
