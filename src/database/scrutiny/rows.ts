import { isResponse, type Committee, type Meeting, type Question, type Recommendation, type Subject } from '@/domain/scrutiny';
import type { Prisma } from '../client';
import { fromDateColumn, fromTimeColumn, toDateColumn, toTimeColumn } from '../rows';

export const WITH_COUNCIL = { authority: { select: { slug: true } } } as const satisfies Prisma.CommitteeInclude;

export const WHOLE_MEETING = {
  authority: { select: { slug: true } },
  committee: { select: { id: true, key: true, name: true } },
} as const satisfies Prisma.MeetingInclude;

export const WHOLE_RECOMMENDATION = { actions: { orderBy: { actionId: 'asc' } } } as const satisfies Prisma.RecommendationInclude;

export const WHOLE_QUESTION = {
  finding: { select: { id: true, title: true } },
  action: { select: { id: true, title: true } },
  indicator: { select: { key: true, name: true } },
} as const satisfies Prisma.QuestionInclude;

export function committeeFromRow(row: Prisma.CommitteeGetPayload<{ include: typeof WITH_COUNCIL }>): Committee {
  const { id, key, name, remit, link, version } = row;
  return { id, authority: row.authority.slug, key, name, remit, link, endedOn: row.endedOn && fromDateColumn(row.endedOn), version };
}

export function meetingFromRow(row: Prisma.MeetingGetPayload<{ include: typeof WHOLE_MEETING }>): Meeting {
  const { id, committee, key, startsAt, place, agendaItem, papersLink, cancelledReason, minutesLink, version } = row;
  return {
    ...{ id, authority: row.authority.slug, committee, key, heldOn: fromDateColumn(row.heldOn), startsAt, place, agendaItem, papersLink },
    ...{ cancelledReason, minutedOn: row.minutedOn && fromDateColumn(row.minutedOn), minutesLink, version },
  };
}

/** Throws where the row holds a response the domain does not know: the program is then older than its data. */
export function recommendationFromRow(row: Prisma.RecommendationGetPayload<{ include: typeof WHOLE_RECOMMENDATION }>): Recommendation {
  const { id, meetingId, number, wording, addressee, response, respondedOn, implementedOn, evidence, version } = row;
  if (response !== null && !isResponse(response)) throw new Error(`Recommendation ${id} has the unknown response ${response}`);
  return {
    ...{ id, meetingId, number, wording, addressee, madeOn: fromDateColumn(row.madeOn), givenOn: fromDateColumn(row.givenOn) },
    response:
      response === null || respondedOn === null ? null : { answer: response, reason: row.responseReason, on: fromDateColumn(respondedOn) },
    actions: row.actions.map(({ actionId }) => actionId),
    implemented:
      implementedOn === null || evidence === null ? null : { on: fromDateColumn(implementedOn), evidence, link: row.evidenceLink },
    version,
  };
}

export function questionFromRow(row: Prisma.QuestionGetPayload<{ include: typeof WHOLE_QUESTION }>): Question {
  const { id, meetingId, askedBy, text, answer, answeredBy, answeredByTitle, answeredAt, joinsBriefing, version } = row;
  return {
    ...{ id, meetingId, askedBy, subject: subjectOf(row), text, sentAt: fromTimeColumn(row.sentAt) },
    answer:
      answer === null || answeredBy === null || answeredAt === null
        ? null
        : { text: answer, by: answeredBy, post: answeredByTitle, at: fromTimeColumn(answeredAt) },
    joinsBriefing,
    version,
  };
}

/** What can be changed of each. */
export function committeeColumns({ name, remit, link, endedOn }: Committee) {
  return { name, remit, link, endedOn: endedOn && toDateColumn(endedOn) };
}

export function meetingColumns(meeting: Meeting) {
  const { heldOn, startsAt, place, agendaItem, papersLink, cancelledReason, minutedOn, minutesLink } = meeting;
  return {
    ...{ heldOn: toDateColumn(heldOn), startsAt, place, agendaItem, papersLink, cancelledReason },
    ...{ minutedOn: minutedOn && toDateColumn(minutedOn), minutesLink },
  };
}

export function recommendationColumns({ wording, addressee, madeOn, givenOn, response, implemented }: Recommendation) {
  return {
    ...{ wording, addressee, madeOn: toDateColumn(madeOn), givenOn: toDateColumn(givenOn) },
    response: response?.answer ?? null,
    responseReason: response?.reason ?? null,
    respondedOn: response && toDateColumn(response.on),
    implementedOn: implemented && toDateColumn(implemented.on),
    evidence: implemented?.evidence ?? null,
    evidenceLink: implemented?.link ?? null,
  };
}

export function questionColumns({ meetingId, answer, joinsBriefing }: Question) {
  return {
    meetingId,
    answer: answer?.text ?? null,
    answeredBy: answer?.by ?? null,
    answeredByTitle: answer?.post ?? null,
    answeredAt: answer && toTimeColumn(answer.at),
    joinsBriefing,
  };
}

function subjectOf({ id, finding, action, indicator }: Prisma.QuestionGetPayload<{ include: typeof WHOLE_QUESTION }>): Subject {
  if (finding !== null) return { kind: 'finding', ...finding };
  if (action !== null) return { kind: 'action', ...action };
  if (indicator !== null) return { kind: 'indicator', id: indicator.key, title: indicator.name };
  throw new Error(`Question ${id} is about nothing`);
}
