import { describe, expect, test } from 'vitest';

import {
  draftFacts,
  draftInWords,
  draftOf,
  EMPTY_DRAFT,
  fieldsOf,
  findingsOfDraft,
  formOfNewFinding,
  formOfPart,
  frameworkOfDraft,
  INSPECTION_DRAFT,
  mergeForms,
  partOfFinding,
  readPart,
  statedByDraft,
  whatIsMissing,
  type DraftForm,
  type DraftPart,
  type InspectionDraft,
} from '@/domain/findings';
import { calendarDate, type Result } from '@/domain/shared';

import { aDraft, aDraftFinding, aFinding, aVisitDraft } from '../support/drafts';
import { anInspection } from '../support/inspections';

const TODAY = calendarDate('2026-11-20');
const NEW = { earlier: [], today: TODAY, isKnown: false };

describe('what is missing from a draft', () => {
  test('is everything at first, in the order of its parts', () => {
    expect(missing(EMPTY_DRAFT)).toEqual([
      'event: Choose which kind of event it was',
      'event: Enter the first day on site',
      'report: Enter the day the report was published: until then nobody else may know of it',
    ]);
  });

  test('is nothing once it is complete', () => {
    expect(missing(aDraft({ findings: [aDraftFinding()] }))).toEqual([]);
    expect(missing(aVisitDraft())).toEqual([]);
  });

  test('is every judgement of the framework, and no other', () => {
    expect(missing(aDraft({ judgements: [{ area: 'in-care', grade: 'good', absence: null }] }))).toEqual([
      'judgements: Say which grade was given for “Leaders’ impact on practice”, or why none was',
      'judgements: Say which grade was given for “Help and protection”, or why none was',
      'judgements: Say which grade was given for “Care leavers”, or why none was',
    ]);
    const before2026 = aDraft({ dates: [{ start: '2023-09-11', end: '2023-09-15' }] });
    expect(missing(before2026)).toEqual(['judgements: Say which grade was given for “Overall effectiveness”, or why none was']);
  });

  test('is a grade of the framework’s own scale', () => {
    const [first, ...others] = aDraft().judgements;
    if (!first) throw new Error('There is no judgement');
    expect(missing(aDraft({ judgements: [{ ...first, grade: 'adequate' }, ...others] }))).toEqual([
      'judgements: Choose a grade of ILACS 2026 for “Leaders’ impact on practice”',
    ]);
  });

  test('is the report itself while its day lies ahead: nothing is published before it', () => {
    expect(missing(aDraft({ publishedOn: '2026-11-21' }))).toEqual([
      'report: The report comes out on 21 November 2026: publish the record on that day or later',
    ]);
    expect(missing(aDraft({ publishedOn: '2026-11-20' }))).toEqual([]);
    expect(missing(aDraft({ publishedOn: '2026-09-13' }))).toEqual([
      'report: Enter a day of publication after the first day on site, 14 September 2026',
    ]);
  });

  test('is no day of publication of a known event of long ago, of whose letter only the month is known', () => {
    const longAgo = aVisitDraft({ dates: [{ start: '2023-01-25', end: '2023-01-26' }], publishedOn: null });
    expect(missing(longAgo, { ...NEW, isKnown: true })).toEqual([]);
    expect(missing(longAgo)).toEqual(['report: Enter the day the letter was published: until then nobody else may know of it']);
    const oflate = aVisitDraft({ dates: [{ start: '2026-01-26', end: '2026-01-27' }], publishedOn: null });
    expect(missing(oflate, { ...NEW, isKnown: true })).toHaveLength(1);
  });

  test('is what a finding needs, and an earlier event for what it repeats', () => {
    const unfinished = aDraftFinding({ id: 'one', kind: null, paraphrase: '', repeats: 'later' });
    const later = aFinding({ id: 'later', inspection: '2026-10-05-focused-visit' });
    expect(missing(aDraft({ findings: [unfinished] }), { ...NEW, earlier: [later] })).toEqual([
      'finding-one: Finding 1, “Partners should do more”: choose what kind of finding it is',
      'finding-one: Finding 1, “Partners should do more”: say in your own words what it says',
      'finding-one: Finding 1, “Partners should do more”: choose a finding of an earlier event that it repeats, or none',
    ]);
    const earlier = aFinding({ id: 'earlier' });
    expect(missing(aDraft({ findings: [aDraftFinding({ repeats: 'earlier' })] }), { ...NEW, earlier: [earlier] })).toEqual([]);
    expect(missing(aDraft({ findings: [aDraftFinding({ repeats: 'gone' })] }), NEW)).toHaveLength(1);
  });

  test('is order among the stays on site', () => {
    const twice = (start: string, end: string) => aDraft({ dates: [...aDraft().dates, { start, end }] });
    expect(missing(twice('2026-09-18', '2026-09-21'))).toEqual(['event: Put the stays on site in order, without days that stand twice']);
    expect(missing(twice('2026-09-21', '2026-09-20'))).toEqual(['event: Let each stay on site end after it begins']);
    expect(missing(twice('2026-09-21', '2026-09-22'))).toEqual([]);
  });
});

