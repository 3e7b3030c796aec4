import { gradeWords } from '@/domain/frameworks';
import { inspectionMonth, type Inspection } from '@/domain/inspections';
import { areaInYear, frameworkOfYear, type GradeBeside } from '@/domain/self-evaluation';
import { SubLine, Table } from '../govuk/table';
import { Rating } from '../ratings/rating';

/** The council's own grades of a year, and once there is one the next inspection's beside them; with what each own grade rests on where there is room for it. */
export function BesideTable({ year, beside, inspection, withEvidence }: BesideTableProps) {
  return (
    <Table
      caption={`Self-evaluation of ${year}${inspection === null ? '' : `, beside the inspection of ${inspectionMonth(inspection)}`}`}
      stack="wide"
      columns={[
        { key: 'area', heading: 'Judgement', width: 20 },
        { key: 'own', heading: 'The council’s own grade', width: 25 },
        ...(inspection === null ? [] : [{ key: 'theirs', heading: `Inspectors, ${inspectionMonth(inspection)}`, width: 25 } as const]),
        { key: 'words', heading: 'In words' },
      ]}
      rows={beside.map(({ area, own, theirs, words }) => ({
        key: area,
        cells: [
          areaInYear(year, area),
          own === null ? 'No grade yet' : <Rating key="own" grade={own.grade} words={gradeWords(frameworkOfYear(year), own.grade)} />,
          ...(inspection === null
            ? []
            : [
                theirs === null ? (
                  'Not compared'
                ) : (
                  <Rating key="theirs" grade={theirs.grade} absence={theirs.absence} words={theirs.words} />
                ),
              ]),
          <>
            {`${words}.`}
            {withEvidence ? (
              <SubLine>{own?.evidence ? `It rests on: ${own.evidence}` : 'Nothing says what the grade rests on.'}</SubLine>
            ) : null}
          </>,
        ],
      }))}
    />
  );
}

interface BesideTableProps {
  readonly year: number;
  readonly beside: readonly GradeBeside[];
  /** Null while none followed. */
  readonly inspection: Inspection | null;
  readonly withEvidence?: boolean;
}
