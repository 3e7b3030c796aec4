import type { FindingKind } from '@/domain/findings';
import type { AreaKey } from '@/domain/frameworks';
import type { Confidence, EvidenceKind, InvestmentKind } from '@/domain/improvement';
import type { OwnGrade, QuestionKey } from '@/domain/self-evaluation';

/**
 * What the demonstration's Barnsley has done since 2017, as its plans tell it on 20 November 2026. What inspectors found is theirs, said in our own words (reports of
 * 19 November 2018 and 27 October 2023, letter of March 2023); so are the agency-free months, the 14 posts, the neglect training of 500 professionals and the
 * attendance of looked-after children of the first plan (press reports of 2018, DfE workforce figures). Actions, posts, dates, moves, updates and evidence of
 * the second plan are made up, and the banner on every page says so.
 */

export const FINDINGS: readonly StoryFinding[] = [
  {
    key: '2018-risk',
    event: '2018-10-08-standard-inspection',
    kind: 'area-for-improvement',
    area: 'help-and-protection',
    title: 'See the risks young people meet outside home',
    paraphrase: 'Risks in the community need assessing better, and children who went missing need their return talks sooner and better.',
  },
  {
    key: '2018-private-fostering',
    event: '2018-10-08-standard-inspection',
    kind: 'area-for-improvement',
    area: 'help-and-protection',
    title: 'Review private fostering regularly',
    paraphrase: 'Private fostering arrangements need looking at regularly, so that they stay right for the child.',
  },
  {
    key: '2018-work',
    event: '2018-10-08-standard-inspection',
    kind: 'area-for-improvement',
    area: 'in-care',
    title: 'Help more care leavers into work and training',
    paraphrase: 'Too few care leavers aged 19 to 21 were learning, training or in work.',
  },
  {
    key: '2018-audit',
    event: '2018-10-08-standard-inspection',
    kind: 'area-for-improvement',
    area: 'leadership',
    title: 'Check practice more rigorously',
    paraphrase: 'Audits and samples should test harder, and figures should show how good and how timely practice is.',
  },
  {
    key: '2023-partners',
    event: '2023-09-11-short-inspection',
    kind: 'area-for-improvement',
    area: 'help-and-protection',
    title: 'Partners should do more, and refer better',
    paraphrase: 'Partner agencies need to take part in the meetings that decide about children, and send better referrals.',
  },
  {
    key: '2023-direction',
    event: '2023-09-11-short-inspection',
    kind: 'area-for-improvement',
    area: 'help-and-protection',
    title: 'Managers’ direction should be written down',
    paraphrase: 'Social workers need clear written direction when a referral arrives and while it is screened.',
  },
  {
    key: '2023-private-fostering',
    event: '2023-09-11-short-inspection',
    kind: 'area-for-improvement',
    area: 'help-and-protection',
    title: 'Find and respond to privately fostered children',
    paraphrase: 'Children who live with somebody who is not close family need to be found, and their arrangements assessed properly.',
    repeats: '2018-private-fostering',
  },
  {
    key: '2023-education-plans',
    event: '2023-09-11-short-inspection',
    kind: 'area-for-improvement',
    area: 'in-care',
    title: 'Education plans should record progress and targets',
    paraphrase: 'Personal education plans need to show what a child has achieved and what comes next.',
  },
  {
    key: '2023-care-leavers',
    event: '2023-01-25-focused-visit',
    kind: 'area-for-improvement',
    area: 'care-leavers',
    title: 'Care leavers need steadier, earlier support',
    paraphrase: 'Heavy workloads had weakened support: care leavers needed their adviser earlier, and plans that keep up with their lives.',
  },
  {
    key: '2023-data',
    event: '2023-01-25-focused-visit',
    kind: 'area-for-improvement',
    area: 'leadership',
    title: 'Data and quality checks should be dependable',
    paraphrase: 'Leaders needed figures and quality checks that they could rely on.',
  },
];

/** The posts that own actions. The first is entered by the button for an action owner. */
export const OWNERS = {
  fostering: 'Service Manager, Fostering',
  safeguarding: 'Head of Safeguarding',
  partnership: 'Safeguarding Partnership Manager',
  'front-door': 'Service Manager, Front Door',
  assessment: 'Service Manager, Assessment',
  practice: 'Principal Social Worker',
  performance: 'Head of Performance and Systems',
  'virtual-school': 'Virtual School Headteacher',
  'in-care': 'Head of Children in Care',
  'future-directions': 'Service Manager, Future Directions',
} as const;

