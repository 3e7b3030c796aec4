import { numberInWords, startWithCapital } from '../shared';
import type { DerivedStatus } from './status';

/** How findings that ask for an answer are answered, in one sentence without full stop: "Every finding has an action; two of the four have one that is overdue". */
export function answersInWords(
  findings: readonly { readonly actions: number; readonly answers: readonly Pick<DerivedStatus, 'status'>[] }[],
): string {
  const total = findings.length;
  const open = findings.filter(({ actions }) => actions === 0).length;
  const late = findings.filter(({ answers }) => answers.some(({ status }) => status === 'overdue')).length;
  if (open === total) return total === 1 ? 'No action answers this finding yet' : 'No action answers any of these findings yet';
  const overdue =
    late === 0 ? 'none of these actions is overdue' : `${late === total ? 'each' : numberInWords(late)} has an action that is overdue`;
  if (total === 1) return late === 0 ? 'The finding has an action, and none is overdue' : 'The finding has an action that is overdue';
  const lateWords =
    late === 0 || late === 1 || late === total ? overdue : `${numberInWords(late)} of the ${numberInWords(total)} have one that is overdue`;
  if (open === 0) return `Every finding has an action; ${lateWords}`;
  return `${startWithCapital(numberInWords(open))} of ${numberInWords(total)} findings ${open === 1 ? 'has' : 'have'} no action yet; ${lateWords}`;
}
