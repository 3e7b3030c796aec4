'use client';

import { useActionState } from 'react';
import type { StatisticsOffer } from '@/domain/exchange';
import { Button, Checkboxes, Input, Select } from '@/ui/govuk/forms';
import { submitChoice } from './actions';
import { FILTER } from './fields';

/** Which columns of figures are wanted, of which rows: chosen from what the file holds, and put on the list below. */
export function ChoiceForm({ upload, offer }: { readonly upload: string; readonly offer: StatisticsOffer }) {
  const [state, submit] = useActionState(submitChoice, { problems: [], columns: [], filters: {} });
  const error = state.problems[0]?.message;
  return (
    <form action={submit} noValidate className="app-narrow" aria-label="Choose figures">
      <input type="hidden" name="upload" value={upload} />
      {offer.filters.map(({ column, values, all }) => {
        const value = state.filters[column] ?? values.find((each) => /^(total|all)\b/i.test(each)) ?? values[0] ?? '';
        const id = `${FILTER}${column}`;
        return all ? (
          <Select
            key={column}
            id={id}
            label={`Rows whose “${column}” says`}
            value={value}
            options={values.map((each) => ({ value: each, text: each }))}
          />
        ) : (
          <Input
            key={column}
            id={id}
            label={`Rows whose “${column}” says`}
            hint="As it stands in the file."
            value={value}
            suggestions={values}
          />
        );
      })}
      <Checkboxes
        id="column"
        legend="Columns of figures"
        hint="Each becomes an indicator. For other rows of the same column, add again."
        error={error}
        choices={offer.values.map(({ column }) => ({ value: column, text: column }))}
        values={state.columns}
      />
      <Button quiet>Add to the list</Button>
    </form>
  );
}