export type OwnerKey = keyof typeof OWNERS;

export const OWNER_KEYS: readonly OwnerKey[] = [
  'fostering',
  'safeguarding',
  'partnership',
  'front-door',
  'assessment',
  'practice',
  'performance',
  'virtual-school',
  'in-care',
  'future-directions',
];

export const PLANS: readonly StoryPlan[] = [
  {
    key: 'plan-2017',
    title: 'Staffing and practice plan 2017 to 2020',
    partners: ['Schools'],
    begins: '2017-01-09',
    ended: '2020-03-31',
    events: [['2018-10-08-standard-inspection', '2018-12-03']],
    objectives: [
      {
        title: 'Our own social workers, enough of them',
        outcome: 'Children keep the same social worker',
        actions: [
          {
            title: 'Work without agency social workers',
            measure: 'Months in a row without agency staff',
            area: 'leadership',
            owner: 'practice',
            starts: '2017-01-09',
            due: '2018-09-28',
            indicators: [['agency-rate']],
            steps: [
              ['Fill the vacant posts with permanent staff', '2017-06-30'],
              ['Keep the agency rate at nothing for a year', '2018-03-30'],
            ],
            updates: [['2018-09-14', 'Twenty months without agency staff', { finished: true }]],
            evidence: [
              [
                'Yearly count of the workforce',
                'data',
                ['2018-09-14', 'No agency social worker in the count of September 2017'],
                ['2018-09-21', 'accepted'],
              ],
            ],
            closed: '2018-09-24',
          },
          {
            title: 'Fill the 14 additional posts',
            measure: 'Posts filled of 14',
            area: 'leadership',
            owner: 'practice',
            starts: '2017-12-11',
            due: '2018-06-29',
            indicators: [['vacancy-rate'], ['caseload']],
            steps: [
              ['Advertise the 14 posts', '2018-01-31'],
              ['Fill all of them', '2018-06-15'],
            ],
            updates: [['2018-06-18', 'All 14 vacancies are filled', { finished: true }]],
            evidence: [
              ['List of filled posts', 'data', ['2018-06-18', 'All 14 posts have a permanent holder'], ['2018-06-25', 'accepted']],
            ],
            closed: '2018-06-26',
          },
        ],
      },
      {
        title: 'Neglect is seen early, and school counts',
        outcome: 'Neglected children are noticed sooner, and children in care go to school',
        actions: [
          {
            title: 'Train 500 professionals to spot neglect',
            measure: 'Professionals trained',
            area: 'help-and-protection',
            owner: 'safeguarding',
            starts: '2017-09-04',
            due: '2018-07-31',
            steps: [
              ['Choose one way to assess neglect', '2017-11-30'],
              ['Train 500 professionals', '2018-07-20'],
            ],
            updates: [['2018-07-23', '500 professionals of all agencies are trained', { finished: true }]],
            evidence: [
              [
                'Attendance lists of the training',
                'data',
                ['2018-07-23', '500 names from all partner agencies'],
                ['2018-08-06', 'accepted', 'Says who came, not what changed for children'],
              ],
            ],
            closed: '2018-08-07',
          },
          {
            title: 'Raise the school attendance of looked-after children',
            measure: 'Attendance of looked-after children',
            area: 'in-care',
            owner: 'virtual-school',
            starts: '2018-01-08',
            due: '2020-03-27',
            indicators: [['looked-after-absence']],
            steps: [
              ['Follow attendance week by week', '2018-04-30'],
              ['Agree support for each child who misses school', null],
            ],
            updates: [['2020-03-20', 'Schools have closed for most pupils', { blockers: 'No attendance figures until schools reopen' }]],
            evidence: [],
            stopped: ['2020-03-31', 'Schools closed in the pandemic; attendance comes back as action 4.3 of the next plan'],
          },
        ],
      },
    ],
  },
  {
    key: 'plan-2022',
    title: 'Children’s services improvement plan',
    partners: ['South Yorkshire Police', 'NHS South Yorkshire', 'Schools'],
    begins: '2022-11-02',
    ended: null,
    events: [
      ['2022-05-01-jtai', '2022-11-02'],
      ['2023-01-25-focused-visit', '2023-04-03'],
      ['2023-09-11-short-inspection', '2023-11-06'],
    ],
    objectives: [
      {
        title: 'Partners do their part for children in need of protection',
        outcome: 'Decisions about a child are made by everybody who knows the child',
        actions: [
          {
            title: 'Agree one attendance standard with partners',
            change: 'Everybody who knows the child is at the table',
            measure: 'Standard signed by all five partners',
            area: 'help-and-protection',
            owner: 'safeguarding',
            starts: '2023-11-20',
            due: '2024-03-29',
            findings: ['2023-partners'],
            steps: [
              ['Draft the standard', '2023-12-15'],
              ['Consult five partners', '2024-01-26'],
              ['Agree it in the partnership', '2024-03-08'],
              ['Send it to every team', '2024-03-20'],
            ],
            updates: [
              ['2024-02-02', 'Four of five partners have answered'],
              ['2024-03-20', 'The standard is agreed and sent out', { difference: 'Teams know who has to be invited', finished: true }],
            ],
            evidence: [['Signed standard', 'external', ['2024-03-20', 'Signed by all five partners'], ['2024-03-22', 'accepted']]],
            closed: '2024-03-22',
          },
          {
            title: 'Check partner attendance at core groups every quarter',
            change: 'Protection plans are made by all who have to carry them out',
            measure: 'Share of core groups with every invited partner there',
            area: 'help-and-protection',
            owner: 'partnership',
            starts: '2025-09-01',
            due: '2026-03-31',
            findings: ['2023-partners'],
            indicators: [['re-referrals', '20.0', '2027-03-31']],
            steps: [
              ['List who has to come', '2025-10-17'],
              ['Design one return', '2026-02-13'],
              ['Agree the return with all five partners', '2026-06-19'],
              ['Collect a quarter from every partner', null],
              ['Report two quarters to the partnership', null],
            ],
            moves: [
              ['2026-03-24', '2026-07-31', 'Partner agencies record attendance differently; a shared return had to be agreed first'],
              ['2026-07-21', '2026-10-30', 'Two of five partners had not sent a return for April to June'],
            ],
            updates: [
              ['2026-02-13', 'The return is designed', { confidence: 'medium' }],
              ['2026-06-19', 'The return is agreed by all five partners', { confidence: 'high' }],
              [
                '2026-09-14',
                'Returns for April to June have come from three of five partners',
                { confidence: 'low', blockers: 'Health has no one person who answers' },
              ],
              [
                '2026-11-03',
                'The police return has come for both quarters; one health return is outstanding and was raised with the partnership’s chair',
                { confidence: 'low', blockers: 'The health return depends on a vacant post' },
              ],
            ],
            evidence: [
              [
                'Shared attendance return, agreed version',
                'data',
                ['2026-06-12', 'One form that all five partners use'],
                ['2026-06-19', 'accepted'],
              ],
              [
                'Attendance, April to June 2026',
                'data',
                ['2026-09-14', 'Attendance of three partners'],
                ['2026-09-22', 'returned', 'Two of five partners are missing'],
              ],
              ['Attendance, July to September 2026', 'data'],
            ],
          },
          {
            title: 'Give feedback on the quality of every referral',
            change: 'Families are helped at the first call',
            measure: 'Referrals with feedback within five days',
            area: 'help-and-protection',
            owner: 'front-door',
            starts: '2026-03-02',
            due: '2027-01-29',
            findings: ['2023-partners'],
            indicators: [['re-referrals'], ['referrals-without-action']],
            steps: [
              ['Write what a good referral says', '2026-04-24'],
              ['Try feedback with two schools', '2026-07-17'],
              ['Give it to every school', '2026-11-06'],
              ['Give it to every partner', null],
            ],
            updates: [
              [
                '2026-07-20',
                'Two schools have had feedback for a term',
                { difference: 'Their referrals say more about the child', confidence: 'high' },
              ],
              ['2026-11-11', 'Every school gets feedback since the autumn', { confidence: 'high' }],
            ],
            evidence: [['Sample of 60 referrals before and after', 'case-sample']],
          },
          {
            title: 'Review children referred again within 12 months',
            change: 'Fewer children come back because help ended too soon',
            measure: 'Referrals that repeat one of the past 12 months',
            area: 'help-and-protection',
            owner: 'assessment',
            starts: '2026-02-02',
            due: '2026-09-30',
            findings: ['2023-partners'],
            needs: ['Check partner attendance at core groups every quarter'],
            indicators: [['re-referrals', '20.0', '2027-03-31']],
            steps: [
              ['Draw a sample', '2026-03-13'],
              ['Read the first 40 records', '2026-05-29'],
              ['Read 80 more', null],
              ['Talk with ten families', null],
              ['Say why help ended', null],
              ['Change what we do', null],
            ],
            moves: [['2026-09-22', '2026-12-18', 'Sample widened from 40 to 120 children']],
            updates: [
              ['2026-05-29', 'Forty records are read', { difference: 'In half of them help ended before it worked', confidence: 'medium' }],
              ['2026-09-25', 'The wider sample is drawn', { confidence: 'medium', blockers: 'One reviewer for 80 records' }],
            ],
            evidence: [
              ['Findings of 120 records', 'audit'],
              ['What families say', 'feedback'],
            ],
          },
          {
            title: 'Share one guide to levels of need with health and schools',
            change: 'Families hear the same answer wherever they ask',
            measure: 'Partners who use the guide',
            area: 'help-and-protection',
            owner: { title: 'Designated Nurse for Safeguarding Children', partner: 'NHS South Yorkshire' },
            starts: '2027-01-11',
            due: '2027-06-30',
            findings: ['2023-partners'],
            steps: [
              ['Write the guide together', null],
              ['Train every team', null],
            ],
            updates: [],
            evidence: [],
          },
        ],
      },
      {
        title: 'Managers direct, and write it down',
        outcome: 'Children are not left waiting because nobody decided',
        actions: [
          {
            title: 'Set a minimum standard for written direction',
            change: 'Every child’s record says what happens next and why',
            measure: 'Standard in use in every team',
            area: 'help-and-protection',
            owner: 'front-door',
            starts: '2023-11-13',
            due: '2024-01-31',
            findings: ['2023-direction'],
            steps: [
              ['Write the standard', '2023-12-08'],
              ['Try it in one team', '2024-01-12'],
              ['Use it in all', '2024-01-29'],
            ],
            updates: [['2024-01-29', 'Every team uses the standard', { finished: true }]],
            evidence: [
              ['Sample of 30 screening records', 'case-sample', ['2024-01-29', 'Direction stands in 27 of 30'], ['2024-01-30', 'accepted']],
            ],
            closed: '2024-01-30',
          },
          {
            title: 'Audit 20 screening records a month',
            change: 'Weak direction is noticed within weeks',
            measure: 'Records with clear direction, of 20 a month',
            area: 'help-and-protection',
            owner: 'practice',
            starts: '2026-01-05',
            due: '2026-09-30',
            findings: ['2023-direction'],
            steps: [
              ['Agree what is audited', '2026-01-30'],
              ['First month', '2026-02-27'],
              ['First quarter', '2026-05-29'],
              ['Second quarter', '2026-08-28'],
              ['Report to managers', '2026-09-25'],
            ],
            updates: [
              ['2026-06-05', 'A quarter is audited', { confidence: 'high' }],
              [
                '2026-09-28',
                'Six months are audited and reported',
                { difference: 'Clear direction in 17 of 20 records, from 11', finished: true },
              ],
            ],
            evidence: [
              ['Six monthly audits', 'audit', ['2026-09-28', 'Clear direction in 17 of 20 records in August, from 11 in February']],
            ],
          },
          {
            title: 'Add prompts to the case recording system',
            change: 'Nobody forgets to write down what was decided',
            measure: 'Screening records with the prompts filled in',
            area: 'help-and-protection',
            owner: 'performance',
            starts: '2026-04-06',
            due: '2026-11-27',
            findings: ['2023-direction'],
            steps: [
              ['Agree the prompts', '2026-05-15'],
              ['Order them from the supplier', '2026-06-12'],
              ['Test them', null],
              ['Switch them on', null],
            ],
            moves: [['2026-10-12', '2027-02-26', 'Supplier put back its release']],
            updates: [
              [
                '2026-10-12',
                'The supplier’s release is put back to January',
                { confidence: 'medium', blockers: 'One supplier, no date in the contract' },
              ],
            ],
            evidence: [],
          },
        ],
      },
      {
        title: 'Privately fostered children are found and safe',
        outcome: 'No child lives with strangers unseen',
        actions: [
          {
            title: 'Appoint a dedicated private fostering worker',
            change: 'Somebody knows every privately fostered child',
            measure: 'Post filled',
            area: 'help-and-protection',
            owner: 'fostering',
            starts: '2023-04-03',
            due: '2023-10-31',
            findings: ['2018-private-fostering', '2023-private-fostering'],
            steps: [
              ['Fund the post', '2023-05-26'],
              ['Fill it', '2023-09-01'],
            ],
            updates: [['2023-09-01', 'The worker has begun', { finished: true }]],
            evidence: [
              [
                'Contract of the worker',
                'external',
                ['2023-09-01', 'Full-time post, permanent'],
                ['2023-09-04', 'accepted', 'Shows that the post is filled, not what it changes'],
              ],
            ],
            closed: '2023-09-04',
          },
          {
            title: 'Raise awareness of private fostering with schools, GPs and faith groups',
            change: 'People who see a child tell us',
            measure: 'Notifications in a year',
            area: 'help-and-protection',
            owner: 'fostering',
            starts: '2025-09-08',
            due: '2026-02-27',
            findings: ['2023-private-fostering'],
            steps: [
              ['Make the material', '2025-11-28'],
              ['Visit GPs', '2026-05-22'],
              ['Write to every school', null],
              ['Meet faith groups', null],
            ],
            moves: [
              ['2026-02-17', '2026-07-31', 'GP practices asked for dates after Easter'],
              ['2026-07-20', '2026-11-13', 'School mailing held for the new term'],
            ],
            updates: [
              ['2026-05-22', 'Every GP practice has had a visit', { confidence: 'medium' }],
              ['2026-09-09', 'The letter to schools is written', { confidence: 'medium', blockers: 'No budget for posters' }],
            ],
            evidence: [['Notifications, year to September 2026', 'data']],
          },
          {
            title: 'Reassess every known arrangement',
            change: 'Each child’s home is known to be right for the child',
            measure: 'Arrangements assessed, of those known',
            area: 'help-and-protection',
            owner: 'fostering',
            starts: '2026-05-04',
            due: '2027-02-26',
            findings: ['2018-private-fostering', '2023-private-fostering'],
            steps: [
              ['List them', '2026-05-29'],
              ['Assess the first third', '2026-07-31'],
              ['Assess the second third', '2026-10-30'],
              ['Assess the rest', null],
              ['Report what was found', null],
            ],
            updates: [
              ['2026-08-03', 'A third is assessed', { confidence: 'high' }],
              ['2026-11-06', 'Two thirds are assessed', { difference: 'Two children have moved to family', confidence: 'high' }],
            ],
            evidence: [['Sample of assessments', 'peer-review']],
          },
        ],
      },
      {
        title: 'Children in care learn, and it is written down',
        outcome: 'Children in care go to school and get on',
        actions: [
          {
            title: 'Introduce a new plan format',
            change: 'A child’s plan says what is next',
            measure: 'Plans in the new format',
            area: 'in-care',
            owner: 'virtual-school',
            starts: '2023-11-27',
            due: '2024-04-30',
            findings: ['2023-education-plans'],
            steps: [
              ['Ask children and schools', '2024-01-19'],
              ['Make the format', '2024-02-23'],
              ['Use it for every child', '2024-04-22'],
            ],
            updates: [['2024-04-22', 'Every plan of the summer term is in the new format', { finished: true }]],
            evidence: [
              [
                'Children’s words on the new format',
                'feedback',
                ['2024-04-22', 'Twelve children say what they would keep and change'],
                ['2024-04-24', 'accepted'],
              ],
            ],
            closed: '2024-04-24',
          },
          {
            title: 'Check the quality of every plan each term',
            change: 'No child’s plan stays vague',
            measure: 'Plans judged good or better',
            area: 'in-care',
            owner: 'virtual-school',
            starts: '2025-09-01',
            due: '2026-12-18',
            findings: ['2023-education-plans'],
            indicators: [['looked-after-persistent-absence']],
            steps: [
              ['Autumn 2025', '2025-12-19'],
              ['Spring 2026', '2026-03-27'],
              ['Summer 2026', '2026-07-17'],
              ['Autumn 2026', null],
            ],
            updates: [
              ['2026-07-20', 'Three terms are checked', { difference: 'Targets stand in nine of ten plans', confidence: 'high' }],
              ['2026-11-02', 'The autumn check has begun', { confidence: 'high' }],
            ],
            evidence: [
              ['Check of the summer term', 'audit', ['2026-07-20', 'Targets in nine of ten plans'], ['2026-07-27', 'accepted']],
              ['Check of the autumn term', 'audit'],
            ],
          },
          {
            title: 'Cut persistent absence of children in care',
            change: 'Children in care are in school',
            measure: 'Children in care who miss a tenth of school or more',
            area: 'in-care',
            owner: 'virtual-school',
            starts: '2026-03-02',
            due: '2027-07-30',
            findings: ['2023-education-plans'],
            indicators: [['looked-after-persistent-absence', '15.0', '2027-07-31'], ['looked-after-absence']],
            steps: [
              ['Follow each child week by week', '2026-05-08'],
              ['Agree support with schools', null],
              ['Review after a term', null],
              ['Change what does not work', null],
              ['Report a school year', null],
            ],
            updates: [
              ['2026-07-13', 'Each child is followed week by week', { confidence: 'medium' }],
              [
                '2026-11-02',
                'More children miss school than a year ago',
                { atRisk: true, confidence: 'low', blockers: 'Two schools will not change timetables' },
              ],
            ],
            evidence: [['Attendance, autumn term 2026', 'data']],
          },
        ],
      },
      {
        title: 'Care leavers have steadier, earlier support',
        outcome: 'Care leavers know their adviser before they need one',
        actions: [
          {
            title: 'Give every child a personal adviser at 16',
            change: 'Nobody turns 18 without knowing who helps',
            measure: 'Children aged 16 and over with an adviser',
            area: 'care-leavers',
            owner: 'in-care',
            starts: '2023-04-03',
            due: '2024-06-28',
            findings: ['2023-care-leavers'],
            indicators: [['care-leavers-19-to-21-not-known']],
            steps: [
              ['Count who has none', '2023-05-12'],
              ['Appoint advisers', '2023-11-30'],
              ['Introduce them', '2024-03-29'],
              ['Check that every child knows them', '2024-06-14'],
            ],
            updates: [
              [
                '2024-06-17',
                'Every child of 16 and over has an adviser',
                { difference: 'Young people say that they know whom to ring', finished: true },
              ],
            ],
            evidence: [
              ['Survey of young people', 'feedback', ['2024-06-17', 'Nine of ten name their adviser'], ['2024-06-20', 'accepted']],
            ],
            closed: '2024-06-21',
          },
          {
            title: 'Keep personal advisers’ workloads within the limit',
            change: 'An adviser has time',
            measure: 'Advisers with more than 22 young people',
            area: 'care-leavers',
            owner: 'future-directions',
            starts: '2025-04-01',
            due: '2026-10-30',
            findings: ['2023-care-leavers'],
            indicators: [['care-leavers-19-to-21-in-work-or-learning', '60', '2026-09-30']],
            steps: [
              ['Agree the limit', '2025-05-30'],
              ['Fill two posts', '2025-11-28'],
              ['Share the work anew', '2026-03-27'],
              ['Keep the limit for six months', '2026-10-23'],
            ],
            updates: [
              ['2026-04-07', 'The work is shared anew', { confidence: 'high' }],
              [
                '2026-10-29',
                'Nobody has been over the limit since May',
                { difference: 'Young people see the same adviser for longer', finished: true },
              ],
            ],
            evidence: [
              [
                'Workloads, May to October 2026',
                'data',
                ['2026-10-29', 'No adviser has more than 22 young people'],
                ['2026-11-09', 'accepted'],
              ],
              ['What young people say about time', 'feedback', ['2026-10-29', 'Notes of a group of eight young people']],
            ],
          },
          {
            title: 'Review pathway plans when circumstances change',
            change: 'The plan fits the life that a young person leads now',
            measure: 'Plans reviewed within four weeks of a change',
            area: 'care-leavers',
            owner: 'future-directions',
            starts: '2026-06-01',
            due: '2027-03-31',
            findings: ['2023-care-leavers'],
            steps: [
              ['Say what counts as a change', '2026-07-10'],
              ['Remind advisers by the system', null],
              ['Try it for a quarter', null],
              ['Sample 30 plans', null],
            ],
            updates: [
              ['2026-09-21', 'What counts as a change is agreed with young people'],
              ['2026-11-13', 'The reminder is being built', { confidence: 'medium' }],
            ],
            evidence: [],
          },
        ],
      },
      {
        title: 'Leaders know what is true',
        outcome: 'What leaders do for children rests on facts',
        actions: [
          {
            title: 'Check the accuracy of performance data monthly',
            change: 'Decisions rest on figures that are right',
            measure: 'Differences between record and report',
            area: 'leadership',
            owner: 'performance',
            starts: '2025-01-06',
            due: '2025-09-30',
            findings: ['2023-data', '2018-audit'],
            steps: [
              ['Choose ten figures', '2025-02-14'],
              ['Check them for three months', '2025-05-30'],
              ['Mend what is wrong', '2025-09-12'],
            ],
            updates: [
              [
                '2025-09-22',
                'Ten figures are checked each month',
                { difference: 'Two had been counted wrongly for years', finished: true },
              ],
            ],
            evidence: [
              [
                'Monthly checks, March to August 2025',
                'data',
                ['2025-09-22', 'Differences down from 14 to one'],
                ['2025-09-25', 'accepted'],
              ],
            ],
            closed: '2025-09-26',
          },
          {
            title: 'Report quality assurance findings every quarter',
            change: 'What audits find changes what teams do',
            measure: 'Reports to the board, of four a year',
            area: 'leadership',
            owner: 'practice',
            starts: '2025-10-01',
            due: '2026-09-30',
            findings: ['2023-data', '2018-audit'],
            steps: [
              ['Agree the report', '2025-11-14'],
              ['First report', '2026-01-30'],
              ['Second report', '2026-04-30'],
              ['Third report', '2026-09-18'],
            ],
            updates: [
              [
                '2026-09-28',
                'Three reports have gone to the board',
                { difference: 'Two teams have changed how they supervise', finished: true },
              ],
            ],
            evidence: [
              [
                'Three quarterly reports',
                'peer-review',
                ['2026-09-28', 'Read by a neighbouring council, which agrees with eight of ten findings'],
                ['2026-10-13', 'accepted'],
              ],
            ],
            closed: '2026-10-14',
          },
          {
            title: 'Buy a separate system to track actions',
            measure: 'System in use',
            area: 'leadership',
            owner: 'performance',
            starts: '2025-03-03',
            due: '2026-03-31',
            findings: ['2023-data'],
            steps: [
              ['Say what it has to do', '2025-05-16'],
              ['Buy it', null],
            ],
            updates: [['2025-05-19', 'What it has to do is written down']],
            evidence: [],
            stopped: ['2025-07-14', 'The council’s own service does it without further cost'],
          },
        ],
      },
    ],
  },
];

