import { currentRequest } from '@/operations/access';
import { LETTER_KEYS, LETTERS, viewOwnPage } from '@/operations/people';
import { permitted } from '../../permitted';
import { DetailsForm } from './details-form';

export const dynamic = 'force-dynamic';

export default async function DetailsPage() {
  const { actor } = await currentRequest();
  const { name, jobTitle, email, letters } = await permitted(actor, '/me/details', viewOwnPage(actor));
  return (
    <DetailsForm
      email={email}
      choices={LETTER_KEYS.map((letter) => ({ value: letter, text: LETTERS[letter] }))}
      opened={{ problems: [], values: { name, jobTitle: jobTitle ?? '' }, letters }}
    />
  );
}
