import { INVESTMENT_VERSION, investmentOfVersion, referenceOf, type ActionStanding, type Investment } from '@/domain/improvement';
import type { Moment } from '@/domain/shared';
import { database } from '../client';
import { recordsAsAt } from '../history';
import { withIndicators } from './known-indicators';
import { MOST_ACTIONS } from './read';
import { investmentFromRow, standingFromRow, WHOLE_INVESTMENT, WHOLE_STANDING } from './rows';

/** More than a council decides on in a generation. */
const MOST_INVESTMENTS = 500;

/** A council's money for improvement, by the year it begins in; in a year what is given once first, then the larger sum. */
export async function listInvestments(slug: string): Promise<readonly Investment[]> {
  const rows = await database().investment.findMany({
    where: { authority: { slug } },
    include: WHOLE_INVESTMENT,
    // In the alphabet `one-off` comes before `recurrent`.
    orderBy: [{ firstYear: 'asc' }, { kind: 'asc' }, { pence: 'desc' }, { id: 'asc' }],
    take: MOST_INVESTMENTS,
  });
  return rows.map(investmentFromRow);
}

/** The same as they stood at a moment. */
export async function listInvestmentsAsAt(slug: string, at: Moment): Promise<readonly Investment[]> {
  const entries = await recordsAsAt(slug, 'investment', at);
  return entries
    .map(({ recordId: id, version, content }) => ({
      ...investmentOfVersion(INVESTMENT_VERSION.parse(JSON.parse(content ?? 'null'))),
      ...{ id, authority: slug, version },
    }))
    .toSorted(
      (left, right) =>
        left.firstYear - right.firstYear ||
        left.kind.localeCompare(right.kind) ||
        Number(right.pence - left.pence) ||
        (left.id < right.id ? -1 : 1),
    );
}

/** Ids of those of a council's investments that say which indicators they should move. */
export async function listMeasuredInvestments(slug: string): Promise<ReadonlySet<string>> {
  const rows = await database().investmentIndicator.findMany({
    where: { investment: { authority: { slug } } },
    distinct: ['investmentId'],
    select: { investmentId: true },
    take: MOST_INVESTMENTS,
  });
  return new Set(rows.map(({ investmentId }) => investmentId));
}

export async function findInvestment(slug: string, id: string): Promise<Investment | null> {
  const row = await database().investment.findFirst({ where: { id, authority: { slug } }, include: WHOLE_INVESTMENT });
  return row && investmentFromRow(row);
}

/** Those of a council's actions, of whatever plan, with what their status follows from; by reference within their plan. */
export async function listStandings(slug: string, actionIds: readonly string[]): Promise<readonly ActionStanding[]> {
  if (actionIds.length === 0) return [];
  const rows = await database().action.findMany({
    where: { id: { in: [...actionIds] }, plan: { authority: { slug } } },
    include: WHOLE_STANDING,
    orderBy: [{ plan: { beginsOn: 'desc' } }, { objective: { number: 'asc' } }, { number: 'asc' }, { id: 'asc' }],
    take: MOST_ACTIONS,
  });
  return withIndicators(slug, rows.map(standingFromRow));
}

/** Actions that money can be said to pay for: those of plans in force, and these. By reference within their plan, the newest plan first. */
export async function listActionNames(slug: string, also: readonly string[]): Promise<readonly ActionName[]> {
  const rows = await database().action.findMany({
    where: { plan: { authority: { slug } }, OR: [{ plan: { endedOn: null } }, { id: { in: [...also] } }] },
    select: { id: true, number: true, title: true, objective: { select: { number: true } }, plan: { select: { id: true, title: true } } },
    orderBy: [{ plan: { beginsOn: 'desc' } }, { planId: 'asc' }, { objective: { number: 'asc' } }, { number: 'asc' }, { id: 'asc' }],
    take: MOST_ACTIONS,
  });
  return rows.map(({ id, title, number, objective, plan }) => ({ id, title, reference: referenceOf(objective, { number }), plan }));
}

export interface ActionName {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly plan: { readonly id: string; readonly title: string };
}
