import { z } from 'zod';
import { GRADE_KEYS } from '../frameworks';
import { dateInWords, shortDateInWords, type CalendarDate } from '../shared';

/**
 * What a briefing says, ready to be shown in any form: on a page, on paper, in Word, as text. All that stands here is final: dates in words, figures with their
 * units, whole sentences. A form chooses how things look, never what they say. A section without rows (`items`, `rows`, `groups`) is left out of every form.
 *
 * Published content is frozen and read for ever: fields are only added, each with what it was before there was one.
 */

/** A day as forms need it: `30 October 2026` in sentences, `30 Oct 2026` in tables. */
const DAY = z.object({ on: z.iso.date(), words: z.string(), short: z.string() });

/** A place in the product, as a path from its root: `/barnsley/plan/actions/…`. `text` says where it leads, without a full stop. */
const LINK = z.object({ text: z.string(), href: z.string() });

/** One judgement of the latest graded inspection. */
const JUDGEMENT = z.object({
  area: z.string(),
  name: z.string(),
  /** Null where none was given; `word` then says why. */
  grade: z.enum(GRADE_KEYS).nullable(),
  /** Why there is none. */
  absence: z.enum(['not-judged', 'not-given', 'not-published', 'not-recorded']).nullable(),
  /** As printed: `Requires improvement to be good`. */
  word: z.string(),
  /** For a narrow row: `Requires improvement`. A note of the section then gives the full words. */
  shortWord: z.string(),
  /** `Good in 2018`, with a star where a note explains it; null where nothing before it compares. */
  before: z.string().nullable(),
});

/** One kind of change since the last meeting. */
const CHANGE = z.object({
  kind: z.string(),
  /** `2 actions became overdue` */
  heading: z.string(),
  /** Each complete, without a full stop: `1.2 Check partner attendance (30 October)`. */
  items: z.array(z.object({ text: z.string(), href: z.string().nullable() })),
  /** `and 3 more`; null where all are named. */
  more: z.string().nullable(),
});

/** An action that is overdue, or whose date was moved. */
const DATED_ACTION = z.object({
  reference: z.string(),
  title: z.string(),
  href: z.string(),
  /** The post; `Nobody answers for it` where there is none. */
  owner: z.string(),
  firstDue: DAY,
  nowDue: DAY,
  status: z.string(),
  /** `Overdue 21 days`, `At risk`, `Done 14 October` */
  statusWords: z.string(),
  /** For bold type: it is overdue or at risk. */
  isConcern: z.boolean(),
  /** `Twice`, `Not moved` */
  moved: z.string(),
  /** Reason given for the last move; null where it was never moved. */
  reason: z.string().nullable(),
});

/** One indicator, with what it takes to draw a small line of its last figures. */
const FIGURE = z.object({
  indicator: z.string(),
  name: z.string(),
  href: z.string(),
  /** What period the figure is for: `March 2025`. */
  asAt: z.string(),
  /** `14 months ago` */
  age: z.string(),
  isOld: z.boolean(),
  own: z.string(),
  /** Null for no figure, here and below. */
  yearBefore: z.string().nullable(),
  neighbours: z.string().nullable(),
  england: z.string().nullable(),
  verdict: z.enum(['better', 'worse', 'changed', 'about-the-same', 'cannot-be-said']).nullable(),
  /** `Better`, `No figure a year before` */
  verdictWords: z.string(),
  /** Earliest first; null is a gap. */
  series: z.array(z.object({ period: z.string(), value: z.number().nullable() })),
  /** What the line shows, for those who cannot see it: `From 15.4% in 2021 to 25.5% in 2025`; null where there is no line. */
  seriesWords: z.string().nullable(),
});

const TARGET = z.object({
  indicator: z.string(),
  name: z.string(),
  href: z.string(),
  /** `12.0% by 31 March 2027` */
  target: z.string(),
  /** `13.0%, September 2025`; null for no figure. */
  now: z.string().nullable(),
  /** `1.0 above the target of 12.0%` */
  gap: z.string(),
  /** Null where nobody can say. */
  isReached: z.boolean().nullable(),
});

const MONEY = z.object({
  title: z.string(),
  href: z.string(),
  /** `£2.5m a year from April 2023, with no end date` */
  amount: z.string(),
  /** `Considered by the cabinet on 2 November 2022` */
  decision: z.string(),
});

const RECOMMENDATION = z.object({
  wording: z.string(),
  href: z.string(),
  /** To whom it was made. */
  to: z.string(),
  madeOn: DAY,
  dueOn: DAY,
  state: z.string(),
  /** `Accepted on 20 October 2026`, `No answer; it was due on 8 November 2026` */
  stateWords: z.string(),
  isLate: z.boolean(),
});

