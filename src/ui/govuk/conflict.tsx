import { Note, Paragraph } from './text';
import type { FormProblem } from './error-summary';

/**
 * Two people have changed the same record: who was first, when and why, and for each difference both texts, of which one is kept. Within the form that saves; its
 * fields are `keep-` and the key, with the values `mine` and `theirs`. Where only one of the two has changed something, that text is chosen beforehand.
 */
export function Conflict({ who, at, reason, differences, problems }: ConflictProps) {
  return (
    <>
      <Paragraph>
        {`While you were writing, ${who} saved the same record: ${at}${reason === null ? '' : `, “${reason}”`}. Nothing of yours is lost, and nothing of it is saved yet.`}
      </Paragraph>
      {differences.length === 0 ? null : <Paragraph>Choose for each difference which text to keep.</Paragraph>}
      {differences.map((difference) => (
        <Difference
          key={difference.key}
          difference={difference}
          who={who}
          error={problems.find(({ field }) => field === `keep-${difference.key}`)?.message}
        />
      ))}
    </>
  );
}

function Difference({ difference: { key, label, mine, theirs, proposed }, who, error }: DifferenceProps) {
  const id = `keep-${key}`;
  const choices = [
    { value: 'mine', whose: 'Yours', text: mine },
    { value: 'theirs', whose: `From ${who}`, text: theirs },
  ];
  return (
    <div className={error === undefined ? 'govuk-form-group' : 'govuk-form-group govuk-form-group--error'}>
      <fieldset className="govuk-fieldset" id={id} aria-describedby={error === undefined ? undefined : `${id}-error`}>
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{label}</legend>
        {error === undefined ? null : (
          <p id={`${id}-error`} className="govuk-error-message">
            <span className="govuk-visually-hidden">Error:</span> {error}
          </p>
        )}
        <div className="govuk-radios">
          {choices.map(({ value, whose, text }) => (
            <div key={value} className="govuk-radios__item">
              <input
                className="govuk-radios__input"
                id={`${id}-${value}`}
                name={id}
                type="radio"
                value={value}
                defaultChecked={proposed === value}
                aria-describedby={`${id}-${value}-text`}
              />
              <label className="govuk-label govuk-radios__label" htmlFor={`${id}-${value}`}>
                {whose}
              </label>
              <div id={`${id}-${value}-text`} className="govuk-hint govuk-radios__hint app-conflict__text">
                {text === '' ? 'Nothing' : text}
              </div>
            </div>
          ))}
        </div>
      </fieldset>
      {proposed === null ? <Note>You have both changed this.</Note> : null}
    </div>
  );
}

export interface ConflictProps {
  readonly who: string;
  /** In words. */
  readonly at: string;
  readonly reason: string | null;
  readonly differences: readonly ConflictDifference[];
  readonly problems: readonly FormProblem[];
}

export interface ConflictDifference {
  readonly key: string;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
  readonly proposed: 'mine' | 'theirs' | null;
}

interface DifferenceProps {
  readonly difference: ConflictDifference;
  readonly who: string;
  readonly error: string | undefined;
}
