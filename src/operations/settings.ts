import { isAllowed, type Actor } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import {
  choose,
  DEFAULT_SETTINGS,
  differencesBetween,
  formOf,
  readSettings,
  SETTINGS_VERSION,
  type CouncilSettings,
  type SettingChoices,
  type SettingDifference,
  type SettingsForm,
} from '@/domain/settings';
import type { Indicator } from '@/domain/indicators';
import { NotFound, readReason, type Moment, type Problem } from '@/domain/shared';
import { findAuthority } from '@/database/authorities';
import { findVersion } from '@/database/history';
import { listIndicatorsOf } from '@/database/indicators';
import * as settings from '@/database/settings';
import { authorise } from './access';
import { historyActor, nameActors } from './history';

export interface SettingsView {
  readonly authority: Authority;
  readonly settings: CouncilSettings;
  /** Goes with the form, and comes back with it. */
  readonly version: number;
  readonly mayChange: boolean;
  /** Those the overview can show: the chosen ones in their order, then the others by name. Of the council's own ones an administrator reads the names, no figure. */
  readonly indicators: readonly Pick<Indicator, 'key' | 'name'>[];
}

/** What somebody sends to be saved. */
export interface SettingsChange {
  readonly form: SettingsForm;
  /** The version that the form showed, or after a conflict the other person's. */
  readonly version: number;
  readonly reason: string;
  /** After a conflict: what to keep of both. Null before one. */
  readonly choices: SettingChoices | null;
}

/** Somebody else saved first: both texts, and who and when. Nothing is lost and nothing is decided. */
export interface SettingsConflict {
  /** The version to send with the choices. */
  readonly version: number;
  readonly who: string;
  readonly at: Moment;
  readonly reason: string | null;
  /** What the person wants, to be sent again with the choices. */
  readonly mine: SettingsForm;
  /** Empty where both want the same. */
  readonly differences: readonly SettingDifference[];
}

export type SettingsOutcome =
  | { readonly outcome: 'saved'; readonly version: number }
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[]; readonly conflict: SettingsConflict | null }
  | { readonly outcome: 'conflict'; readonly conflict: SettingsConflict };

/** The settings of a council. Throws `Forbidden`, and `NotFound` for an unknown council. */
export async function viewSettings(actor: Actor, slug: string): Promise<SettingsView> {
  authorise(actor, 'read-settings', slug);
  const [authority, saved] = isSlug(slug) ? await Promise.all([findAuthority(slug), settings.findSettings(slug)]) : [null, null];
  if (!authority || !saved) throw new NotFound(`No council ${slug}`);
  const known = await listIndicatorsOf(slug);
  const chosen = saved.settings.overviewIndicators.flatMap((key) => known.filter((indicator) => indicator.key === key));
  return {
    authority,
    settings: saved.settings,
    version: saved.version,
    mayChange: isAllowed(actor, 'change-settings', slug),
    indicators: [...chosen, ...known.filter((indicator) => !chosen.includes(indicator))],
  };
}

/**
 * Saves the settings of a council, unless the form is older than what is saved: then both texts come back, and the person chooses. What is chosen can be overtaken
 * again. Throws `Forbidden`, and `NotFound` for an unknown council.
 */
export async function saveSettings(actor: Actor, slug: string, change: SettingsChange, at: Moment): Promise<SettingsOutcome> {
  authorise(actor, 'change-settings', slug);
  const saved = isSlug(slug) ? await settings.findSettings(slug) : null;
  if (!saved) throw new NotFound(`No council ${slug}`);
  const typed = readSettings(change.form);
  const known = new Set([...(await listIndicatorsOf(slug)).map(({ key }) => key), ...saved.settings.overviewIndicators]);
  const unknown = typed.ok && !typed.value.overviewIndicators.every((key) => known.has(key));
  const reason = readReason(change.reason, 'Say in a few words why you are changing the settings');
  const problems = [
    ...(typed.ok ? [] : typed.problems),
    ...(unknown ? [{ field: 'overviewIndicators', message: 'Choose from the indicators that are listed' }] : []),
    ...(reason.ok ? [] : reason.problems),
  ];
  if (!typed.ok || unknown || !reason.ok) return { outcome: 'refused', problems, conflict: null };
  if (!Number.isInteger(change.version) || change.version < 0 || change.version > saved.version) {
    return {
      outcome: 'refused',
      problems: [{ message: 'Open the settings afresh: this form belongs to no saved version of them' }],
      conflict: null,
    };
  }
  const startedFrom = await settingsAt(saved.recordId, change.version);
  const { choices } = change;
  const wanted = choices === null ? typed.value : choose(typed.value, startedFrom, choices);
  if (change.version !== saved.version) return { outcome: 'conflict', conflict: await conflictOf(wanted, startedFrom, saved) };
  if (choices !== null) {
    const conflict = await conflictOf(typed.value, startedFrom, saved);
    const open = conflict.differences.filter(({ key }) => choices[key] === undefined);
    if (open.length > 0) {
      const problems = open.map(({ key, label }) => ({ field: `keep-${key}`, message: `Choose what to keep for “${label}”` }));
      const differences = conflict.differences.map((each) => ({ ...each, proposed: choices[each.key] ?? null }));
      return { outcome: 'refused', problems, conflict: { ...conflict, differences } };
    }
  }
  if (differencesBetween(wanted, saved.settings, saved.settings).length === 0) {
    return { outcome: 'refused', problems: [{ message: 'Nothing is different from what is saved' }], conflict: null };
  }
  const note = { actor: historyActor(actor), reason: reason.value, at };
  if (await settings.saveSettings(slug, { settings: wanted, version: saved.version }, note)) {
    return { outcome: 'saved', version: saved.version + 1 };
  }
  // Somebody was quicker between our look and our save.
  const newer = await settings.findSettings(slug);
  if (!newer) throw new NotFound(`No council ${slug}`);
  return { outcome: 'conflict', conflict: await conflictOf(wanted, startedFrom, newer) };
}

/** The settings of a council; the defaults for an unknown one. No operation: those that use it authorise. */
export async function settingsOf(slug: string): Promise<CouncilSettings> {
  return (await settings.findSettings(slug))?.settings ?? DEFAULT_SETTINGS;
}

async function conflictOf(mine: CouncilSettings, startedFrom: CouncilSettings, saved: settings.SavedSettings): Promise<SettingsConflict> {
  const entry = await findVersion('settings', saved.recordId, saved.version);
  if (!entry) throw new Error(`The settings of ${saved.recordId} are at version ${saved.version}, of which there is no history`);
  const nameOf = await nameActors([entry.actor]);
  return {
    version: saved.version,
    who: nameOf(entry.actor),
    at: entry.at,
    reason: entry.reason,
    mine: formOf(mine),
    differences: differencesBetween(mine, saved.settings, startedFrom),
  };
}

async function settingsAt(recordId: string, version: number): Promise<CouncilSettings> {
  const entry = version === 0 ? null : await findVersion('settings', recordId, version);
  return entry === null || entry.content === null ? DEFAULT_SETTINGS : SETTINGS_VERSION.parse(JSON.parse(entry.content));
}
