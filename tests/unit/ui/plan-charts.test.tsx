import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';

import type { DateMove, StandingWithStatus } from '@/domain/improvement';
import { calendarDate } from '@/domain/shared';
import { DRAWING_KINDS, DRAWING_WIDTHS } from '@/ui/charts/drawing-kinds';
import { DueDatesChart } from '@/ui/charts/due-dates';
import { PlanTimeline } from '@/ui/charts/plan-timeline';
import { layoutDueDates, prepareDueDates } from '@/ui/charts/prepare-due-dates';
import { layoutPlanTimeline, preparePlanTimeline } from '@/ui/charts/prepare-plan-timeline';
import { textWidth } from '@/ui/charts/text-width';
import { monthsWithin } from '@/ui/charts/time-scale';

import { aMove, aStanding } from '../../support/plans';

const TODAY = calendarDate('2026-11-20');
const TWICE = [aMove('2026-03-31', '2026-07-31', '2026-03-24'), aMove('2026-07-31', '2026-10-30', '2026-07-21')];
const OVERDUE = aStanding({ dueOn: calendarDate('2026-10-30'), moves: TWICE });

/** Moves one after the other, forwards and backwards. */
const anyMoves = fc.array(fc.integer({ min: -200, max: 400 }), { minLength: 1, maxLength: 9 }).map((steps) => {
  let due = calendarDate('2026-03-31');
  return steps.map((days): DateMove => {
    const from = due;
    due = due.add({ days });
    return { from, to: due, reason: 'Waiting', on: calendarDate('2026-03-01'), by: 'somebody' };
  });
});

function movedBy(moves: readonly DateMove[]): StandingWithStatus {
  return aStanding({ moves, dueOn: moves.at(-1)?.to ?? TODAY, startsOn: null });
}

describe('the due dates of an action', () => {
  test('are not drawn where the date never moved', () => {
    expect(prepareDueDates({ ...aStanding(), today: TODAY })).toBeNull();
    expect(renderToStaticMarkup(<DueDatesChart {...aStanding()} today={TODAY} />)).toBe('');
  });

  test('are said in words to those who do not see them', () => {
    expect(prepareDueDates({ ...OVERDUE, today: TODAY })?.description).toBe(
      'First due 31 March 2026; moved 122 days to 31 July 2026; moved 91 days to 30 October 2026. Today is 20 November 2026, 21 days after the due date.',
    );
  });

  test('show the days overdue only of what is overdue', () => {
    const late = (standing: StandingWithStatus) => {
      const model = prepareDueDates({ ...standing, today: TODAY });
      return model && layoutDueDates(model, 'wide').late;
    };
    expect(late(OVERDUE)).not.toBeNull();
    expect(late(aStanding({ dueOn: calendarDate('2026-10-30'), moves: TWICE, closed: { on: TODAY, by: 'checker' } }))).toBeNull();
    expect(late(aStanding({ moves: TWICE }))).toBeNull();
  });

  test('have words that never meet and never leave the drawing, however often the date moved', () => {
    fc.assert(
      fc.property(anyMoves, fc.constantFrom(...DRAWING_KINDS), (moves, kind) => {
        const model = prepareDueDates({ ...movedBy(moves), today: TODAY });
        if (model === null) throw new Error('It moved');
        const { labels, spans, ticks, width, size, height } = layoutDueDates(model, kind);
        expect(labels).toHaveLength(moves.length + 2);
        for (const [index, label] of labels.entries()) {
          expect(label.left).toBeGreaterThanOrEqual(0);
          expect(label.right).toBeLessThanOrEqual(width + 0.01);
          expect(label.y).toBeGreaterThan(0);
          expect(label.y).toBeLessThan(height);
          for (const other of labels.slice(index + 1)) {
            expect(label.y === other.y && label.left < other.right && other.left < label.right, `${label.words} and ${other.words}`).toBe(
              false,
            );
          }
        }
        const said = spans
          .filter(({ words }) => words !== null)
          .map(({ middle, words }) => ({ middle, half: textWidth(words ?? '', size) / 2 }));
        for (const [index, span] of said.entries()) {
          for (const other of said.slice(index + 1))
            expect(Math.abs(span.middle - other.middle)).toBeGreaterThanOrEqual(span.half + other.half);
        }
        const months = ticks.flatMap(({ x, label }) =>
          label === null ? [] : [{ left: x - textWidth(label, size) / 2, right: x + textWidth(label, size) / 2 }],
        );
        expect(months.slice(1).filter(({ left }, index) => left < (months[index]?.right ?? 0))).toEqual([]);
      }),
    );
  });
});

