import { STATUSES, type Status } from '@/domain/improvement';
import { counted } from '@/domain/shared';
import { GLYPHS, type Glyph } from './glyphs';

/** Drawn one by one; of more steps only the count is said. */
const MOST_BOXES = 12;

/** The one way a status is shown: word, glyph and colour together. `words` where the page has room for more than the bare word: "Overdue by 21 days". */
export function StatusTag({ status, words }: { readonly status: Status; readonly words?: string }) {
  const { word, tag, glyph } = STATUSES[status];
  return (
    <strong className={`govuk-tag govuk-tag--${tag} app-status`}>
      <StatusGlyph glyph={glyph} />
      {words ?? word}
    </strong>
  );
}

/** The remark beside a status of which nobody has heard for long. */
export function SilentRemark({ days }: { readonly days: number }) {
  return (
    <span className="app-remark">
      <StatusGlyph glyph="clock" />
      {`Not updated for ${counted(days, 'day')}`}
    </span>
  );
}

/** How many steps are done, counted and never as a percentage: words, and a box for each. */
export function Steps({ done, total }: { readonly done: number; readonly total: number }) {
  if (total === 0) return <>No steps</>;
  return (
    <span className="app-steps">
      <span className="app-steps__text">{`${done} of ${total}`}</span>
      {total > MOST_BOXES ? null : (
        <span className="app-steps__boxes" aria-hidden="true">
          {Array.from({ length: total }, (_, index) => (
            <span key={index} className={index < done ? 'app-steps__box app-steps__box--done' : 'app-steps__box'} />
          ))}
        </span>
      )}
    </span>
  );
}

/** A glyph by itself, where the word stands beside it. */
export function StatusGlyph({ glyph }: { readonly glyph: Glyph }) {
  return (
    <svg className="app-status__glyph" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
      <path d={GLYPHS[glyph]} fillRule="evenodd" />
    </svg>
  );
}
