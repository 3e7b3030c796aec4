import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import {
  FRAMEWORKS,
  frameworkOf,
  gradesCompare,
  GRADE_KEYS,
  MAIN_AREAS,
  type AreaKey,
  type FrameworkKey,
  type Grade,
} from '@/domain/frameworks';
import {
  firstDayOnSite,
  inspectionId,
  THEMES,
  isTheme,
  type EventType,
  type Inspection,
  type Judgement,
  type Theme,
} from '@/domain/inspections';
import { byDate, calendarDate, isBefore, type CalendarDate } from '@/domain/shared';
import { textWidth } from '@/ui/charts/text-width';
import { RatingsTimeline } from '@/ui/charts/timeline';
import { layoutNarrow, NARROW } from '@/ui/charts/timeline/narrow-layout';
import { prepareTimeline, type Timeline } from '@/ui/charts/timeline/prepare-timeline';
import { FRAMES, ROW_HEIGHT } from '@/ui/charts/timeline/wide-frame';
import { layoutWide, type WideLayout } from '@/ui/charts/timeline/wide-layout';

const TODAY = calendarDate('2026-11-20');
const COUNCIL = { slug: 'barnsley', name: 'Barnsley' };

function event(
  day: string,
  eventType: EventType,
  framework: FrameworkKey | null,
  judgements: readonly Judgement[],
  themes: readonly Theme[] = [],
): Inspection {
  return {
    id: inspectionId(calendarDate(day), eventType),
    authority: 'barnsley',
    framework,
    eventType,
    dates: [{ start: calendarDate(day), end: calendarDate(day).add({ days: 4 }) }],
    precision: 'day',
    publishedOn: calendarDate(day).add({ days: 40 }),
    judgements,
    themes,
    summary: null,
    reportUrl: null,
    source: { name: 'Report', publisher: 'Ofsted', url: null, file: null, page: null, publishedOn: null, retrievedOn: calendarDate(day) },
  };
}

function graded(day: string, framework: FrameworkKey, grades: Partial<Record<AreaKey, Grade>>): Inspection {
  const judgements = frameworkOf(framework).areas.flatMap(({ area, covers }): Judgement[] => {
    const grade = grades[area];
    return grade === undefined
      ? []
      : [
          {
            area,
            grade,
            absence: null,
            words: frameworkOf(framework).scale.find((entry) => entry.grade === grade)?.words ?? grade,
            covers: covers ?? null,
          },
        ];
  });
  return event(day, framework === 'sif-2013' ? 'single-inspection' : 'standard-inspection', framework, judgements);
}

function visit(day: string, eventType: EventType = 'focused-visit', themes: readonly Theme[] = []): Inspection {
  return event(day, eventType, null, [], themes);
}

const ALL = (grade: Grade) => Object.fromEntries(MAIN_AREAS.map((area) => [area, grade]));

const BARNSLEY = [
  graded('2014-06-03', 'sif-2013', { ...ALL('requires-improvement'), 'care-leavers': 'good' }),
  graded('2018-10-08', 'ilacs-2018', ALL('good')),
  visit('2022-05-01', 'jtai'),
  visit('2023-01-25', 'focused-visit', ['care-leavers']),
  graded('2023-09-11', 'ilacs-2023', { ...ALL('good'), 'help-and-protection': 'requires-improvement' }),
  visit('2024-11-05', 'focused-visit', ['placement-decisions-for-older-children']),
];

const WINDOW = { from: calendarDate('2026-03-15'), to: calendarDate('2027-03-15') };

function timelineOf(
  events: readonly Inspection[],
  window: { from: CalendarDate; to: CalendarDate } | null = null,
  until: CalendarDate | null = null,
): Timeline {
  const timeline = prepareTimeline({ authority: COUNCIL, events, window, until, today: TODAY });
  if (timeline === null) throw new Error('There is something to draw');
  return timeline;
}

