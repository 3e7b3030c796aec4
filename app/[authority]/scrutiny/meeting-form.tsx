'use client';

import { useActionState } from 'react';
import { Input, Select, type Choice } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { ConflictPage, type ConflictState } from '../../form-conflict';
import { errorOf } from '../../form-page';
import { submitMeeting } from './actions';

/** A meeting to be called, recorded, changed, cancelled or minuted. */
export function MeetingForm({ authority, meeting, committees, places, opened }: MeetingFormProps) {
  const [state, submit] = useActionState(submitMeeting, opened);
  const { values } = state;
  const error = (field: string) => errorOf(state, field);
  const home = `/${authority.slug}/scrutiny`;
  return (
    <ConflictPage
      state={state}
      submit={submit}
      name={meeting === null ? 'Call a meeting' : 'Change a meeting'}
      authority={authority}
      current="scrutiny"
      breadcrumbs={[
        { text: 'Scrutiny', href: home },
        ...(meeting === null ? [] : [{ text: meeting.name, href: `${home}/${meeting.key}` }]),
      ]}
      caption="Meeting of a scrutiny committee"
      title={meeting === null ? 'Call a meeting, or record one that was held' : `Change the meeting of ${meeting.name}`}
      button="Save"
      hidden={
        <>
          <input type="hidden" name="council" value={authority.slug} />
          <input type="hidden" name="record" value={meeting?.key ?? ''} />
          {meeting === null ? null : <input type="hidden" name="committee" value={committees[0]?.value ?? ''} />}
        </>
      }
    >
      {meeting === null ? (
        <Select
          id="committee"
          label="Committee"
          value={values['committee'] === '' ? committees[0]?.value : values['committee']}
          options={committees}
          error={error('committee')}
        />
      ) : null}
      <Input
        id="heldOn"
        label="Date"
        {...(meeting === null ? { hint: 'Its address is made of the date once, and stays if the date is changed.' } : {})}
        type="date"
        value={values['heldOn']}
        error={error('heldOn')}
      />
      <Input
        id="startsAt"
        label="Start"
        hint="By the 24-hour clock, for example 18:00."
        value={values['startsAt']}
        error={error('startsAt')}
      />
      <Input id="place" label="Place" suggestions={places} value={values['place']} error={error('place')} />
      <Input
        id="agendaItem"
        label="Item of the agenda on children’s services (optional)"
        hint="For example 7."
        value={values['agendaItem']}
        error={error('agendaItem')}
      />
      <Input
        id="papersLink"
        label="Where the agenda and papers are (optional)"
        hint="An address on the internet, beginning with https://"
        value={values['papersLink']}
        error={error('papersLink')}
      />
      {meeting === null ? null : (
        <>
          <Input
            id="minutedOn"
            label="Minutes published on (optional)"
            hint="From this day on everybody reads what was recommended, and the responses."
            type="date"
            value={values['minutedOn']}
            error={error('minutedOn')}
          />
          <Input id="minutesLink" label="Where the minutes are (optional)" value={values['minutesLink']} error={error('minutesLink')} />
          <Input
            id="cancelledReason"
            label="Why it does not take place (optional)"
            hint="Only of a meeting that is cancelled. Everybody reads it; no child’s name belongs here."
            value={values['cancelledReason']}
            error={error('cancelledReason')}
          />
        </>
      )}
    </ConflictPage>
  );
}

interface MeetingFormProps {
  readonly authority: AuthorityLink;
  /** Null for a new one. */
  readonly meeting: { readonly key: string; readonly name: string } | null;
  readonly committees: readonly Choice[];
  /** Those of other meetings. */
  readonly places: readonly string[];
  readonly opened: ConflictState;
}
