'use server';

import { redirect } from 'next/navigation';
import { SETTING_KEYS, type SettingChoices } from '@/domain/settings';
import { momentInWords } from '@/domain/shared';
import { currentRequest, momentOfChange } from '@/operations/access';
import { saveSettings, type SettingsConflict } from '@/operations/settings';
import { textIn } from '../../form-answers';
import { permittedToSend } from '../../permitted';
import type { SettingsState, ShownConflict } from './settings-form';

/** Saves what the form holds, or gives it back with what is wrong, or with what somebody else has saved meanwhile. */
export async function submitSettings(_previous: SettingsState, form: FormData): Promise<SettingsState> {
  const { actor } = await currentRequest();
  const council = textIn(form, 'council');
  const version = Number(textIn(form, 'version'));
  const switches = form.getAll('switches');
  const values = {
    displayName: textIn(form, 'displayName'),
    colour: textIn(form, 'colour'),
    publicSeesPlan: switches.includes('publicSeesPlan'),
    publicSeesBriefings: switches.includes('publicSeesBriefings'),
    secondFactorRequired: switches.includes('secondFactorRequired'),
    reminderDays: textIn(form, 'reminderDays'),
    overviewIndicators: form.getAll('overviewIndicators').map(String).join(' '),
  };
  const reason = textIn(form, 'reason');
  const choices = textIn(form, 'choosing') === '' ? null : choicesIn(form);
  const at = await momentOfChange();
  const saving = saveSettings(actor, council, { form: values, version, reason, choices }, at);
  const outcome = await permittedToSend(actor, `/${council}/settings`, saving);
  if (outcome.outcome === 'saved') redirect(`/${council}/settings?saved=${outcome.version}`);
  const conflict = outcome.conflict && shown(outcome.conflict);
  return {
    problems: outcome.outcome === 'refused' ? outcome.problems : [],
    values: { ...values, ...outcome.conflict?.mine, reason },
    version: outcome.conflict?.version ?? version,
    conflict,
  };
}

function choicesIn(form: FormData): SettingChoices {
  return Object.fromEntries(
    SETTING_KEYS.flatMap((key) => {
      const choice = textIn(form, `keep-${key}`);
      return choice === 'mine' || choice === 'theirs' ? [[key, choice]] : [];
    }),
  );
}

/** As the page shows it, which has no moments of its own to tell. */
function shown({ who, at, reason, differences }: SettingsConflict): ShownConflict {
  return { who, at: momentInWords(at), reason, differences };
}
