import { ownGrade, selfEvaluationVersion, type SelfEvaluation } from '@/domain/self-evaluation';
import type { Moment } from '@/domain/shared';
import { database } from './client';
import type { Prisma } from './generated/client';
import { appendHistory } from './history';
import { fromDateColumn, toDateColumn } from './rows';

/** Many may save at once: each waits for a connection and for the council's chain. */
const PATIENCE = { maxWait: 15_000, timeout: 15_000 };

/** More than there can be: one a year since 2018. */
const MOST = 100;

const WHOLE = {
  authority: { select: { slug: true } },
  grades: { orderBy: { area: 'asc' } },
} as const satisfies Prisma.SelfEvaluationInclude;

/** A council's self-evaluations, newest first; drafts only where they are asked for: whoever may not read them is not even sent them. */
export async function listSelfEvaluations(slug: string, withDrafts: boolean): Promise<readonly SelfEvaluation[]> {
  const rows = await database().selfEvaluation.findMany({
    where: { authority: { slug }, ...(withDrafts ? {} : { submittedOn: { not: null } }) },
    include: WHOLE,
    orderBy: { year: 'desc' },
    take: MOST,
  });
  return rows.map(selfEvaluationFromRow);
}

/** That of one year, drafts included; null where the year has none. */
export async function findSelfEvaluation(slug: string, year: number): Promise<SelfEvaluation | null> {
  const row = await database().selfEvaluation.findFirst({ where: { authority: { slug }, year }, include: WHOLE });
  return row && selfEvaluationFromRow(row);
}

/**
 * Saves a self-evaluation with its history, if it is still at the version that the change started from, 0 for one that is new. Answers false where it is not, and
 * saves nothing: somebody else was quicker.
 */
export async function saveSelfEvaluation(
  evaluation: SelfEvaluation,
  note: { readonly actor: string; readonly reason: string | null; readonly at: Moment },
): Promise<boolean> {
  const { id, authority: slug, year, answers, grades, version } = evaluation;
  return database().$transaction(async (queries) => {
    const { id: authorityId } = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
    const submittedOn = evaluation.submittedOn && toDateColumn(evaluation.submittedOn);
    const data = { ...answers, submittedOn, version: version + 1 };
    const { count } =
      version === 0
        ? await queries.selfEvaluation.createMany({ data: [{ ...data, id, authorityId, year }], skipDuplicates: true })
        : await queries.selfEvaluation.updateMany({ where: { id, authorityId, version }, data });
    if (count === 0) return false;
    await queries.selfEvaluationGrade.deleteMany({ where: { selfEvaluationId: id } });
    await queries.selfEvaluationGrade.createMany({
      data: grades.map(({ area, grade, evidence }) => ({ selfEvaluationId: id, area, grade, evidence })),
    });
    await appendHistory(queries, {
      chain: slug,
      recordType: 'self-evaluation',
      recordId: id,
      version: version + 1,
      content: selfEvaluationVersion(evaluation),
      ...note,
    });
    return true;
  }, PATIENCE);
}

/** Throws where the row holds a key the domain does not know: the program is then older than its data. */
function selfEvaluationFromRow(row: Prisma.SelfEvaluationGetPayload<{ include: typeof WHOLE }>): SelfEvaluation {
  const { id, year, known, howKnown, plans, submittedOn, version } = row;
  return {
    id,
    authority: row.authority.slug,
    year,
    answers: { known, howKnown, plans },
    grades: row.grades.map(({ area, grade, evidence }) => ownGrade(area, grade, evidence)),
    submittedOn: submittedOn && fromDateColumn(submittedOn),
    version,
  };
}
