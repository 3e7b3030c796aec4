'use client';

import { useActionState } from 'react';
import { Input, Select, type Choice } from '@/ui/govuk/forms';
import { errorOf, FormPage } from '../../../../../form-page';
import { frameOf, type AboutIndicator } from '../../about-indicator';
import { submitFigure, type FigureState } from '../actions';

/** The figure of one period, to be entered or corrected. */
export function FigureForm({ period, unit, isShare, markers, opened, ...about }: FigureFormProps) {
  const [state, submit] = useActionState(submitFigure, opened);
  const { values, load } = state;
  const error = (field: string) => errorOf(state, field);
  return (
    <FormPage
      {...frameOf(about)}
      state={state}
      submit={submit}
      name={load === 0 ? 'Enter a figure' : 'Correct a figure'}
      title={load === 0 ? `The figure for ${period.words}` : `Correct the figure for ${period.words}`}
      button="Save"
    >
      <input type="hidden" name="council" value={about.authority.slug} />
      <input type="hidden" name="indicator" value={about.indicator.key} />
      <input type="hidden" name="begins" value={period.begins} />
      <input type="hidden" name="load" value={load} />
      <Input id="value" label="Figure" hint={`In figures, ${unit}.`} value={values['value']} error={error('value')} />
      {isShare ? (
        <Input
          id="base"
          label="Out of how many (optional)"
          hint="With it a change can be told from chance."
          value={values['base']}
          error={error('base')}
        />
      ) : null}
      <Select id="marker" label="Or why there is none" value={values['marker'] ?? ''} options={markers} error={error('marker')} />
      {load === 0 ? null : (
        <Input
          id="reason"
          label="Why it is corrected"
          hint="It stays beside the earlier figure for good. No child’s name belongs here."
          value={values['reason']}
          error={error('reason')}
        />
      )}
    </FormPage>
  );
}

interface FigureFormProps extends AboutIndicator {
  readonly period: { readonly begins: string; readonly words: string };
  /** What figures are counted in, in words. */
  readonly unit: string;
  /** The figure is a share of so many. */
  readonly isShare: boolean;
  readonly markers: readonly Choice[];
  readonly opened: FigureState;
}
