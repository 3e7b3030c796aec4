import type { Paper, PaperBlock, PaperCell, PaperColumn, PaperSection } from '../paper';
import { counted, dateInWords, shortDateInWords, type CalendarDate } from '../shared';
import { boardInWords, type BoardReport, type BoardRisk } from './board';
import { ownerInWords } from './plan';
import type { StandingWithStatus } from './state';
import { STATUSES } from './status';
import { chainOriginInWords, planInWords } from './words';

/** The board's pack: what it has to decide first, then what went well, what did not, and what may not. */
export function boardPaper({ authority, report, risks, standings, since, day }: BoardFacts): Paper {
  const linked = ({ reference, action }: StandingWithStatus): PaperCell => ({
    text: `${reference} ${action.title}`,
    href: `/${authority.slug}/plan/actions/${action.id}`,
    below: { text: ownerInWords(action) ?? 'Nobody answers for it', strong: false },
  });
  const { decisions, done, overdue, moved } = report;
  return {
    name: `Report for the improvement board, ${dateInWords(day)}, ${authority.name}`,
    about: [`${authority.name}, report for the improvement board`, `As at ${dateInWords(day)}`],
    notices: [],
    title: boardInWords(report, since),
    sections: [
      section('stands', 'How does the plan stand?', [{ kind: 'paragraph', text: `${planInWords(standings)}.` }]),
      section(
        'decisions',
        'Decisions wanted',
        table(
          'Decisions wanted',
          DECISIONS,
          decisions.map((decision) => [
            decision.kind === 'action'
              ? linked(decision.standing)
              : { text: decision.chain.head.title, below: { text: chainOriginInWords(decision.chain), strong: false } },
            { text: decision.wanted },
          ]),
          'The plan asks for no decision.',
        ),
      ),
      section(
        'highlights',
        `Highlights: done since ${dateInWords(since)}`,
        table(
          'Actions that were closed',
          DONE,
          done.map((standing) => [
            linked(standing),
            { text: standing.action.closed === null ? '' : shortDateInWords(standing.action.closed.on) },
          ]),
          'No action was closed.',
        ),
      ),
      section(
        'exceptions',
        'Exceptions: overdue',
        table(
          'Actions that are overdue',
          OVERDUE,
          overdue.map((standing) => [
            linked(standing),
            { text: shortDateInWords(standing.action.dueOn) },
            { text: standing.why, strong: true },
          ]),
          'Nothing is overdue.',
        ),
      ),
      section(
        'moved',
        `Exceptions: dates moved since ${dateInWords(since)}`,
        table(
          'Due dates moved, with the reasons given',
          MOVED,
          moved.map(({ standing, move }) => [
            linked(standing),
            { text: shortDateInWords(move.on) },
            { text: `${shortDateInWords(move.from)} to ${shortDateInWords(move.to)}` },
            { text: move.reason },
          ]),
          'No due date was moved.',
        ),
      ),
      section(
        'risks',
        'Risks',
        table(
          'What may go wrong next',
          RISKS,
          risks.map((risk) => riskCells(risk, linked)),
          'No action in time is at risk, silent or without evidence.',
        ),
      ),
    ],
    foot: [`From the plan of ${authority.name} as it stood on ${dateInWords(day)}: ${counted(standings.length, 'action')}.`],
  };
}

const DECISIONS: readonly PaperColumn[] = [
  { heading: 'About', holds: 'words', width: 55 },
  { heading: 'Decision wanted', holds: 'words', width: 45 },
];

const DONE: readonly PaperColumn[] = [
  { heading: 'Action and owner', holds: 'words', width: 60 },
  { heading: 'Closed on', holds: 'day', width: 40 },
];

const OVERDUE: readonly PaperColumn[] = [
  { heading: 'Action and owner', holds: 'words', width: 50 },
  { heading: 'Due', holds: 'day', width: 15 },
  { heading: 'Why it is here', holds: 'words', width: 35 },
];

const MOVED: readonly PaperColumn[] = [
  { heading: 'Action and owner', holds: 'words', width: 38 },
  { heading: 'Moved on', holds: 'day', width: 14 },
  { heading: 'From and to', holds: 'words', width: 20 },
  { heading: 'Reason given', holds: 'words', width: 28 },
];

const RISKS: readonly PaperColumn[] = [
  { heading: 'Action and owner', holds: 'words', width: 45 },
  { heading: 'Due', holds: 'day', width: 15 },
  { heading: 'Status', holds: 'words', width: 12 },
  { heading: 'Why', holds: 'words', width: 28 },
];

function riskCells({ standing, why }: BoardRisk, linked: (standing: StandingWithStatus) => PaperCell): readonly PaperCell[] {
  return [
    linked(standing),
    { text: shortDateInWords(standing.action.dueOn) },
    { text: STATUSES[standing.status].word },
    { text: why.join('. ') },
  ];
}

function section(key: string, heading: string, blocks: readonly PaperBlock[]): PaperSection {
  return { key, heading, blocks };
}

/** A table, or what to say instead of an empty one. */
function table(
  caption: string,
  columns: readonly PaperColumn[],
  rows: readonly (readonly PaperCell[])[],
  none: string,
): readonly PaperBlock[] {
  return rows.length === 0 ? [{ kind: 'paragraph', text: none }] : [{ kind: 'table', caption, columns, rows }];
}

export interface BoardFacts {
  readonly authority: { readonly slug: string; readonly name: string };
  readonly standings: readonly StandingWithStatus[];
  readonly report: BoardReport;
  readonly risks: readonly BoardRisk[];
  readonly since: CalendarDate;
  readonly day: CalendarDate;
}