/** A question for the night. Evidence first, then the question. */
const LINE = z.object({
  /** Which rule found it; null where the officer added it. */
  rule: z.string().nullable(),
  evidence: z.string(),
  question: z.string(),
  /** To what the evidence rests on. */
  links: z.array(LINK),
});

/** What a member asked before the meeting. */
const ASKED = z.object({
  /** What it is about: `Action 1.2, Check partner attendance`; null where it is about nothing in particular. */
  about: LINK.nullable(),
  question: z.string(),
  askedOn: DAY,
  answer: z.string().nullable(),
  answeredOn: DAY.nullable(),
});

export const BRIEFING_CONTENT = z.object({
  /** Of this schema, should forms ever have to tell two of them apart. */
  format: z.literal(1),
  authority: z.object({ slug: z.string(), name: z.string() }),
  meeting: z.object({
    id: z.string(),
    committee: z.string(),
    heldOn: DAY,
    place: z.string().nullable(),
    agendaItem: z.string().nullable(),
    papersUrl: z.string().nullable(),
    href: z.string(),
  }),
  /** 1, 2, 3 … of the briefings for this meeting. */
  number: z.int().positive(),
  /** The briefing it replaces; null for the first. `words` is a whole sentence. */
  supersedes: z
    .object({ number: z.int().positive(), sha256: z.string(), publishedOn: DAY, words: z.string(), href: z.string() })
    .nullable(),
  /** The moment of which everything here is true. */
  asAt: z.object({ at: z.iso.datetime(), day: DAY }),
  /** With what it is compared; null where the committee never met before. */
  since: z.object({ at: z.iso.datetime(), day: DAY, words: z.string() }).nullable(),
  /** Whether actions and dates are made up. */
  isDemonstration: z.boolean(),
  /** The finding, without a full stop: "Help and protection needs attention: two actions are late". */
  headline: z.string(),
  judgements: z
    .object({
      /** `What Ofsted said, 11 to 15 September 2023` */
      heading: z.string(),
      items: z.array(JUDGEMENT),
      notes: z.array(z.string()),
      href: z.string(),
    })
    .nullable(),
  changes: z.object({
    heading: z.string(),
    groups: z.array(CHANGE),
    /** What to say instead of an empty list, a sentence. */
    none: z.string().nullable(),
  }),
  dates: z.object({
    heading: z.string(),
    rows: z.array(DATED_ACTION),
    /** `and 3 more actions, in the plan`; null where all are shown. */
    more: z.string().nullable(),
    /** `18 actions: 7 done, 5 on track …`, a sentence; null without a plan. */
    tally: z.string().nullable(),
  }),
  inspectors: z.object({
    heading: z.string(),
    /** Whole sentences. Never a date and never a grade: a window and what it rests on. */
    sentences: z.array(z.string()),
    basis: z.array(z.string()),
  }),
  figures: z.object({
    heading: z.string(),
    rows: z.array(FIGURE),
    /** Where they come from, which neighbours, how old: a sentence each. */
    notes: z.array(z.string()),
  }),
  targets: z.object({ heading: z.string(), rows: z.array(TARGET) }),
  money: z.object({ heading: z.string(), rows: z.array(MONEY), more: z.string().nullable() }),
  recommendations: z.object({ heading: z.string(), rows: z.array(RECOMMENDATION), more: z.string().nullable() }),
  lines: z.object({
    heading: z.string(),
    items: z.array(LINE),
    /** In which order they stand and how many were left out, a sentence. */
    order: z.string(),
  }),
  questions: z.object({ heading: z.string(), items: z.array(ASKED) }),
  /** The jargon used above, by alphabet. */
  words: z.object({ heading: z.string(), items: z.array(z.object({ term: z.string(), meaning: z.string() })) }),
  /** At the foot, a sentence each. */
  sources: z.array(z.string()),
});

export type BriefingContent = z.infer<typeof BRIEFING_CONTENT>;
export type BriefingDay = z.infer<typeof DAY>;
export type BriefingLink = z.infer<typeof LINK>;
export type BriefingJudgement = z.infer<typeof JUDGEMENT>;
export type BriefingChange = z.infer<typeof CHANGE>;
export type BriefingDatedAction = z.infer<typeof DATED_ACTION>;
export type BriefingFigure = z.infer<typeof FIGURE>;
export type BriefingTarget = z.infer<typeof TARGET>;
export type BriefingMoney = z.infer<typeof MONEY>;
export type BriefingRecommendation = z.infer<typeof RECOMMENDATION>;
export type BriefingLine = z.infer<typeof LINE>;
export type BriefingQuestion = z.infer<typeof ASKED>;

/** What was frozen. Throws where another version of this program has written what this one cannot read. */
export function contentOfText(text: string): BriefingContent {
  return BRIEFING_CONTENT.parse(JSON.parse(text));
}

export function briefingDay(day: CalendarDate): BriefingDay {
  return { on: day.toString(), words: dateInWords(day), short: shortDateInWords(day) };
}
