'use client';

import { useActionState } from 'react';
import type { RecommendationPart } from '@/domain/scrutiny';
import { Checkboxes, Input, Radios, Textarea, type Choice } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { ConflictPage, type ConflictState } from '../../form-conflict';
import { errorOf } from '../../form-page';
import { submitRecommendation } from './actions';

const TITLES: Readonly<Record<RecommendationPart, string>> = {
  wording: 'Correct what was recommended',
  response: 'Record the response',
  implementation: 'Record that it is implemented',
};

/** One part of a recommendation: what was recommended, what was answered, or what shows that it is done. */
export function RecommendationForm(props: RecommendationFormProps) {
  const { authority, meeting, recommendation, part, opened } = props;
  const [state, submit] = useActionState(submitRecommendation, opened);
  const title = recommendation === null ? 'Record a recommendation' : TITLES[part];
  return (
    <ConflictPage
      state={state}
      submit={submit}
      name={title}
      authority={authority}
      current="scrutiny"
      breadcrumbs={[
        { text: 'Scrutiny', href: `/${authority.slug}/scrutiny` },
        { text: meeting.name, href: `/${authority.slug}/scrutiny/${meeting.key}` },
      ]}
      caption={recommendation === null ? `Recommendation of ${meeting.name}` : `Recommendation ${recommendation.number} of ${meeting.name}`}
      title={title}
      before={recommendation === null || part === 'wording' ? null : <p className="app-p app-written">{recommendation.wording}</p>}
      button="Save"
      hidden={
        <>
          <input type="hidden" name="council" value={authority.slug} />
          <input type="hidden" name="meeting" value={meeting.key} />
          <input type="hidden" name="record" value={recommendation?.number ?? ''} />
          <input type="hidden" name="part" value={part} />
        </>
      }
    >
      {part === 'wording' ? <Wording {...props} state={state} /> : null}
      {part === 'response' ? <Response {...props} state={state} /> : null}
      {part === 'implementation' ? <Implementation {...props} state={state} /> : null}
    </ConflictPage>
  );
}

function Wording({ addressees, state }: PartProps) {
  const { values } = state;
  return (
    <>
      <Textarea
        id="wording"
        label="What was recommended"
        hint="As the minutes word it. No child’s name or story belongs here."
        value={values['wording']}
        error={errorOf(state, 'wording')}
      />
      <Input
        id="addressee"
        label="To whom"
        hint="The post or body, for example Cabinet member for children’s services."
        suggestions={addressees}
        value={values['addressee']}
        error={errorOf(state, 'addressee')}
      />
      <Input id="madeOn" label="Recommended on" type="date" value={values['madeOn']} error={errorOf(state, 'madeOn')} />
      <Input
        id="givenOn"
        label="Given to them on"
        hint="The two months for the response run from this day."
        type="date"
        value={values['givenOn']}
        error={errorOf(state, 'givenOn')}
      />
    </>
  );
}

function Response({ responses, actions, state }: PartProps) {
  const { values } = state;
  return (
    <>
      <Radios id="answer" legend="What was answered" choices={responses} value={values['answer']} error={errorOf(state, 'answer')} />
      <Input
        id="respondedOn"
        label="Answered on"
        hint="The day on which the committee got the response. It is said whether that was in time."
        type="date"
        value={values['respondedOn']}
        error={errorOf(state, 'respondedOn')}
      />
      <Textarea
        id="reason"
        label="What was answered, and why (needed unless it was accepted)"
        hint="Everybody reads it once the meeting is minuted. No child’s name or story belongs here."
        value={values['reason']}
        error={errorOf(state, 'reason')}
      />
      {actions.length === 0 ? null : (
        <Checkboxes
          id="actions"
          legend="Actions of the plan that follow from it"
          choices={actions}
          values={(values['actions'] ?? '').split('\n')}
          error={errorOf(state, 'actions')}
        />
      )}
    </>
  );
}

function Implementation({ state }: PartProps) {
  const { values } = state;
  return (
    <>
      <Input
        id="implementedOn"
        label="Implemented on"
        type="date"
        value={values['implementedOn']}
        error={errorOf(state, 'implementedOn')}
      />
      <Textarea
        id="evidence"
        label="What shows that it was done"
        hint="For example: the report to the committee of that day. No child’s name or story belongs here."
        rows={3}
        value={values['evidence']}
        error={errorOf(state, 'evidence')}
      />
      <Input
        id="evidenceLink"
        label="Its address on the internet (optional)"
        value={values['evidenceLink']}
        error={errorOf(state, 'evidenceLink')}
      />
    </>
  );
}

interface RecommendationFormProps {
  readonly authority: AuthorityLink;
  readonly meeting: { readonly key: string; readonly name: string };
  /** Null for a new one. */
  readonly recommendation: { readonly number: number; readonly wording: string } | null;
  readonly part: RecommendationPart;
  readonly responses: readonly Choice[];
  readonly actions: readonly Choice[];
  /** To whom others were addressed. */
  readonly addressees: readonly string[];
  readonly opened: ConflictState;
}

interface PartProps extends RecommendationFormProps {
  readonly state: ConflictState;
}
