import { firstDueOn, timesInWords, type StandingWithStatus } from '@/domain/improvement';
import { shortDateInWords } from '@/domain/shared';
import { StatusGlyph } from './status-tag';

/** A due date with its moves, which are never hidden, also when the action is done. */
export function DueDate({ standing: { action, status } }: { readonly standing: Pick<StandingWithStatus, 'action' | 'status'> }) {
  const { dueOn, moves } = action;
  return (
    <>
      <span className={status === 'overdue' ? 'app-late' : undefined}>{shortDateInWords(dueOn)}</span>
      {moves.length === 0 ? null : (
        <>
          <br />
          <span className="app-remark">
            <StatusGlyph glyph="chevrons" />
            {`Moved ${timesInWords(moves.length)},`}
          </span>
          <span className="app-table__sub">{`first due ${shortDateInWords(firstDueOn(action))}`}</span>
        </>
      )}
    </>
  );
}
