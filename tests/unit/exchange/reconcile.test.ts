import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  identityOf,
  matchingInspection,
  reconcileInspection,
  type FieldChange,
  type InspectionStatement,
  type Reconciliation,
} from '@/domain/exchange';
import { AREA_KEYS, GRADE_KEYS, type AreaKey, type Grade } from '@/domain/frameworks';
import type { Inspection, Judgement, Theme } from '@/domain/inspections';
import { calendarDate } from '@/domain/shared';
import { anInspection, judgement, range } from '../../support/inspections';

const GRADES = { leadership: 'good', 'help-and-protection': 'requires-improvement' } as const;
const stored = anInspection({ grades: GRADES, reportUrl: 'https://files.ofsted.gov.uk/v1/file/50230000' });

describe('a stored inspection, stated again', () => {
  test.each<Case>([
    ['in the same words changes nothing', {}, {}, []],
    ['fills a missing publication date', { publishedOn: null }, {}, ['publishedOn']],
    ['fills a missing link to the report', { reportUrl: null }, {}, ['reportUrl']],
    ['fills missing themes', {}, { themes: ['care-leavers'] }, ['themes']],
    ['fills a missing framework', { framework: null }, {}, ['framework']],
    ['fills a missing summary', {}, { summary: 'Two areas for improvement.' }, ['summary']],
    ['fills the last day where only the first was known', firstDayOnly(), {}, ['dates']],
    ['fills the days where only the month was known', { dates: [range('2023-09-11 2023-09-30')], precision: 'month' }, {}, ['dates']],
    ['fills an area that was not there', { judgements: [] }, {}, ['judgement:leadership', 'judgement:help-and-protection']],
    ['fills a grade that was not recorded', absent('not-recorded'), {}, ['judgement:leadership']],
    ['fills a grade that was not yet published', absent('not-published'), {}, ['judgement:leadership']],
    ['says nothing by a missing publication date', {}, { publishedOn: null }, []],
    ['says nothing by missing judgements', {}, { judgements: [] }, []],
    ['says nothing by a grade not recorded', {}, absent('not-recorded'), []],
    ['says nothing by knowing only the first day', {}, firstDayOnly(), []],
    ['says nothing by a missing kind of inspection', {}, { eventType: null }, []],
    ['leaves the order of themes open', { themes: ['care-leavers', 'front-door'] }, { themes: ['front-door', 'care-leavers'] }, []],
  ])('%s, whoever the source is', (_name, change, statement, filled) => {
    for (const sameSource of [true, false]) {
      const reconciliation = reconcileInspection({ ...stored, ...change }, { ...stored, ...statement }, sameSource);
      expect(changedFields(reconciliation)).toEqual(filled);
      expect(changesOf(reconciliation).map(({ how }) => how)).toEqual(filled.map(() => 'filled'));
      expect(disagreeingFields(reconciliation)).toEqual([]);
    }
  });

  test.each<Contradiction>([
    ['event type', { eventType: 'short-inspection' }, 'eventType', 'standard-inspection', 'short-inspection'],
    ['publication date', { publishedOn: calendarDate('2023-10-30') }, 'publishedOn', '2023-10-27', '2023-10-30'],
    ['framework', { framework: 'ilacs-2018' }, 'framework', 'ilacs-2023', 'ilacs-2018'],
    ['last day', { dates: [range('2023-09-11 2023-09-14')] }, 'dates', '2023-09-11/2023-09-15', '2023-09-11/2023-09-14'],
    ['grade', { judgements: [judgement('ilacs-2023', 'leadership', 'inadequate')] }, 'judgement:leadership', 'good', 'inadequate'],
    ['absence', absent('not-judged'), 'judgement:leadership', 'good', 'not-judged'],
    ['report', { reportUrl: 'https://example.org/' }, 'reportUrl', 'https://files.ofsted.gov.uk/v1/file/50230000', 'https://example.org/'],
  ])('with another %s is replaced by its own source, and noted from another', (_name, statement, field, before, after) => {
    const own = reconcileInspection(stored, { ...stored, ...statement }, true);
    expect(own).toMatchObject({
      outcome: 'changed',
      changes: [{ field, how: 'replaced', stored: before, stated: after }],
      disagreements: [],
    });
    const other = reconcileInspection(stored, { ...stored, ...statement }, false);
    expect(other).toEqual({ outcome: 'unchanged', disagreements: [{ field, stored: before, stated: after }] });
  });

  test('in other words for the same grade is no disagreement; its own source may change the words', () => {
    const reworded: Judgement = {
      ...judgement('ilacs-2023', 'help-and-protection', 'requires-improvement'),
      words: 'Requires improvement',
    };
    expect(reconcileInspection(stored, { ...stored, judgements: [reworded] }, false)).toEqual({ outcome: 'unchanged', disagreements: [] });
    const own = reconcileInspection(stored, { ...stored, judgements: [reworded] }, true);
    expect(own.outcome === 'changed' && own.inspection.judgements[1]?.words).toBe('Requires improvement');
  });

  test('with another summary is no disagreement: the words are ours', () => {
    const summarised = { ...stored, summary: 'Two areas for improvement.' };
    const other = reconcileInspection(summarised, { ...stored, summary: 'Two things to improve.' }, false);
    expect(other).toEqual({ outcome: 'unchanged', disagreements: [] });
  });

  test('is filled in one field and noted in another at once', () => {
    const reconciliation = reconcileInspection({ ...stored, publishedOn: null }, { ...stored, eventType: 'short-inspection' }, false);
    expect(changedFields(reconciliation)).toEqual(['publishedOn']);
    expect(disagreeingFields(reconciliation)).toEqual(['eventType']);
    expect(reconciliation.outcome === 'changed' && reconciliation.inspection.eventType).toBe('standard-inspection');
  });
});

