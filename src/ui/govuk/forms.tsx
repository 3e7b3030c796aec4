import type { ReactNode } from 'react';

/** A filter: a GET form, so that what it shows has an address, can be sent on, and needs no script. */
export function FilterForm({ action, label, submit, clearHref, children }: FilterFormProps) {
  return (
    <form action={action} method="get" aria-label={label} className="app-filter">
      {children}
      <Button>{submit}</Button>
      {clearHref === undefined ? null : (
        <a className="govuk-link app-filter__clear" href={clearHref}>
          Clear
        </a>
      )}
    </form>
  );
}

/** One field and one button, as for finding a council. */
export function SearchForm({ action, label, submit, children }: Omit<FilterFormProps, 'clearHref'>) {
  return (
    <form action={action} method="get" role="search" aria-label={label} className="app-search">
      {children}
      <Button>{submit}</Button>
    </form>
  );
}

/** `quiet` where another button of the page is the one most people want. */
export function Button({ quiet, children }: { readonly quiet?: boolean; readonly children: ReactNode }) {
  return (
    <button type="submit" className={quiet ? 'govuk-button govuk-button--secondary' : 'govuk-button'}>
      {children}
    </button>
  );
}

/** A link that leads into doing something, such as another site's sign-in. `quiet` where another is the one most people want. */
export function ButtonLink({ href, quiet, children }: { readonly href: string; readonly quiet?: boolean; readonly children: ReactNode }) {
  return (
    <a href={href} className={quiet ? 'govuk-button govuk-button--secondary' : 'govuk-button'}>
      {children}
    </a>
  );
}

