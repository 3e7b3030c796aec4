import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { Bullets, Paragraph, Subheading } from '@/ui/govuk/text';

// A demonstration's banner is known only once there is a database.
export const dynamic = 'force-dynamic';

/** The accessibility statement, in the form that the regulations for UK public bodies ask for. It claims what was checked and no more. */
export default function AccessibilityPage() {
  return (
    <PageFrame
      name="Accessibility statement"
      caption="Accessibility statement"
      title="How accessible these pages are"
      lead="This statement covers the public pages of Track children’s services inspections, as run by the council whose installation this is. We want as many people as possible to be able to use them."
    >
      <Section id="can" question="What should I be able to do?" heading="Use every page without script, sound, colour or a mouse">
        <Bullets
          items={[
            'Zoom in to 400%, or read on a screen 320 pixels wide, without scrolling sideways; only a few wide tables scroll, each in a named region that the keyboard reaches.',
            'Go through every page with a keyboard, and skip to its main content.',
            'Tell grades apart by word and shape, in grey print, and with colours of your own choosing.',
            'Read in a table, or in words, everything that a chart shows.',
            'Do all of this with JavaScript switched off.',
          ]}
        />
        <Paragraph>
          <a className="govuk-link" href="https://mcmw.abilitynet.org.uk/">
            AbilityNet
          </a>{' '}
          has advice on making your device easier to use if you have a disability.
        </Paragraph>
      </Section>
      <Section id="how" question="How accessible is it?" heading="No fault is known to us, but people have not tested it yet">
        <Bullets
          items={[
            'It has not been tested by disabled people, nor with screen readers, voice control or screen magnifiers.',
            'The charts give their figures to screen readers as one long description; the table beside each is easier to move through.',
            'Reports that we link to are PDF files on Ofsted’s website. Some older ones may not be accessible.',
          ]}
        />
      </Section>
      <Section id="feedback" question="What if something does not work for me?" heading="Tell the council that runs this service">
        <Paragraph>
          If a page does not work for you, or you need its content in another form (large print, easy read, audio, braille), ask the
          council: the contacts are on its own website. Say which page it is and what you use to read it. We aim to answer within five
          working days.
        </Paragraph>
        <Subheading>If you are not content with the answer</Subheading>
        <Paragraph>
          The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2)
          Accessibility Regulations 2018. If you are not content with how a complaint was answered, contact the{' '}
          <a className="govuk-link" href="https://www.equalityadvisoryservice.com/">
            Equality Advisory and Support Service
          </a>
          .
        </Paragraph>
      </Section>
      <Section
        id="technical"
        question="Technical information"
        heading="Partially compliant with WCAG 2.2 AA, for want of tests with people"
      >
        <Paragraph>
          The council is committed to making these pages accessible, in accordance with the regulations named above. They are partially
          compliant with the{' '}
          <a className="govuk-link" href="https://www.w3.org/TR/WCAG22/">
            Web Content Accessibility Guidelines version 2.2
          </a>{' '}
          level AA: the automated checks find nothing, and what they cannot find has not been tested in full.
        </Paragraph>
        <Subheading>Content outside the scope of the regulations</Subheading>
        <Paragraph>Ofsted’s reports and letters are published by Ofsted on its own website. We neither hold nor change them.</Paragraph>
        <Subheading>What was checked</Subheading>
        <Bullets
          items={[
            'Every kind of page, full, empty and with errors, with the automated checker axe for WCAG 2.2 A and AA and its best practice rules: at widths of 1280, 768 and 320 pixels, with and without JavaScript, and in print. It found no violation. The same check runs with the tests of every change.',
            'Sideways overflow at the same widths: none.',
            'The contrast of every pair of colours, by measuring: text at least 4.5 to 1, edges and shapes that carry meaning at least 3 to 1.',
            'Drawings and ratings in forced colours and in grey, by eye.',
          ]}
        />
      </Section>
      <Section id="prepared" heading="When this statement was prepared">
        <Paragraph>
          It was prepared on 23 November 2026, from checks made by those who built the service. No outside audit has been made. The council
          that runs the service should review the statement, add its own contacts, and have the service tested with people.
        </Paragraph>
      </Section>
    </PageFrame>
  );
}
