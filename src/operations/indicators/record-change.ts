import { onOneLine, readReason, type Problem } from '@/domain/shared';
import type { FormAgain, FormChange } from '../conflict';

/** Told to whoever would take away what is no longer as they saw it. */
export const CHANGED_MEANWHILE = 'Somebody has changed this since you opened the page. Look at it again before you remove it';

/** What somebody sends about a target or a note to be saved. */
export interface RecordChange<Field extends string> extends FormChange<Field> {
  /** Null for a new one. */
  readonly id: string | null;
  /** Why it is changed. A new one needs none. */
  readonly reason: string;
}

export type RecordOutcome<Field extends string> = { readonly saved: true } | { readonly saved: false; readonly again: FormAgain<Field> };

/** What somebody sends to have a target or a note taken away. */
export interface Removal {
  readonly id: string;
  /** The version that the page showed. */
  readonly version: number;
  readonly reason: string;
}

export function problemsInReason({ id, reason }: { readonly id: string | null; readonly reason: string }): readonly Problem[] {
  if (id === null && onOneLine(reason) === '') return [];
  const read = readReason(reason, 'Say in a few words why. It stays in the history');
  return read.ok ? [] : read.problems;
}