describe('Barnsley’s timeline', () => {
  const timeline = timelineOf(BARNSLEY, WINDOW);

  test('shows a framework’s end as a break only in the rows whose grades do not compare across it', () => {
    expect(timeline.breaks.map(({ on, areas, words }) => [on.toString(), areas.length, words])).toEqual([
      ['2018-01-01', 5, 'New framework: ILACS 2018'],
      ['2023-01-01', 2, 'Care leavers judged separately'],
      ['2026-04-01', 1, 'No overall grade from April 2026'],
    ]);
  });

  test('draws children in care and care leavers of 2018 as one block over both rows', () => {
    const together = timeline.stands.filter(({ areas }) => areas.length === 2);
    expect(together).toHaveLength(1);
    expect(together[0]).toMatchObject({
      inspectionId: '2018-10-08-standard-inspection',
      grade: 'good',
      areas: ['in-care', 'care-leavers'],
    });
  });

  test('ends overall effectiveness in April 2026, when it is no longer given', () => {
    const overall = timeline.stands.filter(({ areas }) => areas.includes('overall-effectiveness'));
    expect(overall.at(-1)?.until.toString()).toBe('2026-04-01');
    expect(timeline.notGiven).toMatchObject([{ area: 'overall-effectiveness' }]);
  });

  test('says everything in words for those who cannot see it', () => {
    expect(timeline.description).toContain(
      'June 2014, Single inspection framework: leaders’ impact on practice requires improvement, help and protection requires improvement,',
    );
    expect(timeline.description).toContain('children in care and care leavers together good');
    expect(timeline.description).toContain('joint targeted area inspection, May 2022');
    expect(timeline.description).toContain('March 2026 to March 2027');
  });

  test('names its three visits beside their marks', () => {
    expect(layoutWide(timeline, FRAMES.wide).visits?.lettered).toBe(false);
  });

  test('holds every grade’s word in the drawing', () => {
    const html = renderToStaticMarkup(<RatingsTimeline council={COUNCIL} events={BARNSLEY} returning={{ usual: WINDOW }} today={TODAY} />);
    expect(html.match(/role="img"/g)).toHaveLength(3);
    expect(html).toContain('Requires improvement');
    expect(html).toContain('Today, 20 November 2026');
    expect(html).not.toMatch(/ style="/);
  });
});

describe('a council’s own history', () => {
  test('moves the end of SIF for a council inspected under it in 2018', () => {
    const timeline = timelineOf([
      graded('2015-09-14', 'sif-2013', ALL('inadequate')),
      graded('2018-06-04', 'sif-2013', ALL('requires-improvement')),
    ]);
    expect(timeline.breaks[0]?.on.toString()).toBe('2018-07-01');
  });

  test('begins with its first inspection: a council of 2023 has neither SIF nor breaks before it', () => {
    const timeline = timelineOf([graded('2024-10-07', 'ilacs-2023', ALL('good'))]);
    expect(timeline.start.toString()).toBe('2024-01-01');
    expect(timeline.breaks.map(({ on }) => on.toString())).toEqual(['2026-04-01']);
  });

  test('is not drawn at all without a graded inspection', () => {
    expect(prepareTimeline({ authority: COUNCIL, events: [visit('2024-01-10')], window: null, today: TODAY })).toBeNull();
  });

  test('letters its visits where their names do not fit, and lists the letters', () => {
    const visits = ['2017-03-01', '2017-06-01', '2017-09-01', '2017-12-01', '2018-03-01'].map((day) => visit(day, 'monitoring-visit'));
    const events = [graded('2016-09-12', 'sif-2013', ALL('inadequate')), ...visits];
    expect(layoutWide(timelineOf(events), FRAMES.wide).visits?.lettered).toBe(true);
    const html = renderToStaticMarkup(<RatingsTimeline council={COUNCIL} events={events} returning={null} today={TODAY} />);
    expect(html).toContain('Monitoring visit, March 2017');
  });

  test('says the word of its latest grades even where their blocks are short', () => {
    const events = [
      graded('2022-05-09', 'ilacs-2018', ALL('outstanding')),
      graded('2025-11-03', 'ilacs-2023', ALL('requires-improvement')),
    ];
    for (const frame of Object.values(FRAMES)) {
      const latest = layoutWide(timelineOf(events), frame).blocks.filter(({ inspectionId: id }) => id.startsWith('2025-11-03'));
      expect(latest).toHaveLength(5);
      for (const { label } of latest) expect(label?.lines.map(({ text }) => text).join(' ')).toBe('Requires improvement to be good');
    }
  });

  test('says missing grades in words', () => {
    const timeline = timelineOf([graded('2014-09-16', 'sif-2013', { 'help-and-protection': 'good', 'overall-effectiveness': 'good' })]);
    expect(timeline.stands.find(({ areas }) => areas[0] === 'leadership')).toMatchObject({
      grade: null,
      absence: 'not-recorded',
      words: 'Not recorded',
    });
  });

  test('ends on the day the council was abolished: no grade stands after it, and nothing is said of later frameworks', () => {
    const timeline = timelineOf(
      [graded('2016-02-02', 'sif-2013', ALL('requires-improvement')), graded('2019-06-17', 'ilacs-2018', ALL('inadequate'))],
      WINDOW,
      calendarDate('2021-04-01'),
    );
    expect(timeline.title).toBe('Ofsted’s grades for Barnsley, 2016 to 2021');
    expect(timeline.ending).toMatchObject({ words: 'Abolished 1 April 2021', abolished: true });
    expect(timeline.end.toString()).toBe('2021-12-31');
    expect(timeline.frameworks.map(({ key }) => key)).toEqual(['sif-2013', 'ilacs-2018']);
    expect(timeline.notGiven).toEqual([]);
    expect(timeline.window).toBeNull();
    expect(timeline.stands.filter(({ until }) => isBefore(calendarDate('2021-04-01'), until))).toEqual([]);
    expect(timeline.description).toContain('The council was abolished on 1 April 2021.');
    expect(timeline.description).not.toMatch(/Today|2026/);
  });

  test('runs to today for a council whose end is still to come', () => {
    const timeline = timelineOf([graded('2023-09-11', 'ilacs-2023', ALL('good'))], null, calendarDate('2028-04-01'));
    expect(timeline.ending).toMatchObject({ words: 'Today, 20 November 2026', abolished: false });
  });

  test('shows an inspection whose report is not out yet', () => {
    const unpublished: Inspection = { ...graded('2026-10-05', 'ilacs-2026', {}), publishedOn: null };
    const timeline = timelineOf([graded('2023-09-11', 'ilacs-2023', ALL('good')), unpublished]);
    expect(timeline.stands.at(-2)).toMatchObject({ absence: 'not-published' });
  });
});

const anyFrame = fc.constantFrom(...Object.values(FRAMES));

/** Any history the rules allow, crowded ones too: up to six inspections at least three months apart (the shortest real wait is 20 months). */
const history = fc
  .record({
    firstDay: fc.integer({ min: 0, max: 120 }),
    gradedDays: fc.uniqueArray(fc.integer({ min: 0, max: 38 }), { minLength: 1, maxLength: 6 }),
    grades: fc.array(fc.option(fc.constantFrom(...GRADE_KEYS), { freq: 8, nil: undefined }), { minLength: 30, maxLength: 30 }),
    visitDays: fc.uniqueArray(fc.integer({ min: 0, max: 4749 }), { maxLength: 12 }),
    themes: fc.array(fc.constantFrom(...Object.keys(THEMES).filter(isTheme)), { minLength: 12, maxLength: 12 }),
    window: fc.option(fc.integer({ min: -900, max: 1500 }), { nil: null }),
    until: fc.option(fc.integer({ min: 0, max: 4749 }), { nil: null, freq: 2 }),
  })
  .map(({ firstDay, gradedDays, grades, visitDays, themes, window, until }) => {
    const dayNumber = (number: number) => calendarDate('2013-11-19').add({ days: number }).toString();
    const inspections = gradedDays.map((number, index) => {
      const day = dayNumber(firstDay + number * 121);
      const framework =
        FRAMEWORKS.findLast(({ key, from }) => key !== 'looked-after-2013' && !isBefore(calendarDate(day), calendarDate(from)))?.key ??
        'sif-2013';
      return graded(
        day,
        framework,
        Object.fromEntries(
          MAIN_AREAS.flatMap((area, at) => {
            const grade = grades[index * 5 + at];
            return grade === undefined ? [] : [[area, grade]];
          }),
        ),
      );
    });
    const visits = visitDays.map((number, index) =>
      visit(
        dayNumber(number),
        index % 3 === 0 ? 'monitoring-visit' : 'focused-visit',
        index % 3 === 0 ? [] : themes.slice(index, index + 1),
      ),
    );
    const from = window === null ? null : TODAY.add({ days: window });
    const events = [...inspections, ...visits].toSorted((left, right) => byDate(firstDayOnSite(left), firstDayOnSite(right)));
    const last = events.at(-1);
    // A council is not abolished before its last inspection.
    const abolished = until === null || last === undefined ? null : firstDayOnSite(last).add({ days: until });
    return timelineOf(events, from === null ? null : { from, to: from.add({ years: 1 }) }, abolished);
  });

describe('any history', () => {
  test('has every judgement drawn exactly once', () => {
    fc.assert(
      fc.property(history, anyFrame, (timeline, frame) => {
        const { blocks } = layoutWide(timeline, frame);
        for (const inspection of timeline.inspections) {
          for (const line of inspection.lines) {
            const found = blocks.filter(({ inspectionId: id, areas }) => id === inspection.id && areas.includes(line.area));
            expect(found).toHaveLength(line.absence === 'not-given' ? 0 : 1);
          }
        }
      }),
    );
  });

  test('keeps its blocks inside the plot and apart from each other', () => {
    fc.assert(
      fc.property(history, anyFrame, (timeline, frame) => {
        const { blocks, ending } = layoutWide(timeline, frame);
        for (const area of MAIN_AREAS) {
          const row = blocks
            .filter(({ areas }) => areas.includes(area))
            .flatMap(({ segments }) => segments)
            .toSorted((left, right) => left.left - right.left);
          for (const [index, segment] of row.entries()) {
            expect(segment.left).toBeGreaterThanOrEqual(frame.plotLeft);
            expect(segment.right).toBeLessThanOrEqual(Math.max(ending.x, segment.left + 20));
            expect(segment.left).toBeGreaterThanOrEqual((row[index - 1]?.right ?? 0) - 7);
          }
        }
      }),
    );
  });

  test('draws no block across a break, and none striped before one', () => {
    fc.assert(
      fc.property(history, anyFrame, (timeline, frame) => {
        const layout = layoutWide(timeline, frame);
        for (const [index, stand] of timeline.stands.entries()) {
          const block = layout.blocks[index];
          expect(block?.segments.filter(({ striped }) => !striped)).toHaveLength(1);
          expect(block?.segments.length).toBeLessThanOrEqual(1 + stand.breaks.length);
          for (const gap of stand.breaks) {
            expect(layout.zigzags.some(({ area, top, length }) => area === stand.areas[0] && length >= ROW_HEIGHT && top > 0)).toBe(true);
            expect(isBefore(stand.from, gap) && isBefore(gap, stand.until)).toBe(true);
          }
          for (const zigzag of layout.zigzags.filter(({ area }) => area === stand.areas[0])) {
            expect(block?.segments.some(({ left, right }) => left < zigzag.x - 1 && zigzag.x + 1 < right)).toBe(false);
          }
        }
      }),
    );
  });

  test('breaks a grade wherever the next framework’s grades do not compare with it', () => {
    fc.assert(
      fc.property(history, (timeline) => {
        for (const [index, span] of timeline.frameworks.slice(1).entries()) {
          const before = timeline.frameworks[index];
          if (before === undefined) continue;
          const expected = MAIN_AREAS.filter((area) => !gradesCompare(area, before.key, span.key));
          expect(timeline.breaks.find(({ on }) => on.equals(span.from))?.areas ?? []).toEqual(expected);
        }
      }),
    );
  });

  test('has no two texts of the wide or the medium drawing on top of each other, and none cut off', () => {
    fc.assert(
      fc.property(history, anyFrame, (timeline, frame) => {
        const boxes = textBoxes(layoutWide(timeline, frame));
        expect(boxes.filter(({ left, right }) => left < 0 || right > frame.width + 1)).toEqual([]);
        expect(
          boxes.flatMap((box, index) =>
            boxes.slice(index + 1).flatMap((other) => (overlap(box, other) ? [`${box.text} / ${other.text}`] : [])),
          ),
        ).toEqual([]);
      }),
    );
  });

  test('keeps the narrow drawing in order, with nothing on top of anything and no line too long', () => {
    fc.assert(
      fc.property(history, (timeline) => {
        const { items, height } = layoutNarrow(timeline);
        expect(items.length).toBeGreaterThanOrEqual(timeline.inspections.length + timeline.breaks.length + 1);
        for (const [index, { item, top }] of items.entries()) {
          const next = items[index + 1];
          expect(next?.top ?? Infinity).toBeGreaterThanOrEqual(top + item.height);
          expect(byDate(item.on, next?.item.on ?? item.on)).toBeLessThanOrEqual(0);
          const lines = item.kind === 'inspection' ? item.heading : item.lines;
          for (const line of lines)
            expect(textWidth(line, item.kind === 'inspection' ? 15 : 14, item.kind === 'inspection' ? 700 : 400)).toBeLessThanOrEqual(
              NARROW.width - NARROW.text,
            );
        }
        expect(height).toBeGreaterThan((items.at(-1)?.top ?? 0) + (items.at(-1)?.item.height ?? 0));
      }),
    );
  });
});

function overlap(box: TextBox, other: TextBox): boolean {
  return box.left + 1 < other.right && other.left + 1 < box.right && box.top + 1 < other.bottom && other.top + 1 < box.bottom;
}

interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function textBoxes(layout: WideLayout): readonly TextBox[] {
  const box = (text: string, x: number, y: number, size: number, bold: boolean, anchor: string): TextBox => {
    const width = textWidth(text, size, bold ? 700 : 400);
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
    return { text, left, right: left + width, top: y - size * 0.72, bottom: y + size * 0.2 };
  };
  return [
    ...layout.headings.flatMap(({ textX, name, note }) => [
      ...(name === null ? [] : [box(name, textX, 18, 16, true, 'start')]),
      ...(note === null ? [] : [box(note, textX, 36, 14, false, 'start')]),
    ]),
    ...layout.years.flatMap(({ x, label }) => (label === null ? [] : [box(label, x + 3, 76, 15, false, 'start')])),
    ...layout.blocks.flatMap(
      ({ label }) => label?.lines.map(({ text, x, y, size, weight, anchor }) => box(text, x, y, size, weight > 400, anchor)) ?? [],
    ),
    ...(layout.visits?.marks.flatMap(({ lines, x, y, radius, visit: { letter } }) => [
      ...lines.map((line) => box(line.text, line.x, line.y, line.size, false, line.anchor)),
      { text: `mark ${letter}`, left: x - radius, right: x + radius, top: y - radius, bottom: y + radius },
    ]) ?? []),
    box(layout.ending.label, layout.ending.x, layout.plotEnd + 18, 15, true, layout.ending.anchor),
    ...(layout.window === null
      ? []
      : [box(layout.window.label, layout.window.labelX, layout.window.labelY, 15, false, layout.window.anchor)]),
  ];
}
