import { GRADES } from '@/domain/frameworks';
import { ENQUIRY_RULES, MOST_LINES, ORDER_OF_LINES } from '@/domain/scrutiny';
import { numberInWords } from '@/domain/shared';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { Bullets, NextLinks, Paragraph } from '@/ui/govuk/text';
import { Table } from '@/ui/govuk/table';
import { StatusRules } from '@/ui/improvement/status-rules';
import { Rating } from '@/ui/ratings/rating';

// A demonstration's banner is known only once there is a database.
export const dynamic = 'force-dynamic';

/** How to read the pages: grades and their marks, breaks, the window, downloads, and what is not here. */
export default function HelpPage() {
  return (
    <PageFrame
      name="Help"
      caption="Help"
      title="How to read these pages"
      lead="They show what Ofsted judged of children’s services in every council in England, area by area, and how that changed."
    >
      <Section id="find" question="How do I find a council?" heading="Start with its name">
        <Paragraph>
          Type the council’s name on the first page, or open the list of its region there. A council that no longer exists, such as Cumbria,
          is found as well, and leads to those that took over from it.
        </Paragraph>
        <NextLinks links={[{ text: 'Find a council', href: '/' }]} />
      </Section>
      <Section id="grades" question="What do the marks mean?" heading="Each grade has a word, a shape and a colour">
        <Table
          caption="Grades and what stands where there is none"
          alignMiddle
          columns={[
            { key: 'mark', heading: 'Mark', width: 40 },
            { key: 'meaning', heading: 'What it means' },
          ]}
          rows={[
            ...(['outstanding', 'good', 'requires-improvement', 'inadequate'] as const).map((grade) => ({
              key: grade,
              cells: [<Rating key="mark" grade={grade} />, MEANINGS[grade]],
            })),
            {
              key: 'adequate',
              cells: [<Rating key="mark" grade="adequate" />, 'A grade of inspections before 2013. It is not one of today’s.'],
            },
            {
              key: 'not-judged',
              cells: [<Rating key="mark" grade={null} absence="not-judged" />, 'The framework of that inspection has no such judgement.'],
            },
            {
              key: 'not-given',
              cells: [
                <Rating key="mark" grade={null} absence="not-given" />,
                'Inspections from April 2026 give no grade for overall effectiveness. Earlier ones stay in the record.',
              ],
            },
            {
              key: 'not-published',
              cells: [<Rating key="mark" grade={null} absence="not-published" />, 'Inspectors have been; their report is not out.'],
            },
            {
              key: 'not-recorded',
              cells: [<Rating key="mark" grade={null} absence="not-recorded" />, 'A grade was given, but our sources do not hold it.'],
            },
          ]}
        />
      </Section>
      <Section
        id="breaks"
        question="Why can some grades not be compared?"
        heading="The rules of inspection changed, and a break marks where"
      >
        <Paragraph>
          Grades are compared only where they mean the same. Nothing from the single inspection framework, in use from 2013 to the start of
          2018, compares with what followed. From 2018 to 2022 children in care and care leavers were judged together; since 2023 each is
          judged alone. Across a break the pages name both grades and call neither better or worse.
        </Paragraph>
        <Paragraph>
          Nothing is averaged, scored or ranked. A count such as “four of five judgements are good” counts the lines of the report’s own
          front page.
        </Paragraph>
      </Section>
      <Section
        id="return"
        question="When will inspectors come again?"
        heading="There is a usual window, and nobody outside Ofsted knows the day"
      >
        <Bullets
          items={[
            'The usual window is three years after the last day on site, give or take six months. After an inadequate judgement there is none.',
            '“What happened elsewhere” is how long councils with the same overall grade did wait. After an inspection without one, as from April 2026, it is all waits. Eight in ten fall within the bar.',
            'No page predicts a grade.',
          ]}
        />
      </Section>
      <Section id="visits" question="What are the visits?" heading="Some inspections end in a letter and give no grade">
        <Paragraph>
          Focused visits look at one or two themes, monitoring visits follow an inadequate judgement, and joint targeted area inspections
          look at the council, the NHS and the police together. They are drawn as hollow diamonds. Visits are recorded as far as our sources
          name them, so the list can be incomplete.
        </Paragraph>
      </Section>
      <Section id="status" question="What does the status of an action mean?" heading="It follows from the facts, by one table">
        <StatusRules />
      </Section>
      <Section
        id="lines"
        question="Where do a briefing’s lines of enquiry come from?"
        heading="They follow from the facts, by one table of rules"
      >
        <Bullets items={ENQUIRY_RULES.map(({ name, rule }) => `${name}: ${rule}`)} />
        <Paragraph>{`${ORDER_OF_LINES}. A briefing holds at most ${numberInWords(MOST_LINES)}.`}</Paragraph>
      </Section>
      <Section id="take" question="Can I take the figures with me?" heading="Every figure can be downloaded, printed and linked to">
        <Bullets
          items={[
            'The address of a page keeps your choices: send it on, and others see the same.',
            'Every page prints on A4, with its sources.',
            <>
              Programs can read the same facts as JSON or CSV: see the{' '}
              <a className="govuk-link" href="/api/v1/openapi.json">
                description of the interface
              </a>
              .
            </>,
          ]}
        />
        <NextLinks links={[{ text: 'Where the figures come from', href: '/sources' }]} />
      </Section>
    </PageFrame>
  );
}

const MEANINGS = {
  outstanding: 'The best of the four grades.',
  good: 'The second of the four grades.',
  'requires-improvement': `The third. Reports under the single inspection framework print it as “Requires improvement”, those since 2018 as “${GRADES['requires-improvement'].word}”; tight tables use the short form.`,
  inadequate: 'The lowest. Monitoring visits follow it.',
} as const;