describe('an inspection that is not known', () => {
  test('is added as it is stated', () => {
    expect(reconcileInspection(null, stored, false)).toEqual({ outcome: 'added', inspection: stored });
  });

  test('cannot be added when nobody says which kind it was', () => {
    expect(reconcileInspection(null, { ...stored, eventType: null }, false)).toEqual({ outcome: 'incomplete' });
  });
});

describe('the stored inspection that a statement is about', () => {
  const visit = anInspection({ eventType: 'focused-visit' });

  test('is of the same council, first day and gradedness, whatever its type', () => {
    expect(matchingInspection([visit, stored], { ...stored, eventType: 'short-inspection' })).toBe(stored);
    expect(matchingInspection([visit, stored], { ...stored, eventType: null })).toBe(stored);
    expect(matchingInspection([visit, stored], { ...stored, eventType: 'monitoring-visit' })).toBe(visit);
  });

  test('is none on another day, of another council or where only a visit is known', () => {
    expect(matchingInspection([stored], { ...stored, dates: [range('2023-09-12 2023-09-15')] })).toBeNull();
    expect(matchingInspection([stored], { ...stored, authority: 'bristol-city-of' })).toBeNull();
    expect(matchingInspection([visit], stored)).toBeNull();
  });

  test('is the one of the same type where two visits begin on one day', () => {
    const monitoring = anInspection({ eventType: 'monitoring-visit' });
    expect(matchingInspection([visit, monitoring], { ...monitoring })).toBe(monitoring);
  });
});

test('whatever is stored and stated, stating it a second time changes nothing', () => {
  fc.assert(
    fc.property(anyInspection(), anyInspection(), fc.boolean(), (before, statement, sameSource) => {
      const first = reconcileInspection(before, statement, sameSource);
      const after = first.outcome === 'changed' ? { ...before, ...first.inspection } : before;
      const second = reconcileInspection(after, statement, sameSource);
      expect(second).toEqual({ outcome: 'unchanged', disagreements: 'disagreements' in first ? first.disagreements : [] });
      expect(identityOf(after)).toBe(identityOf(before));
    }),
  );
});

