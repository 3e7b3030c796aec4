import { DEFAULT_SETTINGS, type CouncilSettings } from '@/domain/settings';
import type { Moment } from '@/domain/shared';
import { database } from './client';
import type { Prisma } from './generated/client';
import { appendHistory } from './history';

/** Many may save at once: each waits for a connection and for the council's chain. */
const PATIENCE = { maxWait: 15_000, timeout: 15_000 };

/** The settings of a council, the defaults at version 0 where none were saved; null for an unknown council. */
export async function findSettings(slug: string): Promise<SavedSettings | null> {
  const row = await database().authority.findUnique({ where: { slug }, select: { id: true, settings: true } });
  if (!row) return null;
  const recordId = String(row.id);
  return row.settings
    ? { recordId, version: row.settings.version, settings: settingsFromRow(row.settings) }
    : { recordId, version: 0, settings: DEFAULT_SETTINGS };
}

/**
 * Saves settings with their history, if they are still at the version that the change started from. Answers false where they are not, and saves nothing: somebody
 * else was quicker.
 */
export async function saveSettings(
  slug: string,
  change: { readonly settings: CouncilSettings; readonly version: number },
  note: { readonly actor: string; readonly reason: string; readonly at: Moment },
): Promise<boolean> {
  const { settings, version } = change;
  return database().$transaction(async (queries) => {
    const { id: authorityId } = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
    const { reminderDays, overviewIndicators } = settings;
    const data = { ...settings, reminderDays: [...reminderDays], overviewIndicators: [...overviewIndicators], version: version + 1 };
    const { count } =
      version === 0
        ? await queries.councilSettings.createMany({ data: [{ authorityId, ...data }], skipDuplicates: true })
        : await queries.councilSettings.updateMany({ where: { authorityId, version }, data });
    if (count === 0) return false;
    await appendHistory(queries, {
      chain: slug,
      recordType: 'settings',
      recordId: String(authorityId),
      version: version + 1,
      content: { ...settings },
      ...note,
    });
    return true;
  }, PATIENCE);
}

export function settingsFromRow(row: Prisma.CouncilSettingsGetPayload<object>): CouncilSettings {
  const { displayName, colour, publicSeesPlan, publicSeesBriefings, secondFactorRequired, reminderDays, overviewIndicators } = row;
  return { displayName, colour, publicSeesPlan, publicSeesBriefings, secondFactorRequired, reminderDays, overviewIndicators };
}

export interface SavedSettings {
  /** Of the record in the history. */
  readonly recordId: string;
  /** 0 while nothing was saved. */
  readonly version: number;
  readonly settings: CouncilSettings;
}
