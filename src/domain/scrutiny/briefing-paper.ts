import type { Paper, PaperBlock, PaperCell, PaperColumn, PaperGroup, PaperSection } from '../paper';
import type {
  BriefingContent,
  BriefingDatedAction,
  BriefingFigure,
  BriefingJudgement,
  BriefingMoney,
  BriefingQuestion,
  BriefingRecommendation,
  BriefingTarget,
} from './briefing';

/** A briefing as it is read in every form: what is most pressing on the first sheet, what to ask on the second. */
export function briefingPaper(content: BriefingContent): Paper {
  const { authority, meeting, asAt, number } = content;
  return {
    name: `Scrutiny briefing for ${meeting.heldOn.words}, ${authority.name}`,
    about: [
      [
        authority.name,
        meeting.committee,
        meeting.heldOn.words,
        ...(meeting.agendaItem === null ? [] : [itemInWords(meeting.agendaItem)]),
      ].join(', '),
      `${number === 1 ? '' : `Briefing ${number}, as`}${number === 1 ? 'As' : ''} at ${asAt.day.words}`,
    ],
    notices: content.supersedes === null ? [] : [{ text: content.supersedes.words, href: content.supersedes.href }],
    title: content.headline,
    sections: [
      ...judgements(content),
      ...changes(content),
      ...section('dates', content.dates.heading, content.dates.rows.length > 0 || content.dates.tally !== null, [
        ...(content.dates.rows.length === 0
          ? paragraph('No action is overdue, and no date was moved.')
          : table(content.dates.heading, DATES, content.dates.rows.map(dateCells))),
        ...paragraph(content.dates.more, 'note'),
        ...paragraph(content.dates.tally, 'strong'),
      ]),
      ...section('inspectors', content.inspectors.heading, content.inspectors.sentences.length > 0, [
        ...paragraph(content.inspectors.sentences.join(' ')),
        ...paragraph(content.inspectors.basis.join(' '), 'note'),
      ]),
      ...section('recommendations', content.recommendations.heading, content.recommendations.rows.length > 0, [
        { kind: 'groups', groups: content.recommendations.rows.map(recommendationGroup) },
        ...paragraph(content.recommendations.more, 'note'),
      ]),
      ...section('figures', content.figures.heading, content.figures.rows.length > 0, [
        ...table(content.figures.heading, figureColumns(content), content.figures.rows.map(figureCells)),
        ...paragraph(content.figures.notes.join(' '), 'note'),
      ]),
      ...section('targets', content.targets.heading, content.targets.rows.length > 0, [
        { kind: 'groups', groups: content.targets.rows.map(targetGroup) },
      ]),
      ...section('money', content.money.heading, content.money.rows.length > 0, [
        { kind: 'groups', groups: content.money.rows.map(moneyGroup) },
        ...paragraph(content.money.more, 'note'),
      ]),
      ...section('lines', content.lines.heading, content.lines.items.length > 0, [
        { kind: 'questions', questions: content.lines.items },
        ...paragraph(content.lines.order, 'note'),
      ]),
      ...section('asked', content.questions.heading, content.questions.items.length > 0, [
        { kind: 'groups', groups: content.questions.items.map(askedGroup) },
      ]),
      ...section('words', content.words.heading, content.words.items.length > 0, [{ kind: 'terms', terms: content.words.items }]),
    ],
    foot: content.sources,
  };
}

const DATES: readonly PaperColumn[] = [
  { heading: 'Action and owner', holds: 'words', width: 45 },
  { heading: 'First due', holds: 'day', width: 12 },
  { heading: 'Now due', holds: 'day', width: 15 },
  { heading: 'Moved, and why the last time', holds: 'words', width: 28 },
];

/** Some write `5`, some `Item 5`. */
function itemInWords(item: string): string {
  return /^\d/.test(item) ? `item ${item}` : item;
}

const NO_FIGURE = 'No figure';

