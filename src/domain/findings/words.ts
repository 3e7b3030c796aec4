import { AREAS, type AreaKey } from '../frameworks';
import { calendarDate, monthInWords, numberInWords, startWithCapital } from '../shared';
import { FINDING_KINDS, type Finding } from './finding';

/** `October 2018`: when the event was, which its id begins with. */
export function findingMonth({ inspection }: Pick<Finding, 'inspection'>): string {
  return monthInWords(calendarDate(inspection.slice(0, 10)));
}

/** What inspectors want improved, in one sentence without full stop: "Four findings ask for an answer, three of them about help and protection". */
export function findingsInWords(findings: readonly Pick<Finding, 'kind' | 'area'>[]): string {
  const asking = findings.filter(({ kind }) => FINDING_KINDS[kind].asksForAnswer);
  if (asking.length === 0) return findings.length === 0 ? 'No finding is recorded' : 'No finding asks for an answer';
  const start = `${startWithCapital(numberInWords(asking.length))} ${asking.length === 1 ? 'finding asks' : 'findings ask'} for an answer`;
  const [most] = [...Map.groupBy(asking, ({ area }) => area)].toSorted(([, left], [, right]) => right.length - left.length);
  const area: AreaKey | null = most?.[0] ?? null;
  const share = most?.[1].length ?? 0;
  if (area === null || (share === 1 && asking.length > 1)) return start;
  const about = `about ${AREAS[area].name.charAt(0).toLowerCase()}${AREAS[area].name.slice(1)}`;
  if (share < asking.length) return `${start}, ${numberInWords(share)} of them ${about}`;
  return asking.length === 1 ? `${start}, ${about}` : `${start}, ${asking.length === 2 ? 'both' : 'all'} ${about}`;
}
