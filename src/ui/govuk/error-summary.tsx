/** Something the reader can put right: the message says what to do ("Choose a council"). */
export interface FormProblem {
  readonly message: string;
  /** The `id` of the field; without one the message is no link. */
  readonly field?: string;
}

export function ErrorSummary({ problems }: { readonly problems: readonly FormProblem[] }) {
  return (
    <div className="govuk-error-summary" tabIndex={-1} autoFocus>
      <div role="alert">
        <h2 className="govuk-error-summary__title">There is a problem</h2>
        <div className="govuk-error-summary__body">
          <ul className="govuk-list govuk-error-summary__list">
            {problems.map(({ message, field }) => (
              <li key={`${field} ${message}`}>{field === undefined ? message : <a href={`#${field}`}>{message}</a>}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
