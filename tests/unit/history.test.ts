import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { AUTHORITY_VERSION, authorityFacts, neighboursFacts } from '@/domain/authorities';
import { anchorText, canonicalJson, changesInSentences, hashedText, readAnchors, type ChainedEntry } from '@/domain/history';
import { INSPECTION_VERSION, inspectionFacts, inspectionVersion, inspectionVersionName } from '@/domain/inspections';
import { moment, momentInWords, momentText, startOfDay, calendarDate } from '@/domain/shared';

import { allAreas, anInspection } from '../support/inspections';

const ENTRY: ChainedEntry = {
  chain: 'barnsley',
  position: 1,
  recordType: 'settings',
  recordId: '12',
  version: 1,
  council: 'barnsley',
  at: moment('2026-11-20T09:30:00.000Z'),
  actor: 'operator',
  reason: null,
  content: '{}',
  writtenIn: 700n,
  previousHash: '0'.repeat(64),
  hash: '',
};

describe('canonical JSON', () => {
  test('is the same for the same facts in any order, and reads back as them', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: true })).toBe('{"a":true,"b":[1,{"c":"é","d":null}]}');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))), (facts) => {
        const turned = Object.fromEntries(Object.entries(facts).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(facts));
        expect(JSON.parse(canonicalJson(facts))).toEqual(JSON.parse(JSON.stringify(facts)));
      }),
    );
  });

  test('has no number without end', () => {
    expect(() => canonicalJson({ rate: Number.NaN })).toThrow('cannot be kept');
  });
});

describe('what the hash of an entry is taken over', () => {
  test('is laid down for ever', () => {
    expect(hashedText(ENTRY)).toBe(
      `15:history-entry-1,8:barnsley,1:1,8:settings,2:12,1:1,8:barnsley,24:2026-11-20T09:30:00.000Z,8:operator,-,2:{},3:700,64:${'0'.repeat(64)},`,
    );
  });

  test('differs for any two entries that differ, also where text moves from field to field', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('-', '-,', '1:a,', 'a,1:b', '🙂'));
    fc.assert(
      fc.property(
        text,
        fc.option(text),
        fc.option(text),
        text,
        fc.option(text),
        fc.option(text),
        (...[actor, reason, content, actor2, reason2, content2]) => {
          const same = actor === actor2 && reason === reason2 && content === content2;
          expect(
            hashedText({ ...ENTRY, actor, reason, content }) ===
              hashedText({ ...ENTRY, actor: actor2, reason: reason2, content: content2 }),
          ).toBe(same);
        },
      ),
    );
  });
});

describe('an anchor', () => {
  const heads = [{ chain: 'barnsley', position: 12, hash: 'ab'.repeat(32), at: ENTRY.at }];

  test('reads back, also behind the lines that npm prints', () => {
    const printed = `\n> service@1.0.0 history:anchor\n> node bin/command.mjs\n\n${anchorText(heads)}`;
    expect(readAnchors(printed)).toEqual({ heads: [{ chain: 'barnsley', position: 12, hash: 'ab'.repeat(32) }], refused: null });
  });

  test.each(['', '> only npm', 'barnsley 12 abc', 'barnsley twelve'])('is not “%s”', (text) => {
    expect(readAnchors(text).refused).not.toBeNull();
  });
});