describe('the framework of a draft', () => {
  test('is the one that the first day on site proposes, until somebody chooses', () => {
    expect(frameworkOfDraft(aDraft())).toBe('ilacs-2026');
    expect(frameworkOfDraft(aDraft({ framework: 'ilacs-2023' }))).toBe('ilacs-2023');
    expect(frameworkOfDraft(aDraft({ framework: 'none' }))).toBeNull();
    expect(frameworkOfDraft(EMPTY_DRAFT)).toBeNull();
  });

  test('is none for what Ofsted does with others, whatever the day', () => {
    const joint = value(readPart('event', EMPTY_DRAFT, { eventType: 'jtai', 'start-1': '2026-05-04' }));
    expect(joint.framework).toBe('none');
    expect(frameworkOfDraft(joint)).toBeNull();
  });
});

describe('a part of a draft', () => {
  test('comes back as it was typed', () => {
    const draft = aDraft({
      findings: [aDraftFinding({ id: 'one', repeats: 'earlier', reference: 'outcome-4' }), aDraftFinding({ id: 'two' })],
    });
    for (const part of ['event', 'report', 'judgements', 'finding-one', 'finding-two'] as const) {
      const form = formOfPart(part, draft);
      expect(value(readPart(part, draft, form ?? {})), `the part ${part}`).toEqual(draft);
    }
    expect(formOfPart('finding-three', draft)).toBeNull();
  });

  test('may have gaps, and takes one day where the last is left open', () => {
    const read = value(readPart('event', EMPTY_DRAFT, { eventType: '', 'start-1': '2026-09-14', 'end-1': '', 'start-2': '', 'end-2': '' }));
    expect(read).toEqual({ ...EMPTY_DRAFT, dates: [{ start: '2026-09-14', end: '2026-09-14' }] });
    expect(value(readPart('report', aDraft(), {}))).toEqual(aDraft({ publishedOn: null }));
  });

  test('takes the whole month where only that is known, and the first day where only that is', () => {
    const days = { eventType: 'jtai', 'start-1': '2022-05-17', 'end-1': '2022-05-20' };
    expect(value(readPart('event', EMPTY_DRAFT, { ...days, precision: 'month' })).dates).toEqual([
      { start: '2022-05-01', end: '2022-05-31' },
    ]);
    expect(value(readPart('event', EMPTY_DRAFT, { ...days, precision: 'first-day' })).dates).toEqual([
      { start: '2022-05-17', end: '2022-05-17' },
    ]);
  });

  test.each<[DraftPart, DraftForm, string, string]>([
    ['event', { 'start-1': '2026-02-30' }, 'start-1', '2026-02-30 is not a day in the calendar'],
    ['event', { 'start-1': '', 'end-1': '2026-09-18' }, 'start-1', 'Enter the first day of this stay too'],
    ['event', { 'start-1': '2026-09-18', 'end-1': '2026-09-14' }, 'end-1', 'Enter a last day that is not before the first'],
    ['event', { 'start-1': '2026-09-14', 'start-2': '2026-09-14' }, 'start-2', 'Enter a day after the stay before'],
    ['event', { eventType: 'party' }, 'eventType', 'Choose a kind of event from the list'],
    ['report', { publishedOn: 'yesterday' }, 'publishedOn', 'Write the date as year-month-day, for example 2023-09-11'],
    ['report', { reportUrl: 'files.ofsted.gov.uk' }, 'reportUrl', 'Enter the whole address, beginning with https://'],
    ['report', { reportUrl: 'javascript:alert(1)' }, 'reportUrl', 'Enter the whole address, beginning with https://'],
    ['finding-one', { title: ' ', paraphrase: '' }, 'title', 'Write at least a title, or what it says'],
    ['finding-one', { title: 'x'.repeat(121) }, 'title', 'Shorten this to 120 characters'],
  ])('%s: what cannot be understood is refused', (part, form, field, message) => {
    const read = readPart(part, EMPTY_DRAFT, form);
    expect(read.ok ? [] : read.problems).toEqual([{ field, message }]);
  });

  test('keeps lines of text and nothing that cannot be stored', () => {
    const read = value(readPart('finding-one', EMPTY_DRAFT, { title: ' A\u0000 b\n c ', paraphrase: 'One\r\n\r\n\r\n\r\nTwo\u0007 ' }));
    expect(read.findings[0]).toMatchObject({ id: 'one', title: 'A b c', paraphrase: 'One\n\nTwo' });
  });

  test('puts a finding where it is told to', () => {
    const draft = aDraft({ findings: ['one', 'two', 'three'].map((id) => aDraftFinding({ id })) });
    const moved = value(readPart('finding-three', draft, { ...formOfPart('finding-three', draft), position: '1' }));
    expect(moved.findings.map(({ id }) => id)).toEqual(['three', 'one', 'two']);
    const added = value(readPart('finding-four', draft, { ...formOfNewFinding(draft), title: 'Four' }));
    expect(added.findings.map(({ id }) => id)).toEqual(['one', 'two', 'three', 'four']);
  });

  test('asks for judgements by the framework, for themes of a visit, and not for what an address is made of', () => {
    const asked = (part: DraftPart, draft: InspectionDraft, isPublished = false) =>
      fieldsOf(part, draft, { repeatable: [], isPublished }).map(({ key }) => key);
    expect(asked('judgements', aDraft())).toEqual(['leadership', 'help-and-protection', 'in-care', 'care-leavers']);
    expect(asked('report', aVisitDraft())).toContain('themes');
    expect(asked('report', aDraft())).not.toContain('themes');
    expect(asked('event', aDraft())).toEqual(['eventType', 'start-1', 'end-1', 'start-2', 'end-2', 'precision', 'framework']);
    expect(asked('event', aDraft(), true)).toEqual(['end-1', 'start-2', 'end-2', 'precision', 'framework']);
  });

  test('offers only findings of earlier events to be repeated', () => {
    const repeatable = [
      aFinding({ id: 'earlier', title: 'Private fostering' }),
      aFinding({ id: 'same', inspection: '2026-09-14-short-inspection' }),
    ];
    const field = fieldsOf('finding-one', aDraft(), { repeatable, isPublished: false }).find(({ key }) => key === 'repeats');
    expect(field?.options).toEqual([
      { value: '', text: 'No' },
      { value: 'earlier', text: 'October 2018: Private fostering' },
    ]);
  });
});

