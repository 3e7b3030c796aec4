import type { Moment } from '@/domain/shared';
import { database } from './client';
import { fromTimeColumn, toTimeColumn } from './rows';

/** Keeps that somebody signed in. */
export async function addSignIn({ at, ...facts }: SignIn & { readonly id: string; readonly personId: string }): Promise<void> {
  await database().signIn.create({ data: { ...facts, at: toTimeColumn(at) } });
}

/** When and from where a person signed in, the newest first. */
export async function listSignIns(personId: string): Promise<readonly SignIn[]> {
  const rows = await database().signIn.findMany({ where: { personId }, orderBy: [{ at: 'desc' }, { id: 'asc' }] });
  return rows.map(({ at, way, address, userAgent }) => ({ at: fromTimeColumn(at), way: wayIn(way), address, userAgent }));
}

/** When each of these people last signed in; who has not is left out. */
export async function lastSignIns(personIds: readonly string[]): Promise<ReadonlyMap<string, Moment>> {
  const rows = await database().signIn.groupBy({ by: ['personId'], where: { personId: { in: [...personIds] } }, _max: { at: true } });
  return new Map(rows.flatMap(({ personId, _max: { at } }) => (at === null ? [] : [[personId, fromTimeColumn(at)]])));
}

/** Forgets sign-ins up to a moment and answers how many there were. */
export async function forgetSignIns(until: Moment): Promise<number> {
  const { count } = await database().signIn.deleteMany({ where: { at: { lte: toTimeColumn(until) } } });
  return count;
}

function wayIn(text: string): WayIn {
  return WAYS_IN.find((way) => way === text) ?? 'password';
}

const WAYS_IN = ['password', 'second-factor', 'council-account'] as const;

export type WayIn = (typeof WAYS_IN)[number];

export interface SignIn {
  readonly at: Moment;
  readonly way: WayIn;
  readonly address: string;
  readonly userAgent: string;
}
