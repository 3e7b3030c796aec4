import {
  aboutInWords,
  correctionInWords,
  currentTarget,
  figureWithUnit,
  gapToTarget,
  nearnessInWords,
  periodInWords,
  readingIn,
  readingInWords,
  shortGapInWords,
  type Correction,
  type Decimal,
  type Indicator,
  type IndicatorNote,
  type Reading,
  type Target,
} from '@/domain/indicators';
import { dateInWords, numberInWords, shortDateInWords, startWithCapital, type CalendarDate } from '@/domain/shared';
import { Section } from '../govuk/section';
import { Table } from '../govuk/table';
import { NextLinks, Note, Paragraph } from '../govuk/text';

/** What the council wants the indicator to be by when, and how far its latest figure is from that. */
export function TargetSection({ address, indicator, targets, latest, today, mayChange }: TargetSectionProps) {
  const current = currentTarget(targets, today);
  return (
    <Section
      id="targets"
      question="How near is the target?"
      heading={current === null ? 'No target is set' : nearnessInWords(latest, current, indicator, today)}
    >
      {targets.length === 0 ? null : (
        <Table
          caption={`Targets for ${indicator.name}`}
          columns={[
            { key: 'by', heading: 'To be reached by' },
            { key: 'value', heading: 'Target', numeric: true },
            { key: 'gap', heading: 'Latest figure' },
            ...(mayChange ? [{ key: 'change', heading: 'Change' }] : []),
          ]}
          rows={targets.map(({ id, value, by }) => ({
            key: id,
            cells: [
              dateInWords(by),
              <b key="value">{figureWithUnit(value, indicator)}</b>,
              latest === null ? 'No figure' : shortGapInWords(gapToTarget(latest, value, indicator), indicator),
              ...(mayChange
                ? [<ChangeLinks key="change" address={`${address}/targets/${id}`} what={`the target for ${dateInWords(by)}`} />]
                : []),
            ],
          }))}
        />
      )}
      {targets.length === 0 ? null : <Note>Targets are the council’s own. They are shown to whoever may read its improvement plan.</Note>}
      {mayChange ? <NextLinks links={[{ text: 'Set a target', href: `${address}/targets/new` }]} /> : null}
    </Section>
  );
}

/** What the council wrote to explain a point, or the indicator as a whole. */
export function NoteSection({ address, notes, council, mayChange }: NoteSectionProps) {
  const periods = council.map(({ period }) => period);
  const count = notes.length;
  return (
    <Section
      id="notes"
      question="What explains these figures?"
      heading={
        count === 0
          ? 'Nobody has explained a figure yet'
          : `The council gives ${count === 1 ? 'one explanation' : `${numberInWords(count)} explanations`}`
      }
    >
      {count === 0 ? null : (
        <Table
          caption="Explanations by the council"
          columns={[
            { key: 'about', heading: 'What it explains', width: 20 },
            { key: 'text', heading: 'Explanation' },
            { key: 'who', heading: 'Written by', width: 20 },
            ...(mayChange ? [{ key: 'change', heading: 'Change' }] : []),
          ]}
          rows={notes.map(({ note: { id, about, text, on }, who }) => ({
            key: id,
            cells: [
              <span key="about" id={noteAnchor(id)}>
                {aboutInWords(about, periods)}
              </span>,
              text
                .split('\n')
                .filter((line) => line !== '')
                .map((line, index) => <Paragraph key={index}>{line}</Paragraph>),
              `${who}, ${shortDateInWords(on)}`,
              ...(mayChange
                ? [
                    <ChangeLinks
                      key="change"
                      address={`${address}/notes/${id}`}
                      what={`the explanation of ${aboutInWords(about, periods)}`}
                    />,
                  ]
                : []),
            ],
          }))}
        />
      )}
      {mayChange ? <NextLinks links={[{ text: 'Explain a figure', href: `${address}/notes/new` }]} /> : null}
    </Section>
  );
}

/** What the council's figures said before they were corrected, and why. */
export function CorrectionSection({ indicator, corrections, council }: CorrectionSectionProps) {
  if (corrections.length === 0) return null;
  return (
    <Section
      id="corrections"
      question="What was corrected?"
      heading={
        corrections.length === 1
          ? 'One figure was corrected; what it said before is kept'
          : `${startWithCapital(numberInWords(corrections.length))} corrections; what the figures said before is kept`
      }
    >
      <Table
        caption="Figures that were corrected"
        columns={[
          { key: 'period', heading: 'Period', width: 20 },
          { key: 'before', heading: 'Said before, and why it was corrected' },
          { key: 'now', heading: 'Says now', numeric: true },
        ]}
        rows={corrections.toReversed().map((correction, index) => ({
          key: String(index),
          cells: [
            periodInWords(correction.period),
            correctionInWords(correction, indicator),
            <b key="now">{readingInWords(readingIn(council, correction.period) ?? { value: null, marker: null }, indicator)}</b>,
          ],
        }))}
      />
    </Section>
  );
}

/** Where a note stands on its indicator's page. */
export function noteAnchor(id: string): string {
  return `note-${id}`;
}

function ChangeLinks({ address, what }: { readonly address: string; readonly what: string }) {
  return (
    <span className="app-table__links">
      <a className="govuk-link" href={address}>
        Change<span className="govuk-visually-hidden"> {what}</span>
      </a>
      <a className="govuk-link" href={`${address}/remove`}>
        Remove<span className="govuk-visually-hidden"> {what}</span>
      </a>
    </span>
  );
}

interface TargetSectionProps {
  /** Of the indicator's page. */
  readonly address: string;
  readonly indicator: Indicator;
  readonly targets: readonly Target[];
  /** The latest figure; null for none. */
  readonly latest: Decimal | null;
  readonly today: CalendarDate;
  readonly mayChange: boolean;
}

interface NoteSectionProps {
  readonly address: string;
  readonly notes: readonly { readonly note: IndicatorNote; readonly who: string }[];
  readonly council: readonly Reading[];
  readonly mayChange: boolean;
}

interface CorrectionSectionProps {
  readonly indicator: Indicator;
  readonly corrections: readonly Correction[];
  readonly council: readonly Reading[];
}