describe('two people and one part', () => {
  const fields = fieldsOf('finding-one', aDraft({ findings: [aDraftFinding({ id: 'one' })] }), { repeatable: [], isPublished: false });
  const base = { title: 'Old', paraphrase: 'Old', area: 'in-care' };

  test('who changed different fields both keep theirs', () => {
    const { merged, open } = mergeForms({ mine: { ...base, title: 'Mine' }, theirs: { ...base, paraphrase: 'Theirs' }, base }, fields, {});
    expect(merged).toEqual({ title: 'Mine', paraphrase: 'Theirs', area: 'in-care' });
    expect(open).toEqual([]);
  });

  test('who changed the same field are both shown, in words, and one is chosen', () => {
    const both = { mine: { ...base, area: 'care-leavers' }, theirs: { ...base, area: 'leadership' }, base };
    expect(mergeForms(both, fields, {}).open).toEqual([
      { key: 'area', label: 'Judgement it belongs to', mine: 'Care leavers', theirs: 'Leaders’ impact on practice', proposed: null },
    ]);
    expect(mergeForms(both, fields, { area: 'theirs' })).toMatchObject({ merged: { area: 'leadership' }, open: [] });
    expect(mergeForms(both, fields, { area: 'mine' })).toMatchObject({ merged: { area: 'care-leavers' }, open: [] });
    expect(mergeForms({ mine: both.mine, theirs: both.mine, base }, fields, {}).differences).toEqual([]);
  });
});

