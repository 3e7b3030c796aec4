import { BRIEFING_CONTENT, briefingDay, type BriefingContent } from '@/domain/scrutiny';
import { calendarDate } from '@/domain/shared';

const day = (text: string) => briefingDay(calendarDate(text));

/** A briefing as long as one becomes: every section is there, with tables as long as the product makes them. */
export function aBriefing(changed: Partial<BriefingContent> = {}): BriefingContent {
  return BRIEFING_CONTENT.parse({ ...CONTENT, ...changed });
}

const ACTIONS: readonly (readonly [string, string, string, string, string, string, boolean, string, string])[] = [
  [
    ...([
      '1.2',
      'Check partner attendance',
      'Safeguarding Partnership Manager',
      '2026-03-31',
      '2026-10-30',
      'Overdue 21 days',
      true,
    ] as const),
    ...(['Twice', 'Two of five partners sent no return for April to June'] as const),
  ],
  [
    ...([
      '3.2',
      'Raise awareness of private fostering',
      'Service Manager, Fostering',
      '2026-02-27',
      '2026-11-13',
      'Overdue 7 days',
      true,
    ] as const),
    ...(['Twice', 'School mailing held for the new term'] as const),
  ],
  [
    ...(['1.4', 'Review children referred again', 'Service Manager, Assessment', '2026-09-30', '2026-12-18', 'At risk', true] as const),
    ...(['Once', 'Sample widened from 40 to 120 children'] as const),
  ],
  [
    ...(['2.3', 'Prompts in case recording', 'Head of Performance and Systems', '2026-11-27', '2027-02-26', 'On track', false] as const),
    ...(['Once', 'Supplier put back its release'] as const),
  ],
];

const FIGURES: readonly (readonly [string, string, string, string, string, string, 'better' | 'worse', readonly (number | null)[]])[] = [
  ['Agency social workers', 'September 2025', '19.2%', '13.0%', '11.4%', '13.0%', 'better', [28.1, 24.4, 19.2, 13]],
  ['Social worker posts vacant', 'September 2025', '8.4%', '5.9%', '12.1%', '14.2%', 'better', [14.2, null, 8.4, 5.9]],
  ['Care leavers aged 19 to 21 in education, work or training', 'March 2025', '58%', '64%', '47.5%', '54%', 'better', [52, 55, 58, 64]],
  ['Repeat referrals within 12 months', 'March 2025', '22.4%', '25.5%', '18.6%', '22.6%', 'worse', [15.4, 18.9, 22.4, 25.5]],
  ['Children in care persistently absent from school', 'July 2025', '17.2%', '22.8%', '18.3%', '20.3%', 'worse', [11, 16.5, 17.2, 22.8]],
];

