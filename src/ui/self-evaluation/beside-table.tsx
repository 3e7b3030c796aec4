import { gradeWords } from '@/domain/frameworks';
import { inspectionMonth, type Inspection } from '@/domain/inspections';
import { areaInYear, frameworkOfYear, type GradeBeside } from '@/domain/self-evaluation';
import { Table } from '../govuk/table';
import { Rating } from '../ratings/rating';

/** The council's own grades of a year, and once there is one the next inspection's beside them; on a page of their own with what each rests on. */
export function BesideTable({ year, beside, inspection, withEvidence = false }: BesideTableProps) {
  const isFollowed = inspection !== null;
  return (
    <Table
      caption={`Self-evaluation of ${year}${isFollowed ? `, beside the inspection of ${inspectionMonth(inspection)}` : ''}`}
      stack="wide"
      columns={[
        { key: 'area', heading: 'Judgement', width: 20 },
        { key: 'own', heading: 'The council’s own grade', width: 20 },
        ...(isFollowed ? [{ key: 'theirs', heading: `Inspectors, ${inspectionMonth(inspection)}`, width: 20 } as const] : []),
        ...(isFollowed ? [{ key: 'words', heading: 'In words' }] : []),
        ...(withEvidence ? [{ key: 'evidence', heading: 'What the council’s grade rests on' }] : []),
      ]}
      rows={beside.map(({ area, own, theirs, words }) => ({
        key: area,
        cells: [
          areaInYear(year, area),
          own === null ? 'No grade yet' : <Rating key="own" grade={own.grade} words={gradeWords(frameworkOfYear(year), own.grade)} />,
          ...(isFollowed
            ? [
                theirs === null ? (
                  'Not compared'
                ) : (
                  <Rating key="theirs" grade={theirs.grade} absence={theirs.absence} words={theirs.words} />
                ),
                `${words}.`,
              ]
            : []),
          ...(withEvidence ? [own?.evidence ?? 'Nothing is said yet'] : []),
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
