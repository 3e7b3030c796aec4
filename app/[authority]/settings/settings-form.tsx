'use client';

import { useActionState } from 'react';
import type { SettingsForm as SettingsValues } from '@/domain/settings';
import { Conflict, type ConflictProps } from '@/ui/govuk/conflict';
import type { FormProblem } from '@/ui/govuk/error-summary';
import { Button, Checkboxes, Input, type Choice as Option } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import type { AuthorityLink } from '@/ui/govuk/site';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { submitSettings } from './actions';

/** The settings to be changed; after a conflict, what to keep of both texts. */
export function SettingsForm({ authority, indicators, opened, saved }: SettingsFormProps) {
  const [state, submit] = useActionState(submitSettings, opened);
  const { problems, version, conflict } = state;
  return (
    <PageFrame
      name="Settings"
      current="settings"
      authority={authority}
      caption="Settings of the council"
      title={
        conflict
          ? 'Somebody else has changed the settings'
          : saved
            ? 'The settings are saved'
            : 'How the council is shown, and who may see what'
      }
      problems={problems}
    >
      <form action={submit} noValidate className="app-measure">
        <input type="hidden" name="council" value={authority.slug} />
        <input type="hidden" name="version" value={version} />
        {conflict ? (
          <Choice state={state} conflict={conflict} council={authority.slug} />
        ) : (
          <Fields state={state} indicators={indicators} />
        )}
      </form>
      <NextLinks links={[{ text: 'Who changed the settings, when and why', href: `/${authority.slug}/history?kind=settings` }]} />
    </PageFrame>
  );
}

function Fields({ state, indicators }: { readonly state: SettingsState; readonly indicators: readonly Option[] }) {
  const { values } = state;
  const error = (field: string) => state.problems.find((problem) => problem.field === field)?.message;
  return (
    <>
      <Input
        id="displayName"
        label="Council’s name"
        hint="As it stands at the top of every page. Empty: the name that Ofsted and the Department for Education use."
        value={values.displayName}
        error={error('displayName')}
      />
      <Input
        id="colour"
        label="Council colour"
        hint="# and six signs, for example #4c2c69. White text stands on it, so it has to be dark."
        value={values.colour}
        error={error('colour')}
      />
      <Checkboxes
        id="publication"
        name="switches"
        legend="What everybody may see without signing in"
        hint="Only what the council has published, never a draft."
        choices={[
          { value: 'publicSeesPlan', text: 'The published improvement plan' },
          { value: 'publicSeesBriefings', text: 'Published briefings for scrutiny' },
        ]}
        values={[...(values.publicSeesPlan ? ['publicSeesPlan'] : []), ...(values.publicSeesBriefings ? ['publicSeesBriefings'] : [])]}
      />
      <Checkboxes
        id="signing-in"
        name="switches"
        legend="Signing in"
        choices={[{ value: 'secondFactorRequired', text: 'Everybody needs a second factor' }]}
        values={values.secondFactorRequired ? ['secondFactorRequired'] : []}
      />
      <Input
        id="reminderDays"
        label="Days before a due date on which owners are reminded"
        hint="Up to five numbers with commas between, for example 14, 3. Empty: nobody is reminded."
        value={values.reminderDays}
        error={error('reminderDays')}
      />
      <Checkboxes
        id="overviewIndicators"
        legend="Indicators on the overview"
        hint="Up to eight, which briefings show too. On the overview what is the council’s own is shown to whoever may see it; a briefing shows it to all its readers."
        inColumns
        choices={indicators}
        values={values.overviewIndicators.split(' ')}
        error={error('overviewIndicators')}
      />
      <Input
        id="reason"
        label="Why you are changing this"
        hint="It stays in the history for good. No child’s name belongs here."
        value={values.reason}
        error={error('reason')}
      />
      <Button>Save</Button>
    </>
  );
}

/** Both texts side by side. What this person typed goes along unseen, so that nothing has to be typed again. */
function Choice({
  state,
  conflict,
  council,
}: {
  readonly state: SettingsState;
  readonly conflict: ShownConflict;
  readonly council: string;
}) {
  const { values, problems } = state;
  return (
    <>
      <Conflict {...conflict} problems={problems} />
      {conflict.differences.length === 0 ? (
        <Paragraph>
          Both of you want the same, so nothing is left to be saved.{' '}
          <a className="govuk-link" href={`/${council}/settings`}>
            See the settings
          </a>
        </Paragraph>
      ) : (
        <>
          <input type="hidden" name="choosing" value="yes" />
          {(['displayName', 'colour', 'reminderDays', 'overviewIndicators', 'reason'] as const).map((name) => (
            <input key={name} type="hidden" name={name} value={values[name]} />
          ))}
          {(['publicSeesPlan', 'publicSeesBriefings', 'secondFactorRequired'] as const).map((name) =>
            values[name] ? <input key={name} type="hidden" name="switches" value={name} /> : null,
          )}
          <Button>Save what I keep</Button>
        </>
      )}
    </>
  );
}

/** What the form shows, and shows again when it comes back. */
export interface SettingsState {
  readonly problems: readonly FormProblem[];
  readonly values: SettingsValues & { readonly reason: string };
  /** Of the settings that the form belongs to. */
  readonly version: number;
  readonly conflict: ShownConflict | null;
}

export type ShownConflict = Omit<ConflictProps, 'problems'>;

interface SettingsFormProps {
  readonly authority: AuthorityLink;
  /** Those the overview can show. */
  readonly indicators: readonly Option[];
  readonly opened: SettingsState;
  /** The form has just been saved. */
  readonly saved: boolean;
}
