import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import {
  EMPTY_OWN,
  formOfOwn,
  INDICATOR_VERSION,
  OWN_FIELDS,
  ownFactsOf,
  ownFactsOfVersion,
  ownFieldInWords,
  ownKey,
  readOwnIndicator,
  type OwnFacts,
  type OwnField,
  type OwnForm,
  type OwnIndicator,
} from '@/domain/indicators';
import { NotFound, onOneLine, type CalendarDate, type Moment } from '@/domain/shared';
import { listOwnFigures, listOwnIndicators, saveOwnIndicator as save } from '@/database/indicators';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { settleForm, type FormAgain, type FormChange, type FormRecord } from '../conflict';
import { historyActor } from '../history';
import { problemsInReason } from './record-change';

/** How often a key is looked for anew where others define indicators at the same moment. */
const ATTEMPTS = 50;

/** What the form for a council's own indicator needs. */
export interface OwnOpened {
  readonly authority: Authority;
  /** Null for a new one. */
  readonly indicator: OwnIndicator | null;
  readonly form: OwnForm;
  readonly version: number;
  /** How many figures there are: with any, what they are counted in and how often they come stays. */
  readonly figures: number;
}

export interface OwnIndicatorChange extends FormChange<OwnField> {
  /** Null for a new one. */
  readonly key: string | null;
  /** Why it is changed. A new one needs none. */
  readonly reason: string;
}

export type OwnOutcome = { readonly saved: true; readonly key: string } | { readonly saved: false; readonly again: FormAgain<OwnField> };

/** The form for one of a council's own indicators, or for a new one (`key` null). Throws `Forbidden`, and `NotFound` for an unknown council or indicator. */
export async function openOwnIndicator(actor: Actor, slug: string, key: string | null): Promise<OwnOpened> {
  authorise(actor, 'change-plan', slug);
  const authority = await councilOf(slug);
  const indicator = ownAmong(await listOwnIndicators(slug), key);
  const figures = indicator === null ? 0 : (await listOwnFigures(slug, indicator.key)).length;
  const form = indicator === null ? EMPTY_OWN : formOfOwn(ownFactsOf(indicator));
  return { authority, indicator, form, version: indicator?.version ?? 0, figures };
}

/**
 * Defines an indicator of the council's own or changes one, unless the form is older than what is saved: then both texts come back, and the person chooses. Throws
 * `Forbidden`, and `NotFound` for an unknown council or indicator.
 */
export async function saveOwnIndicator(
  actor: Actor,
  slug: string,
  change: OwnIndicatorChange,
  { today, at }: { readonly today: CalendarDate; readonly at: Moment },
): Promise<OwnOutcome> {
  authorise(actor, 'change-plan', slug);
  await councilOf(slug);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const all = await listOwnIndicators(slug);
    const saved = ownAmong(all, change.key);
    const figures = saved === null ? 0 : (await listOwnFigures(slug, saved.key)).length;
    const record = recordOf(saved, { others: all.filter((each) => each !== saved), figures });
    const settled = await settleForm(change, record, problemsInReason({ ...change, id: change.key }));
    if (settled.outcome === 'again') return { saved: false, again: settled.again };
    if (settled.outcome === 'saved-already') return { saved: true, key: saved?.key ?? '' };
    const facts = settled.value;
    const taken = all.map((each) => each.key);
    const own = {
      ...{ key: saved?.key ?? ownKey(facts.name, taken), facts, version: change.version },
      needsNoFigures: saved !== null && (facts.unit !== saved.unit || facts.frequency !== saved.frequency),
    };
    const note = { actor: historyActor(actor), reason: onOneLine(change.reason) || null, at };
    if (await save(slug, own, note, today)) return { saved: true, key: own.key };
    // Somebody was quicker between our look and our save: look again.
  }
  throw new Error(`Others were quicker ${ATTEMPTS} times: the indicators of ${slug} cannot be saved`);
}

function recordOf(saved: OwnIndicator | null, basis: Parameters<typeof readOwnIndicator>[2]): FormRecord<OwnField, OwnFacts> {
  const facts = saved === null ? null : ownFactsOf(saved);
  return {
    type: 'indicator',
    id: saved === null ? '' : String(saved.id),
    saved: { form: facts === null ? EMPTY_OWN : formOfOwn(facts), version: saved?.version ?? 0 },
    formAt: (content) => (content === null ? EMPTY_OWN : formOfOwn(ownFactsOfVersion(INDICATOR_VERSION.parse(JSON.parse(content))))),
    read: (form) => readOwnIndicator(form, facts, basis),
    formOf: formOfOwn,
    fields: OWN_FIELDS,
    inWords: ownFieldInWords,
  };
}

/** Null for a new one. */
function ownAmong(all: readonly OwnIndicator[], key: string | null): OwnIndicator | null {
  if (key === null) return null;
  const found = all.find((indicator) => indicator.key === key);
  if (found === undefined) throw new NotFound(`No indicator ${key} of the council's own`);
  return found;
}
