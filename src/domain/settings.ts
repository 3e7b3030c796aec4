import { z } from 'zod';
import { OVERVIEW_INDICATORS } from './indicators';
import { accepted, counted, listInWords, onOneLine, refused, type Problem, type Result } from './shared';

/** What an administrator settles for a council. */
export interface CouncilSettings {
  /** Null: as the reference data names the council. */
  readonly displayName: string | null;
  /** `#4c2c69`: of the header, buttons and bars; dark enough for white text. */
  readonly colour: string;
  /** Whether anybody may see the last published version of the plan, and of briefings. */
  readonly publicSeesPlan: boolean;
  readonly publicSeesBriefings: boolean;
  /** Whether nobody gets in without a second factor. */
  readonly secondFactorRequired: boolean;
  /** Days before a due date on which the owner of an action is reminded, most first. */
  readonly reminderDays: readonly number[];
  /** Keys of the indicators that the overview shows, in this order. */
  readonly overviewIndicators: readonly string[];
}

/** For a council whose administrator has saved nothing yet: nothing is public that was not made so. */
export const DEFAULT_SETTINGS: CouncilSettings = {
  displayName: null,
  colour: '#4c2c69',
  publicSeesPlan: false,
  publicSeesBriefings: false,
  secondFactorRequired: false,
  reminderDays: [14, 3],
  overviewIndicators: OVERVIEW_INDICATORS,
};

/** Text on the council's colour is white: WCAG 2.2, 1.4.3 asks for this ratio. */
const LEAST_CONTRAST = 4.5;
const MOST_REMINDERS = 5;
const LONGEST_REMINDER = 90;
const LONGEST_NAME = 80;
const MOST_INDICATORS = 8;

/** The settings in the order of the form, with what they are called there and in the history. */
export const SETTING_LABELS = {
  displayName: 'Council’s name',
  colour: 'Council colour',
  publicSeesPlan: 'Published plan open to everybody',
  publicSeesBriefings: 'Published briefings open to everybody',
  secondFactorRequired: 'Second factor for everybody',
  reminderDays: 'Reminders before a due date',
  overviewIndicators: 'Indicators on the overview',
} as const satisfies Record<keyof CouncilSettings, string>;

export type SettingKey = keyof typeof SETTING_LABELS;

export const SETTING_KEYS = [
  'displayName',
  'colour',
  'publicSeesPlan',
  'publicSeesBriefings',
  'secondFactorRequired',
  'reminderDays',
  'overviewIndicators',
] as const satisfies readonly SettingKey[];

/** The settings as a form holds them: text as it was typed, a switch as whether it is on. */
export interface SettingsForm {
  readonly displayName: string;
  readonly colour: string;
  readonly publicSeesPlan: boolean;
  readonly publicSeesBriefings: boolean;
  readonly secondFactorRequired: boolean;
  readonly reminderDays: string;
  /** Keys with spaces between. */
  readonly overviewIndicators: string;
}

/** Settings as the history keeps them. What is once kept is read for ever: fields are only added, each with what it was before there was one. */
export const SETTINGS_VERSION = z.object({
  displayName: z.string().nullable(),
  colour: z.string(),
  publicSeesPlan: z.boolean(),
  publicSeesBriefings: z.boolean(),
  secondFactorRequired: z.boolean(),
  reminderDays: z.array(z.number()),
  overviewIndicators: z.array(z.string()).default(() => [...OVERVIEW_INDICATORS]),
});

/** What somebody typed as settings, or a sentence for each field that says what to do. */
export function readSettings(form: SettingsForm): Result<CouncilSettings> {
  const problems: Problem[] = [];
  const displayName = onOneLine(form.displayName);
  if (displayName.length > LONGEST_NAME) problems.push({ field: 'displayName', message: `Shorten the name to ${LONGEST_NAME} characters` });
  const colour = form.colour
    .trim()
    .toLowerCase()
    .replace(/^(?=[0-9a-f]{6}$)/, '#');
  if (!isColour(colour)) {
    problems.push({ field: 'colour', message: 'Write the colour as # and six of the signs 0 to 9 and a to f, for example #4c2c69' });
  } else if (!isReadable(colour)) {
    problems.push({
      field: 'colour',
      message: `Choose a darker colour: white text on ${colour} has a contrast of ${contrastInWords(colour)}, and needs at least ${LEAST_CONTRAST}`,
    });
  }
  const days = form.reminderDays.split(/[\s,;]+/).filter((part) => part !== '');
  const reminderDays = [...new Set(days.map(Number))].toSorted((left, right) => right - left);
  if (!days.every((day) => /^\d{1,2}$/.test(day) && Number(day) >= 1 && Number(day) <= LONGEST_REMINDER)) {
    problems.push({
      field: 'reminderDays',
      message: `Write whole numbers of days from 1 to ${LONGEST_REMINDER} with commas between, for example 14, 3`,
    });
  } else if (reminderDays.length > MOST_REMINDERS) {
    problems.push({ field: 'reminderDays', message: `Choose at most ${MOST_REMINDERS} reminders` });
  }
  const overviewIndicators = [...new Set(form.overviewIndicators.split(/\s+/).filter((key) => key !== ''))];
  if (overviewIndicators.length > MOST_INDICATORS) {
    problems.push({
      field: 'overviewIndicators',
      message: `Choose at most ${MOST_INDICATORS} indicators: nobody takes in more at a glance`,
    });
  }
  if (problems.length > 0) return refused(...problems);
  const { publicSeesPlan, publicSeesBriefings, secondFactorRequired } = form;
  return accepted({
    displayName: displayName === '' ? null : displayName,
    colour,
    publicSeesPlan,
    publicSeesBriefings,
    secondFactorRequired,
    reminderDays,
    overviewIndicators,
  });
}