describe('the picture of a plan', () => {
  test('holds what is open or was moved, and leaves out what was done as planned', () => {
    const asPlanned = aStanding({ closed: { on: TODAY, by: 'checker' } }, { reference: '1.1' });
    const movedAndDone = aStanding(
      { closed: { on: TODAY, by: 'checker' }, moves: TWICE, dueOn: calendarDate('2026-10-30') },
      { reference: '1.2' },
    );
    const open = aStanding({}, { reference: '1.3' });
    const model = preparePlanTimeline([asPlanned, movedAndDone, open], TODAY);
    expect(model?.rows.map(({ name }) => name.split(' ')[0])).toEqual(['1.3', '1.2']);
    expect(model?.title).toBe('One of three due dates has moved twice or more');
    expect(model?.description).toContain('1.2 done, due 30 October 2026, moved twice, first due 31 Mar 2026');
    expect(preparePlanTimeline([asPlanned], TODAY)).toBeNull();
  });

  test('shows no more rows than anybody reads, and says of how many', () => {
    const standings = Array.from({ length: 31 }, (_, index) => aStanding({}, { reference: `1.${index + 1}` }));
    const model = preparePlanTimeline(standings, TODAY);
    expect(model?.rows).toHaveLength(30);
    expect(model?.subtitle).toContain('of 31 actions');
    expect(preparePlanTimeline(standings.slice(1), TODAY)?.subtitle).not.toContain('30');
  });

  test('keeps names within their column, rows apart and marks within the drawing, however long a title is', () => {
    const titles = fc.constantFrom(
      'Short',
      'A title of some length about partners and their meetings',
      'Wordwithoutanyend'.repeat(9),
      'many words '.repeat(30).trim(),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(titles, anyMoves), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...DRAWING_KINDS),
        (given, kind) => {
          const standings = given.map(([title, moves]) => {
            const standing = movedBy(moves);
            return { ...standing, action: { ...standing.action, title } };
          });
          const model = preparePlanTimeline(standings, TODAY);
          if (model === null) throw new Error('Everything is open');
          const { rows, left, size, width, today, lines } = layoutPlanTimeline(model, kind);
          for (const [index, row] of rows.entries()) {
            const column = left === 0 ? DRAWING_WIDTHS[kind] : left - 12;
            for (const { text, y } of row.names) {
              expect(textWidth(text, size, 650)).toBeLessThanOrEqual(column);
              expect(y).toBeGreaterThan(rows[index - 1]?.bottom ?? 0);
              expect(y).toBeLessThanOrEqual(row.bottom);
              expect(left > 0 || lines.every((line) => y < line.top || line.bottom < y - size)).toBe(true);
            }
            for (const x of [row.from, row.to, row.due, today, ...row.earlier]) {
              expect(x).toBeGreaterThanOrEqual(left);
              expect(x).toBeLessThanOrEqual(width);
            }
          }
        },
      ),
    );
  });

  test('needs no style of its own and marks what is done by a shape', () => {
    const html = renderToStaticMarkup(
      <PlanTimeline standings={[OVERDUE, aStanding({ moves: TWICE, closed: { on: TODAY, by: 'checker' } })]} today={TODAY} />,
    );
    expect(html).not.toMatch(/ style="/);
    expect(html.match(/role="img"/g)).toHaveLength(3);
  });
});

test('an axis has as many months as have room, January among them', () => {
  const from = calendarDate('2023-02-10');
  expect(monthsWithin(from, calendarDate('2023-06-01'), 12).map(String)).toEqual(['2023-03-01', '2023-04-01', '2023-05-01', '2023-06-01']);
  for (const most of [2, 4, 6, 10]) {
    for (const months of [24, 40, 130, 400]) {
      const ticks = monthsWithin(from, from.add({ months }), most);
      expect(ticks.length).toBeLessThanOrEqual(most + 1);
      expect(ticks.every(({ day }) => day === 1)).toBe(true);
      expect(ticks.some(({ month }) => month === 1)).toBe(true);
    }
  }
});