const CONTENT: BriefingContent = {
  format: 1,
  authority: { slug: 'barnsley', name: 'Barnsley' },
  meeting: {
    id: '2026-12-01-overview-and-scrutiny-committee',
    committee: 'Overview and Scrutiny Committee',
    heldOn: day('2026-12-01'),
    place: 'Town Hall',
    agendaItem: 'Item 6',
    papersUrl: null,
    href: '/barnsley/scrutiny/2026-12-01-overview-and-scrutiny-committee',
  },
  number: 1,
  supersedes: null,
  asAt: { at: '2026-11-20T12:00:00.000Z', day: day('2026-11-20') },
  since: { at: '2026-09-08T17:00:00.000Z', day: day('2026-09-08'), words: 'Since the meeting on 8 September 2026' },
  isDemonstration: true,
  headline: 'Help and protection needs attention: two actions are late and repeat referrals are rising',
  judgements: {
    heading: 'What Ofsted said, 11 to 15 September 2023',
    items: [
      {
        area: 'leadership',
        name: 'Leaders’ impact',
        grade: 'good',
        absence: null,
        word: 'Good',
        shortWord: 'Good',
        before: 'Good in 2018',
      },
      {
        ...({ area: 'help-and-protection', name: 'Help and protection', grade: 'requires-improvement', absence: null } as const),
        ...{ word: 'Requires improvement to be good', shortWord: 'Requires improvement', before: 'Good in 2018' },
      },
      { area: 'in-care', name: 'Children in care', grade: 'good', absence: null, word: 'Good', shortWord: 'Good', before: 'Good in 2018' },
      {
        area: 'care-leavers',
        name: 'Care leavers',
        grade: 'good',
        absence: null,
        word: 'Good',
        shortWord: 'Good',
        before: 'Good in 2018*',
      },
      {
        area: 'overall-effectiveness',
        name: 'Overall',
        grade: 'good',
        absence: null,
        word: 'Good',
        shortWord: 'Good',
        before: 'Good in 2018',
      },
    ],
    notes: [
      '“Requires improvement” is short for “Requires improvement to be good”.',
      '* In 2018 care leavers were judged together with children in care.',
    ],
    href: '/barnsley/inspections/50232490',
  },
  changes: {
    heading: 'What has changed since you met on 8 September',
    groups: [
      {
        ...{ kind: 'action-done', heading: '1 action done', more: null },
        items: [{ text: '6.2 Report quality assurance findings every quarter (14 October)', href: '/barnsley/plan/actions/6-2' }],
      },
      {
        ...{ kind: 'action-overdue', heading: '2 actions became overdue', more: null },
        items: [
          { text: '1.2 Check partner attendance (30 October)', href: '/barnsley/plan/actions/1-2' },
          { text: '3.2 Raise awareness of private fostering (13 November)', href: '/barnsley/plan/actions/3-2' },
        ],
      },
      {
        ...{ kind: 'date-moved', heading: '4 due dates moved', more: 'and 1 more' },
        items: [
          { text: '1.4 Review children referred again', href: '/barnsley/plan/actions/1-4' },
          { text: '2.3 Prompts in case recording', href: '/barnsley/plan/actions/2-3' },
          { text: '3.2 Raise awareness of private fostering', href: '/barnsley/plan/actions/3-2' },
        ],
      },
    ],
    none: null,
  },
  dates: {
    heading: 'Which dates were missed or put back?',
    rows: ACTIONS.map(([reference, title, owner, firstDue, nowDue, statusWords, isConcern, moved, reason]) => ({
      ...{ reference, title, owner, statusWords, isConcern, moved, reason },
      href: `/barnsley/plan/actions/${reference.replace('.', '-')}`,
      firstDue: day(firstDue),
      nowDue: day(nowDue),
      status: isConcern ? 'overdue' : 'on-track',
    })),
    more: 'and 3 more actions, in the plan',
    tally: '18 actions: 7 done, 5 on track, 2 at risk, 2 awaiting evidence and 2 overdue.',
  },
  inspectors: {
    heading: 'When might Ofsted return?',
    sentences: ['The usual window, three years give or take six months, is open now and closes on 15 March 2027.'],
    basis: ['On current grades it would be a short inspection.'],
  },
  figures: {
    heading: 'Is it making a difference to children?',
    rows: FIGURES.map(([name, asAt, yearBefore, own, neighbours, england, verdict, values]) => ({
      ...{
        indicator: 'x',
        name,
        href: '/barnsley/indicators/x',
        asAt,
        age: '14 months ago',
        isOld: true,
        own,
        yearBefore,
        neighbours,
        england,
      },
      ...{ verdict, verdictWords: verdict === 'better' ? 'Better' : 'Worse' },
      series: values.map((value, index) => ({ period: String(2022 + index), value })),
      seriesWords: `From ${values[0]}% in 2022 to ${values.at(-1)}% in 2025`,
    })),
    notes: ['Department for Education. Neighbours: median of the ten most similar councils, 2025 model.'],
  },
  targets: {
    heading: 'How near is each target?',
    rows: [
      {
        ...{ indicator: 'agency', name: 'Agency social workers', href: '/barnsley/indicators/agency', target: '12.0% by 31 March 2027' },
        ...{ now: '13.0%, September 2025', gap: '1.0 above the target', isReached: false },
      },
    ],
  },
  money: {
    heading: 'What was it given?',
    rows: [
      {
        ...{ title: 'Children’s social care workforce', href: '/barnsley/money', amount: '£2.5m a year from 2023 to 2024' },
        decision: 'Considered by the cabinet on 2 November 2022',
      },
    ],
    more: null,
  },
  recommendations: {
    heading: 'What became of what you recommended?',
    rows: [
      {
        ...{ wording: 'Publish partners’ attendance at conferences every quarter', href: '/barnsley/scrutiny/recommendations/1' },
        ...{ to: 'the cabinet member', madeOn: day('2026-09-08'), dueOn: day('2026-11-08'), state: 'late', isLate: true },
        stateWords: 'No answer; it was due on 8 November 2026',
      },
    ],
    more: null,
  },
  lines: {
    heading: 'What might you ask?',
    items: [
      {
        ...{ rule: 'reading-worse', question: 'Which partners have not sent a return, and what happens if they do not?' },
        evidence: 'Repeat referrals have risen four years running, 15.4% to 25.5%. Action 1.2 is 21 days late.',
        links: [{ text: 'Repeat referrals', href: '/barnsley/indicators/repeat' }],
      },
      {
        ...{ rule: 'finding-repeated', question: 'How many privately fostered children are known today?' },
        evidence: 'Inspectors raised private fostering in 2018 and in 2023. Action 3.2 is late after two moves.',
        links: [
          { text: 'Private fostering', href: '/barnsley/inspections/50232490#private-fostering' },
          { text: 'Action 3.2', href: '/barnsley/plan/actions/3-2' },
        ],
      },
      {
        ...{ rule: 'evidence-weak', question: 'Who checks evidence, and could this committee see a sample?' },
        evidence: 'Actions 2.2 and 5.2 are reported finished but unchecked, one for 53 days.',
        links: [],
      },
    ],
    order: 'The most pressing comes first; 2 more were found.',
  },
  questions: {
    heading: 'What was asked before the meeting?',
    items: [
      {
        ...{ about: { text: 'Action 1.2, Check partner attendance', href: '/barnsley/plan/actions/1-2' }, askedOn: day('2026-11-16') },
        ...{ question: 'Which partner has attended least?', answer: null, answeredOn: null },
      },
    ],
  },
  words: {
    heading: 'Words used',
    items: [
      { term: 'Agency rate', meaning: 'social workers hired through an agency, as a share of all' },
      { term: 'ILACS', meaning: 'Ofsted’s inspection of council children’s services' },
      { term: 'Private fostering', meaning: 'living 28 days or more with someone who is not close family' },
      { term: 'Repeat referral', meaning: 'a second referral within 12 months' },
      { term: 'Statistical neighbours', meaning: 'the ten most similar councils' },
    ],
  },
  sources: ['Sources: Ofsted report, 27 October 2023; Department for Education figures, 2017 to 2025.'],
};
