import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { Bullets, Paragraph } from '@/ui/govuk/text';

// A demonstration's banner is known only once there is a database.
export const dynamic = 'force-dynamic';

/** What the public pages learn about their readers: next to nothing, said exactly. */
export default function PrivacyPage() {
  return (
    <PageFrame
      name="Privacy"
      caption="Privacy"
      title="These pages set no cookies and do not follow you"
      lead="You can read everything here without an account. The pages are about councils, not about people."
    >
      <Section id="you" question="What do you know about me?" heading="Only what any web server is told">
        <Bullets
          items={[
            'There are no cookies, no analytics, no advertising, and nothing is stored in your browser beyond its ordinary cache.',
            'Everything on a page, its typeface included, comes from this service. No other company learns that you were here.',
            'There are no accounts in this part of the service, and no page asks for personal details.',
          ]}
        />
      </Section>
      <Section id="log" question="What is written down?" heading="A log of faults, and of requests if the operator asks for it">
        <Paragraph>
          When a page fails, the service notes the time, the address of the page and a reference number, so that the fault can be found.
          Whoever runs the service can have every request noted in the same way. Neither your network address nor what you type after a
          question mark in an address, such as the name of a council, is part of the note.
        </Paragraph>
        <Paragraph>
          The log stays on the council’s own systems. How long it is kept, and on what lawful basis, is set by the council that runs this
          service; its privacy notice on its own website says so.
        </Paragraph>
      </Section>
      <Section id="people" question="Are people named here?" heading="No child, family, social worker or inspector is named">
        <Paragraph>
          The pages hold grades, dates and counts of councils, from what Ofsted and the Department for Education have published. Names of
          inspectors are left out.
        </Paragraph>
      </Section>
      <Section id="rights" question="Who answers for this?" heading="The council that runs this service">
        <Paragraph>
          It is the controller of whatever its log holds about you. You can ask its data protection officer what that is, and to have it
          corrected or erased; the contact is on the council’s own website. You can also complain to the{' '}
          <a className="govuk-link" href="https://ico.org.uk/make-a-complaint/">
            Information Commissioner
          </a>
          .
        </Paragraph>
      </Section>
    </PageFrame>
  );
}
