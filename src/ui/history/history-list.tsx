import { momentInWords, startWithCapital, type Moment } from '@/domain/shared';
import { EventList } from '../govuk/event-list';

/** What was saved, newest first: when, what changed and why in one sentence, and who did it. */
export function HistoryList({ lines, recordAddress }: HistoryListProps) {
  return (
    <EventList
      events={lines.map((line) => ({
        key: `${line.chain} ${line.position}`,
        aside: momentInWords(line.at),
        title: sentenceOf(line),
        note: (
          <>
            By {line.who}.{' '}
            <a className="govuk-link" href={recordAddress(line)}>
              {startWithCapital(line.record.name)}: every change
            </a>
          </>
        ),
      }))}
    />
  );
}

/** `Council colour changed from #4c2c69 to #1d70b8: new house style` */
export function sentenceOf({ sentences, reason }: Pick<ListedChange, 'sentences' | 'reason'>): string {
  const changes = startWithCapital(sentences.join('; '));
  return reason === null ? changes : `${changes}: ${reason}`;
}

export interface HistoryListProps {
  readonly lines: readonly ListedChange[];
  /** Where the history of one record stands. */
  readonly recordAddress: (line: ListedChange) => string;
}

export interface ListedChange {
  readonly chain: string;
  readonly position: number;
  readonly at: Moment;
  readonly who: string;
  readonly record: { readonly type: string; readonly id: string; readonly name: string };
  readonly sentences: readonly string[];
  readonly reason: string | null;
}
