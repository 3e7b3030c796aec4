import { SILENT_DAYS } from '../improvement';
import { numberInWords } from '../shared';
import type { BriefingLine } from './briefing';
import {
  actionsMovedTwice,
  actionsWithoutOwner,
  areasWithoutAction,
  figuresAwayFromNeighbours,
  moneyWithoutMeasure,
  objectivesWithoutVoice,
  oldFigures,
  overdueActions,
  ownGradesAbove,
  repeatedFindings,
  silentActions,
  unansweredRecommendations,
  uncheckedActions,
  weaklyClosed,
  worseningFigures,
  OLD_AFTER_MONTHS,
  type EnquiryFacts,
  type Found,
} from './enquiry-rules';

/** Lines of enquiry that a briefing proposes: so many fit its two pages beside everything else. */
export const PROPOSED_LINES = 6;
/** Lines that it may hold at most. */
export const MOST_LINES = 10;

/** In which order lines stand and how many, for the briefing and the help page. */
export const ORDER_OF_LINES = `The lines follow from rules over the facts. Each rule in turn gives its most pressing line, then each its second; what several rules say of one action, finding or figure is one line. A briefing proposes ${numberInWords(PROPOSED_LINES)}; the scrutiny officer may reword, drop, add and reorder them`;

/** A line as the rules propose it. */
export interface ProposedLine extends BriefingLine {
  /** Unique among the lines, and the same as long as it is about the same: edits hold on to it. */
  readonly key: string;
  readonly rule: RuleKey;
}

/** The rules, in the order in which they give their lines. Briefing, help page and test read this table. Nothing else makes a line, and no line says what is not a fact. */
export const ENQUIRY_RULES = [
  {
    key: 'area-without-action',
    name: 'Judgement without an action',
    rule: 'Inspectors said that an area requires improvement or is inadequate, and no action of the plan is about it.',
    find: areasWithoutAction,
  },
  {
    key: 'repeated-finding',
    name: 'Repeated finding',
    rule: 'Inspectors found it before, and its actions are not all done.',
    find: repeatedFindings,
  },
  { key: 'overdue', name: 'Overdue', rule: 'The due date of an action has passed and nobody says it is finished.', find: overdueActions },
  {
    key: 'getting-worse',
    name: 'Figure getting worse',
    rule: 'A figure got worse in each of the last two periods, and over both by more than small numbers explain, as far as that can be said.',
    find: worseningFigures,
  },
  {
    key: 'unanswered-recommendation',
    name: 'Recommendation without an answer',
    rule: 'The answer to a recommendation was due and has not come.',
    find: unansweredRecommendations,
  },
  {
    key: 'moved-twice',
    name: 'Moved twice or more',
    rule: 'The due date of an action that is still open was moved at least twice.',
    find: actionsMovedTwice,
  },
  {
    key: 'away-from-neighbours',
    name: 'Figure moving away from similar councils',
    rule: 'A figure is on the worse side of the similar councils’ median, by more than small numbers explain as far as that can be said, and further from it than a year before.',
    find: figuresAwayFromNeighbours,
  },
  {
    key: 'weak-evidence',
    name: 'Closed with weak or no evidence',
    rule: 'An action was closed since the last meeting, and no evidence for it was accepted that anybody can look up.',
    find: weaklyClosed,
  },
  {
    key: 'own-grade-above',
    name: 'Self-evaluation above inspectors’ grade',
    rule: 'The council’s newest self-evaluation gives an area a better grade than inspectors last did, and the two grades mean the same.',
    find: ownGradesAbove,
  },
  {
    key: 'money-without-measure',
    name: 'Money without a measure',
    rule: 'Neither the money nor an action it pays for says how anybody will know that it worked.',
    find: moneyWithoutMeasure,
  },
  { key: 'no-owner', name: 'No owner', rule: 'Nobody answers for an action that is still open.', find: actionsWithoutOwner },
  {
    key: 'silent',
    name: 'Not updated',
    rule: `An open action was not reported on for more than ${SILENT_DAYS} days.`,
    find: silentActions,
  },
  {
    key: 'unchecked',
    name: 'Reported finished, not checked',
    rule: 'An action is reported finished, and nobody has accepted its evidence and closed it.',
    find: uncheckedActions,
  },
  {
    key: 'no-childs-voice',
    name: 'No child’s voice',
    rule: 'Evidence was given for an objective, and none of it is feedback from children and families.',
    find: objectivesWithoutVoice,
  },
  {
    key: 'old-figure',
    name: 'Old figures',
    rule: `The newest figure of an indicator is for a time that ended more than ${OLD_AFTER_MONTHS} months ago: two quarters.`,
    find: oldFigures,
  },
] as const satisfies readonly EnquiryRule[];

export type RuleKey = (typeof ENQUIRY_RULES)[number]['key'];

/** Every line that the rules give, the first ones first: see `ORDER_OF_LINES`. */
export function linesOfEnquiry(facts: EnquiryFacts): readonly ProposedLine[] {
  const found = ENQUIRY_RULES.map(({ key, find }) => find(facts).map((line) => ({ ...line, rule: key })));
  const taken = new Map<string, Found & { readonly rule: RuleKey }>();
  for (const line of found.flat()) {
    const first = taken.get(line.about);
    if (first === undefined) taken.set(line.about, line);
    else taken.set(line.about, { ...first, evidence: `${first.evidence} ${line.more ?? line.evidence}` });
  }
  const perRule = found.map((lines) =>
    lines.flatMap(({ about, rule }) => (taken.get(about)?.rule === rule ? (taken.get(about) ?? []) : [])),
  );
  const longest = Math.max(0, ...perRule.map((lines) => lines.length));
  return Array.from({ length: longest }, (_, round) => perRule.flatMap((lines) => lines[round] ?? []))
    .flat()
    .map(({ about, rule, evidence, question, links }) => ({ key: `${rule} ${about}`, rule, evidence, question, links: [...links] }));
}

interface EnquiryRule {
  readonly key: string;
  readonly name: string;
  /** In a sentence, for the help page. */
  readonly rule: string;
  /** The most pressing first. */
  readonly find: (facts: EnquiryFacts) => readonly Found[];
}
