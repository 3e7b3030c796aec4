import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import {
  EMPTY_TARGET,
  formOfTarget,
  readTarget,
  TARGET_FIELDS,
  TARGET_VERSION,
  targetFieldInWords,
  targetOfVersion,
  type Indicator,
  type Target,
  type TargetFacts,
  type TargetField,
  type TargetForm,
} from '@/domain/indicators';
import { accepted, NotFound, onOneLine, refused, type Moment, type Result } from '@/domain/shared';
import { deleteTarget, listTargets, saveTarget as save } from '@/database/indicators';
import { newId } from '@/platform/tokens';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { settleForm, type FormRecord } from '../conflict';
import { historyActor } from '../history';
import { findIndicator } from './find';
import { CHANGED_MEANWHILE, problemsInReason, type RecordChange, type RecordOutcome, type Removal } from './record-change';

/** What the form for a target needs. */
export interface TargetOpened {
  readonly authority: Authority;
  readonly indicator: Indicator;
  readonly form: TargetForm;
  readonly version: number;
}

/** The form for a target, or for a new one (`id` null). Throws `Forbidden`, and `NotFound` for an unknown council, indicator or target. */
export async function openTarget(actor: Actor, slug: string, key: string, id: string | null): Promise<TargetOpened> {
  authorise(actor, 'change-plan', slug);
  const [authority, indicator] = await Promise.all([councilOf(slug), findIndicator(actor, slug, key)]);
  const saved = targetAmong(await listTargets(slug, key), id);
  return { authority, indicator, form: saved === null ? EMPTY_TARGET : formOfTarget(saved), version: saved?.version ?? 0 };
}

/**
 * Sets or changes a target, unless the form is older than what is saved: then both texts come back, and the person chooses. Throws `Forbidden`, and `NotFound` for an
 * unknown council, indicator or target.
 */
export async function saveTarget(
  actor: Actor,
  slug: string,
  key: string,
  change: RecordChange<TargetField>,
  at: Moment,
): Promise<RecordOutcome<TargetField>> {
  authorise(actor, 'change-plan', slug);
  await councilOf(slug);
  const indicator = await findIndicator(actor, slug, key);
  const settle = async () => {
    const record = recordOf(indicator, await listTargets(slug, key), change.id);
    return settleForm(change, record, problemsInReason(change));
  };
  let settled = await settle();
  if (settled.outcome === 'save') {
    const target = { ...settled.value, id: change.id ?? newId(), authority: slug, indicator: key, version: change.version };
    if (await save(target, indicator.name, { actor: historyActor(actor), reason: onOneLine(change.reason) || null, at })) {
      return { saved: true };
    }
    // Somebody was quicker between our look and our save.
    settled = await settle();
  }
  return settled.outcome === 'again' ? { saved: false, again: settled.again } : { saved: true };
}

/** Takes a target away, with a reason. Throws `Forbidden`, and `NotFound` for an unknown council, indicator or target. */
export async function removeTarget(actor: Actor, slug: string, key: string, removal: Removal, at: Moment): Promise<Result<null>> {
  authorise(actor, 'change-plan', slug);
  await councilOf(slug);
  await findIndicator(actor, slug, key);
  const target = targetAmong(await listTargets(slug, key), removal.id);
  const problems = problemsInReason(removal);
  if (target === null || problems.length > 0) return refused(...problems);
  const note = { actor: historyActor(actor), reason: onOneLine(removal.reason), at };
  const isCurrent = target.version === removal.version;
  return isCurrent && (await deleteTarget(target, note)) ? accepted(null) : refused({ message: CHANGED_MEANWHILE });
}

function recordOf(indicator: Indicator, targets: readonly Target[], id: string | null): FormRecord<TargetField, TargetFacts> {
  const saved = targetAmong(targets, id);
  const others = targets.filter((target) => target !== saved);
  return {
    type: 'target',
    id: id ?? '',
    saved: { form: saved === null ? EMPTY_TARGET : formOfTarget(saved), version: saved?.version ?? 0 },
    formAt: (content) => (content === null ? EMPTY_TARGET : formOfTarget(targetOfVersion(TARGET_VERSION.parse(JSON.parse(content))))),
    read: (form) => readTarget(form, indicator, others),
    formOf: formOfTarget,
    fields: TARGET_FIELDS,
    inWords: (field, text) => targetFieldInWords(field, text, indicator),
  };
}

/** Null for a new one. */
function targetAmong(targets: readonly Target[], id: string | null): Target | null {
  if (id === null) return null;
  const found = targets.find((target) => target.id === id);
  if (found === undefined) throw new NotFound(`No target ${id}`);
  return found;
}
