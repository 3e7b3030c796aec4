import { Input, Select, type Choice } from '../govuk/forms';

/**
 * The fields of what an action or an investment should move, in every form that has them: three indicators, each with a target and its day. All of them stand there from
 * the beginning: without a script nothing could add a row.
 */
export function AimFields({ indicators, mainHint, values, error }: AimFieldsProps) {
  const choices = [{ value: '', text: 'None' }, ...indicators];
  return PLACES.map(({ place, legend }) => (
    <fieldset key={place} className="govuk-fieldset">
      <legend className="govuk-fieldset__legend">{legend}</legend>
      <Select
        id={`indicator${place}`}
        label="Indicator"
        hint={place === 1 ? mainHint : undefined}
        options={choices}
        value={values[`indicator${place}`]}
        error={error(`indicator${place}`)}
      />
      <Input
        id={`target${place}`}
        label="Target (optional)"
        hint="A number in the unit of the indicator, for example 12.5."
        value={values[`target${place}`]}
        error={error(`target${place}`)}
      />
      <Input
        id={`targetOn${place}`}
        type="date"
        label="To be reached by (optional)"
        value={values[`targetOn${place}`]}
        error={error(`targetOn${place}`)}
      />
    </fieldset>
  ));
}

const PLACES = [
  { place: 1, legend: 'Main indicator it should move (optional)' },
  { place: 2, legend: 'Second indicator it should move (optional)' },
  { place: 3, legend: 'Third indicator it should move (optional)' },
] as const;

export interface AimFieldsProps {
  readonly indicators: readonly Choice[];
  /** What the main one is for. */
  readonly mainHint: string;
  readonly values: Readonly<Record<string, string>>;
  readonly error: (field: string) => string | undefined;
}