/** What the council's own page of November 2022 says of the money, and what a later news article says otherwise. What was decided is not known: "considered". */
export const INVESTMENTS: readonly StoryInvestment[] = [
  {
    key: 'investment-once',
    title: 'Capacity, leadership and early help',
    purpose: 'Capacity',
    kind: 'one-off',
    pence: 650_000_000n,
    firstYear: 2022,
    lastYear: 2023,
    note: 'A later news article ties the money to care leavers. Over which years it is spent is made up.',
    pays: ['Appoint a dedicated private fostering worker', 'Agree one attendance standard with partners'],
    moves: [['agency-rate', '10.0', '2027-03-31'], ['vacancy-rate']],
  },
  {
    key: 'investment-yearly',
    title: 'Keeping capacity, leadership and early help',
    purpose: 'Early help',
    kind: 'recurrent',
    pence: 250_000_000n,
    firstYear: 2023,
    lastYear: null,
    note: 'A later news article ties the money to care leavers.',
    pays: ['Give every child a personal adviser at 16', 'Keep personal advisers’ workloads within the limit'],
    moves: [
      ['caseload', '14.0', '2027-03-31'],
      ['re-referrals', '20.0', '2027-03-31'],
    ],
  },
];

/** That one was presented to Ofsted in April 2018 is published; what they say is made up. */
export const SELF_EVALUATIONS: readonly StorySelfEvaluation[] = [
  {
    year: 2018,
    submitted: '2018-04-20',
    known: 'Practice is sound in most teams. Social workers stay, and children keep the same one.',
    howKnown: 'Monthly audits, what children tell their reviewing officers, and the yearly count of the workforce.',
    plans: 'Fill the 14 posts, train 500 professionals to spot neglect, and raise the attendance of looked-after children.',
    grades: [
      { area: 'leadership', grade: 'good', evidence: 'Twenty months without agency staff' },
      { area: 'help-and-protection', grade: 'good', evidence: 'Audits of the front door' },
      { area: 'in-care', grade: 'good', evidence: 'Placements that last' },
    ],
  },
  {
    year: 2023,
    submitted: '2023-04-21',
    known: 'New leaders have steadied the service. Demand has grown faster than teams.',
    howKnown: 'Audits, the focused visit of January, and figures that are not yet dependable.',
    plans: 'Fill posts for good, and work with partners on who does what.',
    grades: [
      { area: 'leadership', grade: 'good', evidence: 'A complete leadership team since the autumn' },
      { area: 'help-and-protection', grade: 'good', evidence: 'Audits, most of them by the team’s own manager' },
      { area: 'in-care', grade: 'good', evidence: 'What children say' },
      { area: 'care-leavers', grade: 'requires-improvement', evidence: 'The letter of March 2023' },
    ],
  },
  {
    year: 2026,
    submitted: '2026-04-24',
    known: 'Staffing has recovered; partners do not yet do their part; more children come back within a year.',
    howKnown: 'Twenty audits a month, read by a neighbouring council, and published figures.',
    plans: 'The improvement plan, above all its first objective.',
    grades: [
      { area: 'leadership', grade: 'good', evidence: 'Three quarterly reports on quality' },
      { area: 'help-and-protection', grade: 'requires-improvement', evidence: 'Partner attendance, and referrals that repeat' },
      { area: 'in-care', grade: 'good', evidence: 'Education plans with targets' },
      { area: 'care-leavers', grade: 'good', evidence: 'Nine of ten young people name their adviser' },
    ],
  },
];