test('whatever another source says, no stored value but a gap is lost', () => {
  fc.assert(
    fc.property(anyInspection(), anyInspection(), (before, statement) => {
      const reconciliation = reconcileInspection(before, statement, false);
      const after = reconciliation.outcome === 'changed' ? reconciliation.inspection : before;
      expect(after.eventType).toBe(before.eventType);
      expect(after.publishedOn).toEqual(before.publishedOn ?? statement.publishedOn);
      expect(after.themes).toEqual(before.themes.length > 0 ? before.themes : statement.themes);
      expect(after.judgements).toEqual(expect.arrayContaining(before.judgements.filter(({ grade }) => grade !== null)));
    }),
  );
});

function changedFields(reconciliation: Reconciliation): readonly string[] {
  return changesOf(reconciliation).map(({ field }) => field);
}

function changesOf(reconciliation: Reconciliation): readonly FieldChange[] {
  return reconciliation.outcome === 'changed' ? reconciliation.changes : [];
}

function disagreeingFields(reconciliation: Reconciliation): readonly string[] {
  return 'disagreements' in reconciliation ? reconciliation.disagreements.map(({ field }) => field) : [];
}

function firstDayOnly(): Pick<Inspection, 'dates' | 'precision'> {
  return { dates: [range('2023-09-11')], precision: 'first-day' };
}

/** Leadership without a grade, help and protection as in `stored`. */
function absent(absence: 'not-recorded' | 'not-published' | 'not-judged'): Pick<Inspection, 'judgements'> {
  const help = judgement('ilacs-2023', 'help-and-protection', 'requires-improvement');
  return { judgements: [{ area: 'leadership', grade: null, absence, words: 'Not there', covers: null }, help] };
}

/** Of one council, day and gradedness, so that any two are about one event. */
function anyInspection(): fc.Arbitrary<Inspection> {
  return fc
    .record({
      eventType: fc.constantFrom('standard-inspection', 'short-inspection'),
      framework: fc.constantFrom('ilacs-2018', 'ilacs-2023', null),
      publishedOn: fc.constantFrom(null, calendarDate('2023-10-27'), calendarDate('2023-10-30')),
      reportUrl: fc.constantFrom(null, 'https://example.org/1', 'https://example.org/2'),
      summary: fc.constantFrom(null, 'One.', 'Two.'),
      themes: fc.subarray<Theme>(['care-leavers', 'front-door', 'children-in-care']),
      days: fc.constantFrom<Pick<Inspection, 'dates' | 'precision'>>(
        firstDayOnly(),
        { dates: [range('2023-09-11 2023-09-30')], precision: 'month' },
        { dates: [range('2023-09-11 2023-09-15')], precision: 'day' },
        { dates: [range('2023-09-11 2023-09-14'), range('2023-10-02 2023-10-03')], precision: 'day' },
      ),
      judgements: fc.uniqueArray(anyJudgement(), { selector: ({ area }) => area }),
    })
    .map(({ days, ...rest }) => ({ ...stored, ...rest, ...days }) satisfies Inspection);
}

function anyJudgement(): fc.Arbitrary<Judgement> {
  const area: fc.Arbitrary<AreaKey> = fc.constantFrom(...AREA_KEYS.slice(0, 4));
  const grade: fc.Arbitrary<Grade> = fc.constantFrom(...GRADE_KEYS);
  const words = fc.constantFrom('Good', 'As printed');
  return fc.oneof(
    fc.record({ area, grade, absence: fc.constant(null), words, covers: fc.constantFrom(null, 'in-care') }),
    fc.record({ area, grade: fc.constant(null), absence: fc.constantFrom('not-recorded', 'not-judged'), words, covers: fc.constant(null) }),
  );
}

type Case = [name: string, change: Partial<Inspection>, statement: Partial<InspectionStatement>, filled: readonly string[]];
type Contradiction = [name: string, statement: Partial<InspectionStatement>, field: string, before: string, after: string];