export function Select({ id, name, label, hint, error, options, value }: SelectProps) {
  return (
    <FormGroup id={id} label={label} hint={hint} error={error}>
      {/* A form that comes back is reset to what it opened with, and React gives a select another default only when it is made anew. */}
      <select
        key={value}
        className={error === undefined ? 'govuk-select' : 'govuk-select govuk-select--error'}
        id={id}
        name={name ?? id}
        defaultValue={value}
        aria-describedby={describedBy(id, hint, error)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </FormGroup>
  );
}

export function Input({ id, name, label, hint, error, value, type = 'text', autoComplete = 'off', suggestions }: InputProps) {
  const listId = suggestions === undefined ? undefined : `${id}-suggestions`;
  return (
    <FormGroup id={id} label={label} hint={hint} error={error}>
      <input
        className={error === undefined ? 'govuk-input' : 'govuk-input govuk-input--error'}
        id={id}
        name={name ?? id}
        type={type === 'code' ? 'text' : type}
        defaultValue={value}
        autoComplete={autoComplete}
        spellCheck={type === 'email' || type === 'code' ? false : undefined}
        autoCapitalize={type === 'code' ? 'none' : undefined}
        list={listId}
        aria-describedby={describedBy(id, hint, error)}
      />
      {suggestions === undefined ? null : (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </FormGroup>
  );
}

/** For more than a line; grows with what is written where the browser can. */
export function Textarea({ id, name, label, hint, error, value, rows = 5 }: TextareaProps) {
  return (
    <FormGroup id={id} label={label} hint={hint} error={error}>
      <textarea
        className={error === undefined ? 'govuk-textarea' : 'govuk-textarea govuk-textarea--error'}
        id={id}
        name={name ?? id}
        rows={rows}
        defaultValue={value}
        aria-describedby={describedBy(id, hint, error)}
      />
    </FormGroup>
  );
}

/** The form around it is sent as `multipart/form-data`. `accept` are endings of file names, with their dots. */
export function FileInput({ id, name, label, hint, error, accept }: FileInputProps) {
  return (
    <FormGroup id={id} label={label} hint={hint} error={error}>
      <input
        className="app-file"
        id={id}
        name={name ?? id}
        type="file"
        accept={accept.join(',')}
        aria-describedby={describedBy(id, hint, error)}
      />
    </FormGroup>
  );
}

export function Checkboxes({ id, name, legend, hint, error, choices, values, inColumns }: CheckboxesProps) {
  const chosen = new Set(values);
  return (
    <div className={error === undefined ? 'govuk-form-group' : 'govuk-form-group govuk-form-group--error'}>
      <fieldset className="govuk-fieldset" id={id} aria-describedby={describedBy(id, hint, error)}>
        <legend className="govuk-fieldset__legend">{legend}</legend>
        <HintAndError id={id} hint={hint} error={error} />
        <div className={`govuk-checkboxes govuk-checkboxes--small${inColumns ? ' app-choices' : ''}`}>
          {choices.map((choice) => (
            <div key={choice.value} className="govuk-checkboxes__item">
              <input
                className="govuk-checkboxes__input"
                id={`${id}-${choice.value}`}
                name={name ?? id}
                type="checkbox"
                value={choice.value}
                defaultChecked={chosen.has(choice.value)}
              />
              <label className="govuk-label govuk-checkboxes__label" htmlFor={`${id}-${choice.value}`}>
                {choice.text}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** One of a few. */
export function Radios({ id, name, legend, hint, error, choices, value }: RadiosProps) {
  return (
    <div className={error === undefined ? 'govuk-form-group' : 'govuk-form-group govuk-form-group--error'}>
      <fieldset className="govuk-fieldset" id={id} aria-describedby={describedBy(id, hint, error)}>
        <legend className="govuk-fieldset__legend">{legend}</legend>
        <HintAndError id={id} hint={hint} error={error} />
        <div className="govuk-radios govuk-radios--small">
          {choices.map((choice) => (
            <div key={choice.value} className="govuk-radios__item">
              <input
                className="govuk-radios__input"
                id={`${id}-${choice.value}`}
                name={name ?? id}
                type="radio"
                value={choice.value}
                defaultChecked={choice.value === value}
              />
              <label className="govuk-label govuk-radios__label" htmlFor={`${id}-${choice.value}`}>
                {choice.text}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

function FormGroup({ id, label, hint, error, children }: FieldProps & { readonly children: ReactNode }) {
  return (
    <div className={error === undefined ? 'govuk-form-group' : 'govuk-form-group govuk-form-group--error'}>
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      <HintAndError id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

function HintAndError({ id, hint, error }: Pick<FieldProps, 'id' | 'hint' | 'error'>) {
  return (
    <>
      {hint === undefined ? null : (
        <div id={`${id}-hint`} className="govuk-hint">
          {hint}
        </div>
      )}
      {error === undefined ? null : (
        <p id={`${id}-error`} className="govuk-error-message">
          <span className="govuk-visually-hidden">Error:</span> {error}
        </p>
      )}
    </>
  );
}

function describedBy(id: string, hint: string | undefined, error: string | undefined): string | undefined {
  const ids = [hint === undefined ? [] : `${id}-hint`, error === undefined ? [] : `${id}-error`].flat();
  return ids.length === 0 ? undefined : ids.join(' ');
}

interface FieldProps {
  readonly id: string;
  /** The parameter in the address; by default the id. */
  readonly name?: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
}

export interface FilterFormProps {
  readonly action: string;
  /** What the form is for, for those who cannot see where it stands: "Filter inspections". */
  readonly label: string;
  readonly submit: string;
  readonly clearHref?: string;
  readonly children: ReactNode;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

export interface SelectProps extends FieldProps {
  readonly options: readonly Choice[];
  readonly value?: string | undefined;
}

export interface InputProps extends FieldProps {
  readonly value?: string | undefined;
  /** `code` is text that is no word: nothing corrects it. */
  readonly type?: 'text' | 'search' | 'date' | 'email' | 'password' | 'code';
  readonly autoComplete?: string;
  /** Offered by the browser while typing. */
  readonly suggestions?: readonly string[];
}

export interface TextareaProps extends FieldProps {
  readonly value?: string | undefined;
  /** Lines shown to begin with. */
  readonly rows?: number;
}

export interface RadiosProps extends Omit<FieldProps, 'label'> {
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
}

export interface FileInputProps extends FieldProps {
  readonly accept: readonly string[];
}

export interface CheckboxesProps extends Omit<FieldProps, 'label'> {
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly values: readonly string[];
  readonly inColumns?: boolean;
}
