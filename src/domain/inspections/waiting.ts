import { frameworkOf, GRADES, isGoodOrBetter, type AreaKey, type Grade } from '../frameworks';
import { isBefore, numberInWords, spread, yearsBetween, type CalendarDate, type Spread } from '../shared';
import { weekdaysToPublication } from './clocks';
import { firstDayOnSite, isGraded, judgementIn, lastDayOnSite, latestGraded, newestFirst, type StatedInspection } from './inspection';
import { frontTable } from './words';

/** When inspectors may return. Never a date, never a grade: a window and what it rests on. */
export interface ReturnWindow {
  readonly lastDayOnSite: CalendarDate;
  /** Third anniversary plus or minus six months; null where that rule does not apply, `whyNoUsualWindow` then says why. */
  readonly usual: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
  readonly whyNoUsualWindow: string | null;
  readonly position: 'before' | 'open' | 'passed' | 'no-window';
  /** What happened elsewhere after the same overall grade, in years, and the days it would mean here; null with fewer than ten cases. */
  readonly elsewhere: {
    readonly grade: Grade | null;
    readonly years: Spread;
    readonly from: CalendarDate;
    readonly half: CalendarDate;
    readonly to: CalendarDate;
  } | null;
  readonly likelyEvent: 'short-inspection' | 'standard-inspection';
  readonly likelyBecause: string;
}

/** Waits in years from the last day on site to the next first day, by the overall grade of the earlier inspection and over all. ILACS only. */
export interface ObservedWaits {
  readonly byGrade: ReadonlyMap<Grade, Spread>;
  readonly all: Spread | null;
}

const FEWEST_CASES = 10;

/**
 * The window for the next inspection after the latest graded one. The rule of the third anniversary plus or minus six months is published for councils
 * graded better than inadequate; after that grade monitoring visits come about quarterly and the next inspection has no published window. The overall grade
 * decides; where none is given any more, one inadequate judgement is taken to.
 * The kind of inspection is likely, not certain: that from 2026 it follows leaders good or better and two of three practice judgements good or better
 * is known at second hand.
 */
export function returnWindow(latest: StatedInspection, waits: ObservedWaits, today: CalendarDate): ReturnWindow {
  const lastDay = lastDayOnSite(latest);
  const overall = judgementIn(latest, 'overall-effectiveness')?.grade ?? null;
  const inadequate = overall ? overall === 'inadequate' : frontTable(latest).some(({ grade }) => grade === 'inadequate');
  const thirdAnniversary = lastDay.add({ years: 3 });
  const usual = inadequate ? null : { from: thirdAnniversary.subtract({ months: 6 }), to: thirdAnniversary.add({ months: 6 }) };
  const years = (overall ? waits.byGrade.get(overall) : waits.all) ?? null;
  const after = (wait: number) => lastDay.add({ days: Math.round(wait * 365.25) });
  return {
    lastDayOnSite: lastDay,
    usual,
    whyNoUsualWindow: inadequate
      ? 'After an inadequate judgement inspectors make monitoring visits about every quarter; no window for the next inspection is published.'
      : null,
    position: !usual ? 'no-window' : isBefore(today, usual.from) ? 'before' : isBefore(usual.to, today) ? 'passed' : 'open',
    elsewhere:
      years && years.count >= FEWEST_CASES
        ? { grade: overall, years, from: after(years.tenth), half: after(years.half), to: after(years.nineTenths) }
        : null,
    ...likelyNext(latest),
  };
}

/** Waits between consecutive ILACS inspections of one council, over the councils given. Only waits that ended are seen, so long ones are missing. */
export function observedWaits(histories: readonly (readonly StatedInspection[])[]): ObservedWaits {
  const waits = histories.flatMap((history) => {
    const graded = newestFirst(history.filter((event) => isGraded(event) && isIlacs(event)));
    return graded.flatMap((before, index) => {
      const next = graded[index - 1];
      if (!next) return [];
      const grade = judgementIn(before, 'overall-effectiveness')?.grade ?? null;
      return [{ grade, years: yearsBetween(lastDayOnSite(before), firstDayOnSite(next)) }];
    });
  });
  const grades = new Set(waits.flatMap(({ grade }) => grade ?? []));
  const byGrade = new Map<Grade, Spread>();
  for (const grade of grades) {
    const found = spread(waits.filter((wait) => wait.grade === grade).map(({ years }) => years));
    if (found) byGrade.set(grade, found);
  }
  return { byGrade, all: spread(waits.map(({ years }) => years)) };
}

/** Weekdays from the last day on site to publication, over ILACS inspections on site since 2023; null with none. */
export function observedPublication(histories: readonly (readonly StatedInspection[])[]): Spread | null {
  const since2023 = histories.flat().filter((event) => isGraded(event) && firstDayOnSite(event).year >= 2023);
  return spread(since2023.flatMap((event) => weekdaysToPublication(event) ?? []));
}

/** The latest graded inspection of each history, those without one left out. */
export function latestOfEach<Event extends StatedInspection>(histories: readonly (readonly Event[])[]): readonly Event[] {
  return histories.flatMap((history) => latestGraded(history) ?? []);
}

function likelyNext(latest: StatedInspection): Pick<ReturnWindow, 'likelyEvent' | 'likelyBecause'> {
  const gradeOf = (area: AreaKey) => judgementIn(latest, area)?.grade ?? null;
  const leaders = gradeOf('leadership');
  // Under ILACS 2018 one judgement stood for both children in care and care leavers.
  const together = judgementIn(latest, 'in-care')?.covers === 'in-care-and-care-leavers';
  const practice = [gradeOf('help-and-protection'), gradeOf('in-care'), gradeOf(together ? 'in-care' : 'care-leavers')];
  const good = practice.filter((grade) => grade !== null && isGoodOrBetter(grade)).length;
  const count =
    good === 3
      ? 'all three practice judgements are'
      : `${good === 0 ? 'none' : numberInWords(good)} of the three practice judgements ${good < 2 ? 'is' : 'are'}`;
  const counting = together ? ' (the one on children in care and care leavers counted as two)' : '';
  return {
    likelyEvent: leaders !== null && isGoodOrBetter(leaders) && good >= 2 ? 'short-inspection' : 'standard-inspection',
    likelyBecause: `Leaders’ impact ${leaders ? GRADES[leaders].is : 'has no grade'}, and ${count} good or outstanding${counting}; a short inspection follows where leaders and at least two of the three are.`,
  };
}

function isIlacs({ framework }: StatedInspection): boolean {
  return framework !== null && frameworkOf(framework).family === 'ilacs';
}
