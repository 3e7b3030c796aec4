'use client';

import { useActionState } from 'react';
import type { MapCells } from '@/domain/exchange';
import { Button, Checkboxes, Input, Select, type Choice } from '@/ui/govuk/forms';
import { Note, Subheading } from '@/ui/govuk/text';
import { UNTOUCHED } from '../../form-page';
import { submitDescriptions } from './actions';
import { LINE_FIELDS } from './fields';

const ASKED: readonly string[] = ['key', 'name', 'unit', 'decimals', 'polarity', 'year_ends'];

/** How the chosen indicators are called and counted. What is refused stands above; what was typed is kept with the file. */
export function LinesForm({ upload, fileName, lines, isReportingYear, units, polarities }: LinesFormProps) {
  const [state, submit] = useActionState(submitDescriptions, UNTOUCHED);
  const [first] = lines;
  return (
    <form action={submit} noValidate className="app-narrow" aria-label="Describe indicators">
      <input type="hidden" name="upload" value={upload} />
      {state.problems.map(({ message }) => (
        <p key={message} className="govuk-error-message" role="alert">
          {message}
        </p>
      ))}
      {lines.map((line, index) => (
        <fieldset key={`${line['column']} ${line['filters']}`} className="govuk-fieldset app-lines">
          <legend className="govuk-fieldset__legend">
            <Subheading>{`${index + 1}. ${line['column'] ?? ''}`}</Subheading>
          </legend>
          <Note>
            {line['filters'] === '' ? 'All rows' : `Rows with ${(line['filters'] ?? '').replaceAll(';', ', ').replaceAll('=', ': ')}`}
          </Note>
          {LINE_FIELDS.filter((field) => !ASKED.includes(field)).map((field) => (
            <input key={field} type="hidden" name={field} value={line[field] ?? ''} />
          ))}
          <Input
            id={`name-${index}`}
            name="name"
            label="Name"
            hint="What members read, such as Agency social workers."
            value={line['name'] ?? ''}
          />
          <Input
            id={`key-${index}`}
            name="key"
            label="Key"
            hint="In addresses. The key of a known indicator makes these its figures."
            value={line['key'] ?? ''}
            type="code"
          />
          <Select id={`unit-${index}`} name="unit" label="Counted in" value={line['unit'] ?? ''} options={units} />
          <Select
            id={`decimals-${index}`}
            name="decimals"
            label="Decimals shown"
            value={line['decimals'] ?? ''}
            options={['0', '1', '2', '3'].map((value) => ({ value, text: value }))}
          />
          <Select
            id={`polarity-${index}`}
            name="polarity"
            label="Which way is better"
            value={line['polarity'] ?? ''}
            options={polarities}
          />
          {isReportingYear ? (
            <Input
              id={`year_ends-${index}`}
              name="year_ends"
              label="The year ends on"
              hint="Month and day, such as 03-31."
              value={line['year_ends'] ?? ''}
            />
          ) : (
            <input type="hidden" name="year_ends" value="" />
          )}
          <Checkboxes
            id={`remove-${index}`}
            name="remove"
            legend="Not wanted after all"
            choices={[{ value: String(index), text: 'Take it off the list' }]}
            values={[]}
          />
        </fieldset>
      ))}
      <Input
        id="publication"
        label="Publication"
        hint="Its title, which stands under every chart."
        value={first?.['publication'] || fileName.replace(/\.csv$/i, '')}
      />
      <Input id="publisher" label="Publisher" value={first?.['publisher'] || 'Department for Education'} />
      <Input id="url" label="Address of the publication (optional)" hint="Begins with https://" value={first?.['url'] ?? ''} />
      <Button>Check the file</Button>
    </form>
  );
}

interface LinesFormProps {
  readonly upload: string;
  readonly fileName: string;
  readonly lines: readonly MapCells[];
  readonly isReportingYear: boolean;
  readonly units: readonly Choice[];
  readonly polarities: readonly Choice[];
}
