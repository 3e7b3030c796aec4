import { Checkboxes, type Choice } from '@/ui/govuk/forms';

/** `choices` comes from the page: the table of roles is not for the browser. */
export function RoleChoices({ choices, chosen, error }: RoleChoicesProps) {
  return <Checkboxes id="roles" legend="Roles in this council" choices={choices} values={chosen} error={error} />;
}

interface RoleChoicesProps {
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
}