describe('in sentences', () => {
  test('a value changed, set, removed, or told in words of its own', () => {
    const before = [
      { label: 'Council colour', words: '#4c2c69' },
      { label: 'Name', words: '' },
      { label: 'Summary', words: 'Long' },
      { label: 'Due date', words: '30 April' },
      { label: 'Adoption', words: 'Good' },
    ];
    const after = [
      { label: 'Council colour', words: '#1d70b8' },
      { label: 'Name', words: 'Barnsley' },
      { label: 'Summary', words: '' },
      { label: 'Due date', words: '31 July', changed: (from: string, to: string) => `Due date moved from ${from} to ${to}` },
      { label: 'Leadership', words: 'Good' },
    ];
    expect(changesInSentences('the action', before, after)).toEqual([
      'Council colour changed from #4c2c69 to #1d70b8',
      'Name set to Barnsley',
      'Summary removed: it was Long',
      'Due date moved from 30 April to 31 July',
      'Leadership set to Good',
      'Adoption removed: it was Good',
    ]);
  });

  test('a record that begins or ends', () => {
    expect(changesInSentences('the action', null, [])).toEqual(['Recorded the action']);
    expect(changesInSentences('the action', [], null)).toEqual(['Removed the action']);
  });

  test('an inspection whose grade and report changed', () => {
    const before = inspectionVersion(anInspection({ grades: allAreas('ilacs-2023', 'good'), published: null }), []);
    const after = inspectionVersion(
      anInspection({ grades: { ...allAreas('ilacs-2023', 'good'), 'help-and-protection': 'requires-improvement' } }),
      [],
    );
    expect(INSPECTION_VERSION.parse(JSON.parse(canonicalJson(after)))).toEqual(after);
    expect(inspectionVersionName(after)).toBe('Standard inspection of September 2023');
    expect(changesInSentences('the inspection', inspectionFacts(before), inspectionFacts(after))).toEqual([
      'Date of the report set to 27 October 2023',
      'Help and protection changed from Good to Requires improvement to be good',
    ]);
  });

  test('an inspection under another framework, with a judgement that took in more', () => {
    const before = inspectionVersion(anInspection({ grades: { 'in-care': 'good' } }), []);
    const [inCare] = before.judgements;
    if (!inCare) throw new Error('There is no judgement');
    const after = {
      ...before,
      framework: 'ilacs-2018',
      judgements: [{ ...inCare, covers: 'in-care-and-care-leavers' }],
    };
    expect(
      changesInSentences('the inspection', inspectionFacts({ ...before, framework: 'no-longer-known' }), inspectionFacts(after)),
    ).toEqual([
      expect.stringMatching(/^Framework changed from no-longer-known to [A-Z]/),
      expect.stringMatching(/^Children in care changed from Good.* to Good, on children in care and care leavers, judged together$/),
    ]);
  });

  test('an inspection of which another source says something else, and says so no longer', () => {
    const source = { ...anInspection().source, name: 'Another list' };
    const plain = inspectionVersion(anInspection(), []);
    const disputed = inspectionVersion(anInspection(), [
      { field: 'publishedOn', stored: '2023-10-27', stated: '2023-10-30', source },
      { field: 'judgement:in-care', stored: 'good', stated: 'outstanding', source },
    ]);
    expect(changesInSentences('the inspection', inspectionFacts(plain), inspectionFacts(disputed))).toEqual([
      'Children in care differs in “Another list”: Outstanding, not Good',
      'Day of publication differs in “Another list”: 30 October 2023, not 27 October 2023',
    ]);
    expect(changesInSentences('the inspection', inspectionFacts(disputed), inspectionFacts(plain))).toEqual([
      'Children in care in “Another list” removed: it was Outstanding, not Good',
      'Day of publication in “Another list” removed: it was 30 October 2023, not 27 October 2023',
    ]);
  });

  test('an inspection as it was kept before disagreements were', () => {
    const { disagreements, ...earlier } = inspectionVersion(anInspection(), []);
    expect(INSPECTION_VERSION.parse(earlier)).toEqual({ ...earlier, disagreements });
  });

  test('neighbours that change places, come and go', () => {
    const neighbours = (...list: readonly (readonly [string, string])[]) =>
      neighboursFacts({
        authority: 'barnsley',
        model: '2025',
        source: 'Statistical neighbours, 2025 model',
        neighbours: list.map(([name, closeness]) => ({ slug: name.toLowerCase(), name, closeness })),
      });
    const before = neighbours(['Rotherham', 'Very close'], ['Wigan', 'Very close'], ['Leeds', 'Close']);
    const after = neighbours(['Wigan', 'Very close'], ['Rotherham', 'Close'], ['Tameside', 'Close']);
    expect(changesInSentences('the neighbours', before, after)).toEqual([
      'Wigan changed from place 2 (very close) to place 1 (very close)',
      'Rotherham changed from place 1 (very close) to place 2 (close)',
      'Tameside set to place 3 (close)',
      'Leeds removed: it was place 3 (close)',
    ]);
  });

  test('a council with a new name, and a key that nobody knows any more', () => {
    const before = AUTHORITY_VERSION.parse({
      ...{ slug: 'barnsley', name: 'Barnsley', region: 'mercia', laCode: '370', onsCodes: ['E08000016'] },
      ...{ otherNames: [], abolishedOn: null, successors: [] },
    });
    const after = { ...before, region: 'yorkshire-and-the-humber', onsCodes: ['E08000016', 'E08000038'] };
    expect(changesInSentences('the council', authorityFacts(before), authorityFacts(after))).toEqual([
      'Region changed from mercia to Yorkshire and The Humber',
      'ONS codes changed from E08000016 to E08000016 and E08000038',
    ]);
  });
});

test('a moment is told as clocks in England showed it, winter and summer', () => {
  expect(momentInWords(moment('2026-11-20T09:30:00Z'))).toBe('20 November 2026, 09:30');
  expect(momentInWords(moment('2026-07-01T23:05:59Z'))).toBe('2 July 2026, 00:05');
  expect(momentText(startOfDay(calendarDate('2026-07-02')))).toBe('2026-07-01T23:00:00.000Z');
});