describe('what a draft states', () => {
  test('has the framework’s words for a grade, and the source’s where it stays the same', () => {
    const published = anInspection({ grades: { leadership: 'good', 'help-and-protection': 'requires-improvement' } });
    const asPrinted = { ...published, judgements: published.judgements.map((each) => ({ ...each, words: 'As printed' })) };
    const draft = draftOf(asPrinted, []);
    expect(statedByDraft(draft, 'barnsley', asPrinted).judgements).toEqual(asPrinted.judgements);
    const [leadership, ...others] = draft.judgements;
    if (!leadership) throw new Error('There is no judgement');
    const changed = { ...draft, judgements: [{ ...leadership, grade: 'outstanding' as const }, ...others] };
    expect(statedByDraft(changed, 'barnsley', asPrinted).judgements.map(({ words }) => words)).toEqual(['Outstanding', 'As printed']);
  });

  test('knows what a judgement covers, and no judgement for a visit', () => {
    const covers = statedByDraft(aDraft(), 'barnsley', null).judgements.map(({ covers }) => covers);
    expect(covers).toEqual([null, null, 'in-care', null]);
    expect(statedByDraft(aVisitDraft({ judgements: aDraft().judgements }), 'barnsley', null)).toMatchObject({
      judgements: [],
      themes: ['front-door'],
    });
    expect(statedByDraft(aDraft({ themes: ['front-door'] }), 'barnsley', null).themes).toEqual([]);
  });

  test('numbers its findings in order and keeps their ids', () => {
    const draft = aDraft({ findings: [aDraftFinding({ id: 'one' }), aDraftFinding({ id: 'two' })] });
    expect(findingsOfDraft(draft, 'barnsley', 'event').map(({ id, position, inspection }) => [id, position, inspection])).toEqual([
      ['one', 1, 'event'],
      ['two', 2, 'event'],
    ]);
  });
});

test('a draft is read again from what is stored, and nothing else is', () => {
  const draft = aDraft({ findings: [aDraftFinding()] });
  expect(INSPECTION_DRAFT.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  for (const wrong of [
    { eventType: 'party' },
    { framework: 'own' },
    { dates: [{ start: '2026-02-30', end: '2026-02-30' }] },
    { findings: [{}] },
  ]) {
    expect(INSPECTION_DRAFT.safeParse({ ...draft, ...wrong }).success, `with ${JSON.stringify(wrong)}`).toBe(false);
  }
});

test('a draft is named and told in words, as far as it goes', () => {
  expect(draftInWords(EMPTY_DRAFT)).toBe('Event, day not entered yet');
  expect(draftInWords(aDraft())).toBe('Short inspection of September 2026');
  const labels = draftFacts(aDraft({ findings: [aDraftFinding(), aDraftFinding()] })).map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
  expect(partOfFinding('one')).toBe('finding-one');
});

function missing(draft: InspectionDraft, grounds: Parameters<typeof whatIsMissing>[1] = NEW): readonly string[] {
  return whatIsMissing(draft, grounds).map(({ part, message }) => `${part}: ${message}`);
}

function value(result: Result<InspectionDraft>): InspectionDraft {
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
  return result.value;
}