function figureColumns({ authority }: BriefingContent): readonly PaperColumn[] {
  return [
    { heading: 'Published figure', holds: 'words', width: 29 },
    { heading: 'As at', holds: 'words', width: 16 },
    { heading: 'Year before', holds: 'figure', width: 7 },
    { heading: authority.name, holds: 'figure', width: 10 },
    { heading: 'Neighbours', holds: 'figure', width: 11 },
    { heading: 'England', holds: 'figure', width: 8 },
    { heading: 'In a year', holds: 'words', width: 11 },
    { heading: 'Over time', holds: 'line', width: 8 },
  ];
}

function judgements({ judgements }: BriefingContent): readonly PaperSection[] {
  if (judgements === null) return [];
  const grades = judgements.items.map(({ name, grade, absence, word, shortWord, before }: BriefingJudgement) => ({
    name,
    grade,
    absence,
    word: grade === null ? word : shortWord,
    before,
  }));
  return section('judgements', judgements.heading, grades.length > 0, [
    { kind: 'grades', caption: judgements.heading, grades },
    ...paragraph(judgements.notes.join(' '), 'note'),
  ]);
}

function changes({ changes: { heading, groups, none } }: BriefingContent): readonly PaperSection[] {
  return section('changes', heading, groups.length > 0 || none !== null, [
    ...(groups.length === 0
      ? []
      : [
          {
            kind: 'groups' as const,
            groups: groups.map(({ heading, items, more }) => ({ heading, items: [...items, ...(more === null ? [] : [{ text: more }])] })),
          },
        ]),
    ...paragraph(none),
  ]);
}

function dateCells(action: BriefingDatedAction): readonly PaperCell[] {
  return [
    { text: `${action.reference} ${action.title}`, href: action.href, below: { text: action.owner, strong: false } },
    { text: action.firstDue.short },
    { text: action.nowDue.short, below: { text: action.statusWords, strong: action.isConcern } },
    { text: action.reason === null ? action.moved : `${action.moved}. ${action.reason}` },
  ];
}

function figureCells(figure: BriefingFigure): readonly PaperCell[] {
  return [
    { text: figure.name, href: figure.href },
    { text: figure.asAt, below: { text: figure.age, strong: figure.isOld } },
    { text: figure.yearBefore ?? NO_FIGURE },
    { text: figure.own, strong: true },
    { text: figure.neighbours ?? NO_FIGURE },
    { text: figure.england ?? NO_FIGURE },
    { text: figure.verdictWords, ...(figure.verdict === 'better' || figure.verdict === 'worse' ? { mark: figure.verdict } : {}) },
    {
      text: '',
      ...(figure.seriesWords === null ? {} : { line: { values: figure.series.map(({ value }) => value), words: figure.seriesWords } }),
    },
  ];
}

function targetGroup({ name, href, target, now, gap }: BriefingTarget): PaperGroup {
  return { heading: name, items: [{ text: `${target}. Now ${now ?? 'no figure'}: ${gap}`, href }] };
}

function moneyGroup({ title, href, amount, decision }: BriefingMoney): PaperGroup {
  return { heading: title, items: [{ text: `${amount}. ${decision}`, href }] };
}

function recommendationGroup({ wording, href, to, madeOn, stateWords }: BriefingRecommendation): PaperGroup {
  return { heading: wording, items: [{ text: `To ${to}, ${madeOn.words}. ${stateWords}`, href }] };
}

function askedGroup({ about, question, askedOn, answer, answeredOn }: BriefingQuestion): PaperGroup {
  return {
    heading: question,
    items: [
      ...(about === null ? [] : [about]),
      { text: `asked on ${askedOn.words}` },
      answer === null ? { text: 'not answered yet' } : { text: `answered on ${answeredOn?.words ?? askedOn.words}: ${answer}` },
    ],
  };
}

function section(key: string, heading: string, hasContent: boolean, blocks: readonly PaperBlock[]): readonly PaperSection[] {
  return hasContent ? [{ key, heading, blocks }] : [];
}

function table(caption: string, columns: readonly PaperColumn[], rows: readonly (readonly PaperCell[])[]): readonly PaperBlock[] {
  return rows.length === 0 ? [] : [{ kind: 'table', caption, columns, rows }];
}

function paragraph(text: string | null, look?: 'note' | 'strong'): readonly PaperBlock[] {
  return text === null || text === '' ? [] : [{ kind: 'paragraph', text, ...(look === undefined ? {} : { look }) }];
}
