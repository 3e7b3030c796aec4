import { correctionInWords, FREQUENCIES, periodBegins, periodInWords, saidInWords } from '@/domain/indicators';
import { numberInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewFigures, type FiguresView } from '@/operations/indicators';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SubLine, Table } from '@/ui/govuk/table';
import { NextLinks, Note } from '@/ui/govuk/text';
import type { PageInput } from '../../../../answers';
import { permitted } from '../../../../permitted';
import { frameOf } from '../about-indicator';

export const dynamic = 'force-dynamic';

/** Which figures of a council's own indicator are in, and which are missing? */
export default async function FiguresPage({ params }: PageInput<{ authority: string; key: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, key } = await params;
  const view = await permitted(actor, `/${slug}/indicators/${key}/figures`, viewFigures(actor, slug, key, today));
  const { authority, indicator, periods } = view;
  const address = `/${slug}/indicators/${key}`;
  return (
    <PageFrame {...frameOf({ authority, indicator })} name="Figures" title={titleOf(view)}>
      <Section id="periods" heading={`Figures of “${indicator.name}”`} headingHidden>
        <Table
          caption={`Figures of ${indicator.name}`}
          columns={[
            { key: 'period', heading: FREQUENCIES[indicator.frequency].once },
            { key: 'figure', heading: 'Figure' },
            { key: 'change', heading: 'Change' },
          ]}
          rows={periods.map(({ period, figure, corrections }) => ({
            key: periodBegins(period).toString(),
            cells: [
              periodInWords(period),
              figure === null ? (
                'None yet'
              ) : (
                <>
                  <b>{saidInWords(figure, indicator)}</b>
                  {corrections.map((correction, index) => (
                    <SubLine key={index}>{correctionInWords(correction, indicator)}</SubLine>
                  ))}
                </>
              ),
              <a key="change" className="govuk-link" href={`${address}/figures/${periodBegins(period).toString()}`}>
                {figure === null ? 'Enter' : 'Correct'}
                <span className="govuk-visually-hidden"> the figure for {periodInWords(period)}</span>
              </a>,
            ],
          }))}
        />
        <Note>Older ones than these come by file. Nothing is ever deleted: what a figure said before stays with the reason.</Note>
        <NextLinks
          links={[
            { text: 'Bring figures in as a file', href: `/${slug}/indicators/import` },
            { text: 'See the indicator', href: address },
            { text: 'Change what is measured, or who may see it', href: `${address}/change` },
          ]}
        />
      </Section>
    </PageFrame>
  );
}

function titleOf({ periods }: FiguresView): string {
  const entered = periods.filter(({ figure }) => figure !== null);
  const [newest] = entered;
  if (newest === undefined) return 'No figure is entered yet';
  const newestInWords = periodInWords(newest.period);
  return entered.length === 1
    ? `One figure is entered, for ${newestInWords}`
    : `${startWithCapital(numberInWords(entered.length))} figures are entered, the last for ${newestInWords}`;
}
