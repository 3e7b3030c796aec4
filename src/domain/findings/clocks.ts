import { clocksFrom, type Clock, type Inspection } from '../inspections';
import type { Finding } from './finding';

/**
 * The clocks of an event, as what it found settles them: where a letter's findings are recorded they say whether it names an area for priority action. With one its
 * clocks run, without one they do not. Where none are recorded, `onlyIf` still says what has to be true.
 */
export function clocksSettledBy(event: Inspection, findings: readonly Pick<Finding, 'inspection' | 'kind'>[]): readonly Clock[] {
  const own = findings.filter(({ inspection }) => inspection === event.id);
  const isPressing = own.some(({ kind }) => kind === 'priority-action');
  return clocksFrom(event)
    .filter(({ onlyIf }) => onlyIf === null || own.length === 0 || isPressing)
    .map((clock) => (isPressing ? { ...clock, onlyIf: null } : clock));
}
