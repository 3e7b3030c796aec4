import { randomUUID } from 'node:crypto';

import { EMPTY_DRAFT, type DraftFinding, type Finding, type InspectionDraft } from '@/domain/findings';

/** A finding of a draft with all that it needs. */
export function aDraftFinding(overrides: Partial<DraftFinding> = {}): DraftFinding {
  return {
    id: randomUUID(),
    kind: 'area-for-improvement',
    area: 'help-and-protection',
    reference: null,
    title: 'Partners should do more',
    paraphrase: 'Partner agencies need to take part in key meetings.',
    inspectorsWords: null,
    place: null,
    repeats: null,
    ...overrides,
  };
}

/** A complete draft of a graded inspection that no source knows of; by default without findings. */
export function aDraft(overrides: Partial<InspectionDraft> = {}): InspectionDraft {
  return {
    ...EMPTY_DRAFT,
    eventType: 'short-inspection',
    dates: [{ start: '2026-09-14', end: '2026-09-18' }],
    publishedOn: '2026-10-30',
    judgements: (['leadership', 'help-and-protection', 'in-care', 'care-leavers'] as const).map((area) => {
      return { area, grade: 'good', absence: null };
    }),
    ...overrides,
  };
}

/** A complete draft of a visit. */
export function aVisitDraft(overrides: Partial<InspectionDraft> = {}): InspectionDraft {
  return aDraft({ eventType: 'focused-visit', themes: ['front-door'], judgements: [], ...overrides });
}

/** A published finding, for rules that only look at it. */
export function aFinding(overrides: Partial<Finding> = {}): Finding {
  const { kind, ...finding } = aDraftFinding();
  return {
    ...finding,
    kind: kind ?? 'area-for-improvement',
    authority: 'barnsley',
    inspection: '2018-10-08-standard-inspection',
    position: 1,
    ...overrides,
  };
}