/** The settings as they stand in the form. */
export function formOf(settings: CouncilSettings): SettingsForm {
  const { displayName, reminderDays, overviewIndicators } = settings;
  return {
    ...settings,
    displayName: displayName ?? '',
    reminderDays: reminderDays.join(', '),
    overviewIndicators: overviewIndicators.join(' '),
  };
}

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/.test(text);
}

/** Whether white text can be read on a colour (`#4c2c69`). */
export function isReadable(colour: string): boolean {
  return contrastWithWhite(colour) >= LEAST_CONTRAST;
}

/** Contrast of a colour (`#4c2c69`) with white, from 1 to 21, as WCAG 2.2 defines it. */
export function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** What the settings say, fact by fact, for the sentences of the history. */
export function settingsFacts(settings: CouncilSettings): readonly SettingFact[] {
  return SETTING_KEYS.map((key) => {
    const label = SETTING_LABELS[key];
    const words = settingInWords(settings, key);
    return typeof settings[key] === 'boolean' ? { label, words, changed: (_, after) => `${label} switched ${after}` } : { label, words };
  });
}

/** One setting in words: `#4c2c69`, `on`, `14 and 3 days before`. */
export function settingInWords(settings: CouncilSettings, key: SettingKey): string {
  const value = settings[key];
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (key === 'displayName') return settings.displayName ?? 'the one Ofsted and the Department for Education use';
  if (key === 'colour') return settings.colour;
  if (key === 'overviewIndicators') return settings.overviewIndicators.map(wordsOfKey).join(', ') || 'none';
  const { reminderDays } = settings;
  if (reminderDays.length === 0) return 'none';
  return reminderDays.length === 1
    ? `${counted(reminderDays[0] ?? 0, 'day')} before`
    : `${listInWords(reminderDays.map(String))} days before`;
}

/**
 * What two people want differently of the same settings. `base` is what the second of them started from: where only one has changed something, that one's text is
 * proposed; where both have, nothing is. Settings on which both agree are left out.
 */
export function differencesBetween(mine: CouncilSettings, theirs: CouncilSettings, base: CouncilSettings): readonly SettingDifference[] {
  return SETTING_KEYS.flatMap((key) => {
    const words = { mine: settingInWords(mine, key), theirs: settingInWords(theirs, key), base: settingInWords(base, key) };
    if (words.mine === words.theirs) return [];
    const proposed = words.mine === words.base ? 'theirs' : words.theirs === words.base ? 'mine' : null;
    return [{ key, label: SETTING_LABELS[key], mine: words.mine, theirs: words.theirs, proposed }];
  });
}

/** The settings put together from what somebody keeps of two. */
export function choose(mine: CouncilSettings, theirs: CouncilSettings, choices: SettingChoices): CouncilSettings {
  const from = (key: SettingKey) => (choices[key] === 'theirs' ? theirs : mine);
  return {
    displayName: from('displayName').displayName,
    colour: from('colour').colour,
    publicSeesPlan: from('publicSeesPlan').publicSeesPlan,
    publicSeesBriefings: from('publicSeesBriefings').publicSeesBriefings,
    secondFactorRequired: from('secondFactorRequired').secondFactorRequired,
    reminderDays: from('reminderDays').reminderDays,
    overviewIndicators: from('overviewIndicators').overviewIndicators,
  };
}

/** `care-leavers-19-to-21-in-work-or-learning` is as good as a name, and stays readable when the indicator is gone. */
function wordsOfKey(key: string): string {
  return key.replace(/^own-/, '').replaceAll('-', ' ');
}

/** Rounded down: 4.49 is not enough and must not read as 4.5. */
function contrastInWords(colour: string): string {
  return String(Math.floor(contrastWithWhite(colour) * 10) / 10);
}

export interface SettingDifference {
  readonly key: SettingKey;
  readonly label: string;
  /** In words. */
  readonly mine: string;
  readonly theirs: string;
  readonly proposed: 'mine' | 'theirs' | null;
}

export type SettingChoices = Readonly<Partial<Record<SettingKey, 'mine' | 'theirs'>>>;

interface SettingFact {
  readonly label: string;
  readonly words: string;
  readonly changed?: (before: string, after: string) => string;
}
