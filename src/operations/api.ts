import type { Actor } from '@/domain/access';
import { ENGLAND } from '@/domain/indicators';
import { accepted, refused, type CalendarDate, type Result } from '@/domain/shared';
import {
  authorityItem,
  authorityTable,
  ENDPOINTS,
  indicatorItem,
  indicatorTable,
  inspectionItem,
  inspectionTable,
  itemAnswer,
  jsonAnswer,
  latestJudgementItem,
  latestJudgementTable,
  listAnswer,
  NO_PARAMETERS,
  openApiDocument,
  pageOf,
  readingItem,
  readingTable,
  readQuery,
  type Answer,
  type Question,
} from '@/documents/api';
import { authorise } from './access';
import { listAuthorities, viewAuthority } from './authorities';
import { listPublishedIndicators, listReadings } from './indicators';
import { listInspections } from './inspections';
import { listLatestJudgements } from './national';

/** The answers of `/api/v1`: each refuses a question that is wrongly put, and says what to do about it. */

export async function answerAuthorities(actor: Actor, question: Question): Promise<Result<Answer>> {
  const query = readQuery(ENDPOINTS.authorities.query, question);
  if (!query.ok) return query;
  const page = pageOf(query.value, question.format);
  const { authorities, total } = await listAuthorities(actor, { ...page, abolished: query.value.abolished === 'include' });
  return accepted(listAnswer(question, { ...page, total }, authorities.map(authorityItem), { name: 'authorities', write: authorityTable }));
}

/** Throws `NotFound` for an unknown council. */
export async function answerAuthority(actor: Actor, slug: string, question: Question): Promise<Result<Answer>> {
  const query = readQuery(ENDPOINTS.authority.query, question);
  if (!query.ok) return query;
  const authority = await viewAuthority(actor, slug);
  return accepted(itemAnswer(question, authorityItem(authority), { name: authority.slug, write: authorityTable }));
}

/** Throws `NotFound` for an unknown council. */
export async function answerInspections(actor: Actor, slug: string, question: Question): Promise<Result<Answer>> {
  const query = readQuery(ENDPOINTS.inspections.query, question);
  if (!query.ok) return query;
  const page = pageOf(query.value, question.format);
  const { authority, inspections, disagreements, total } = await listInspections(actor, slug, page);
  const items = inspections.map((inspection) => inspectionItem(inspection, disagreements));
  return accepted(listAnswer(question, { ...page, total }, items, { name: `${authority.slug}-inspections`, write: inspectionTable }));
}

export async function answerLatestJudgements(actor: Actor, question: Question, today: CalendarDate): Promise<Result<Answer>> {
  const query = readQuery(ENDPOINTS.latestJudgements.query, question);
  if (!query.ok) return query;
  const { area, grade = null, region = null } = query.value;
  const page = pageOf(query.value, question.format);
  const { judgements, total } = await listLatestJudgements(actor, { area, grade, region }, page, today);
  const file = { name: `latest-judgements-${area}`, write: latestJudgementTable };
  return accepted(listAnswer(question, { ...page, total }, judgements.map(latestJudgementItem), file));
}

/** Throws `NotFound` for an unknown council. */
export async function answerIndicators(actor: Actor, question: Question): Promise<Result<Answer>> {
  const query = readQuery(ENDPOINTS.indicators.query, question);
  if (!query.ok) return query;
  const page = pageOf(query.value, question.format);
  const { indicators, total } = await listPublishedIndicators(actor, page, query.value.authority ?? null);
  return accepted(listAnswer(question, { ...page, total }, indicators.map(indicatorItem), { name: 'indicators', write: indicatorTable }));
}

/** Throws `NotFound` for an unknown indicator. */
export async function answerReadings(actor: Actor, key: string, question: Question): Promise<Result<Answer>> {
  const query = readQuery(ENDPOINTS.readings.query, question);
  if (!query.ok) return query;
  const { authority, geography } = query.value;
  if ((authority === undefined) === (geography === undefined)) {
    return refused({ message: 'Name either a council (authority) or a geography, as in ?authority=barnsley or ?geography=england' });
  }
  const page = pageOf(query.value, question.format);
  const of = authority === undefined ? { geography: geography ?? ENGLAND } : { authority };
  const found = await listReadings(actor, key, of, page);
  if (found === null) return refused({ field: 'authority', message: 'There is no such council. /api/v1/authorities lists them all' });
  const name = `${key}-${authority ?? geography}`;
  const { readings, total } = found;
  return accepted(listAnswer(question, { ...page, total }, readings.map(readingItem), { name, write: () => readingTable(readings) }));
}

/** What the API is, for programs that read OpenAPI. */
export async function describeApi(actor: Actor, question: Question): Promise<Result<Answer>> {
  authorise(actor, 'read-published');
  const query = readQuery(NO_PARAMETERS, question);
  if (!query.ok) return query;
  return accepted(jsonAnswer(openApiDocument()));
}

export type { Answer, Question } from '@/documents/api';
