import { currentRequest } from '@/operations/access';
import { viewNewDraft } from '@/operations/recording';
import { linkOf } from '@/ui/govuk/site';
import { permitted } from '../../../permitted';
import { RecordForm } from './record-form';

export const dynamic = 'force-dynamic';

export default async function RecordPage({ params }: { readonly params: Promise<{ authority: string }> }) {
  const { actor } = await currentRequest();
  const { authority: slug } = await params;
  const { authority, fields, form } = await permitted(actor, `/${slug}/inspections/record`, viewNewDraft(actor, slug));
  return <RecordForm authority={linkOf(authority)} fields={fields} opened={{ problems: [], values: form }} />;
}
