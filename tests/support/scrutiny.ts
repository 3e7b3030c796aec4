import { randomUUID } from 'node:crypto';

import type { RecommendationFacts } from '@/domain/scrutiny';
import { calendarDate } from '@/domain/shared';

/** A recommendation without an answer, due on 8 November 2026 unless something else is asked for. */
export function aRecommendation(overrides: Partial<RecommendationFacts> = {}): RecommendationFacts {
  return {
    id: randomUUID(),
    meeting: '2026-09-08-overview-and-scrutiny',
    number: 1,
    wording: 'Report every quarter which partners sent no return',
    addressee: 'Cabinet member for children’s services',
    madeOn: calendarDate('2026-09-08'),
    dueOn: calendarDate('2026-11-08'),
    response: null,
    responseReason: null,
    respondedOn: null,
    implementedOn: null,
    evidence: null,
    actions: [],
    ...overrides,
  };
}