export interface StoryFinding {
  readonly key: string;
  /** Id of the event. */
  readonly event: string;
  readonly kind: FindingKind;
  readonly area: AreaKey;
  readonly title: string;
  readonly paraphrase: string;
  /** Key of the earlier one. */
  readonly repeats?: string;
}

export interface StoryPlan {
  readonly key: string;
  readonly title: string;
  readonly partners: readonly string[];
  readonly begins: string;
  readonly ended: string | null;
  /** Each with the day on which the plan began to answer it. */
  readonly events: readonly (readonly [event: string, from: string])[];
  readonly objectives: readonly { readonly title: string; readonly outcome: string; readonly actions: readonly StoryAction[] }[];
}

export interface StoryAction {
  readonly title: string;
  readonly change?: string;
  readonly measure: string;
  readonly area: AreaKey;
  readonly owner: OwnerKey | { readonly title: string; readonly partner: string };
  readonly starts: string;
  /** The date it was first due. */
  readonly due: string;
  /** Keys of findings. */
  readonly findings?: readonly string[];
  /** Titles of actions of the same plan. */
  readonly needs?: readonly string[];
  /** The main one first. */
  readonly indicators?: readonly StoryAim[];
  /** Each with the day it was done. */
  readonly steps: readonly (readonly [text: string, done: string | null])[];
  readonly moves?: readonly (readonly [on: string, to: string, reason: string])[];
  readonly updates: readonly (readonly [on: string, done: string, more?: StoryUpdate])[];
  readonly evidence: readonly StoryEvidence[];
  readonly closed?: string;
  readonly stopped?: readonly [on: string, reason: string];
}

export interface StoryInvestment {
  readonly key: string;
  readonly title: string;
  readonly purpose: string;
  readonly kind: InvestmentKind;
  readonly pence: bigint;
  readonly firstYear: number;
  readonly lastYear: number | null;
  readonly note: string;
  /** Titles of actions of the plan of 2022. */
  readonly pays: readonly string[];
  readonly moves: readonly StoryAim[];
}

export interface StorySelfEvaluation extends Readonly<Record<QuestionKey, string>> {
  readonly year: number;
  readonly submitted: string;
  readonly grades: readonly OwnGrade[];
}

export interface StoryUpdate {
  readonly difference?: string;
  readonly finished?: boolean;
  readonly atRisk?: boolean;
  readonly confidence?: Confidence;
  readonly blockers?: string;
}

/** Key of an indicator, with a target and its day where there is one. Targets are made up. */
export type StoryAim = readonly [indicator: string, target?: string, by?: string];

export type StoryEvidence = readonly [
  title: string,
  kind: EvidenceKind,
  given?: readonly [on: string, shows: string],
  checked?: readonly [on: string, verdict: 'accepted' | 'returned', why?: string],
];
