import type { CouncilAccount } from '@/operations/identity';
import { ButtonLink } from '@/ui/govuk/forms';

/** One button for each issuer of council accounts. `verb` begins its words; `wanted` goes along in the address. */
export function CouncilAccountLinks({ accounts, verb, wanted }: CouncilAccountLinksProps) {
  return accounts.map(({ key, name }) => (
    <ButtonLink
      key={key}
      href={`/sign-in/council-account?${new URLSearchParams({ ...(key === '' ? {} : { issuer: key }), ...wanted }).toString()}`}
    >
      {verb} with {name ?? 'your council account'}
    </ButtonLink>
  ));
}

interface CouncilAccountLinksProps {
  readonly accounts: readonly CouncilAccount[];
  readonly verb: string;
  readonly wanted: Readonly<Record<string, string>>;
}
