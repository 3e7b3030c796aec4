import type { StandingWithStatus } from '@/domain/improvement';
import { StatusTag } from './status-tag';

/** Actions that something else is for, each with its status; in the cell of a table. */
export function LinkedActions({ council, actions }: { readonly council: string; readonly actions: readonly StandingWithStatus[] }) {
  return (
    <ul className="app-linked">
      {actions.map(({ action, reference, status }) => (
        <li key={action.id}>
          <a className="govuk-link" href={`/${council}/plan/actions/${action.id}`}>
            {`${reference} ${action.title}`}
          </a>
          <StatusTag status={status} />
        </li>
      ))}
    </ul>
  );
}
