import { EMPTY_BULK, ownerInWords } from '@/domain/improvement';
import { counted, momentText, shortDateInWords } from '@/domain/shared';
import { currentRequest, momentOfChange } from '@/operations/access';
import { viewBulk } from '@/operations/improvement';
import { PageFrame } from '@/ui/govuk/page-frame';
import { linkOf } from '@/ui/govuk/site';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import type { PageInput } from '../../../answers';
import { firstOf } from '../../../form-answers';
import { permitted } from '../../../permitted';
import { planAddress, queryIn } from '../address';
import { PlanFilter } from '../plan-filter';
import { BulkForm } from './bulk-form';

export const dynamic = 'force-dynamic';

/** Which actions get another owner or due date, all with one reason? */
export default async function BulkPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const { authority: slug } = await params;
  const parameters = await searchParams;
  const query = queryIn(parameters);
  const view = await permitted(actor, planAddress(slug, query, '/bulk'), viewBulk(actor, slug, query, today));
  const { authority, plan, open, owners, problems } = view;
  const link = linkOf(authority);
  const isAll = firstOf(parameters['all']) !== '';
  const all = `${planAddress(slug, query, '/bulk')}${planAddress(slug, query).includes('?') ? '&' : '?'}all=yes`;
  const above = (
    <>
      <PlanFilter slug={slug} query={query} view={view} submit="Show actions" below="/bulk" />
      {open.length > 1 && !isAll ? <NextLinks links={[{ text: `Choose all ${open.length}`, href: all }]} /> : null}
    </>
  );
  const frame = { caption: `Many actions of “${plan.title}” at once`, title: titleOf(open.length, Number(firstOf(parameters['changed']))) };
  if (open.length === 0) {
    return (
      <PageFrame
        {...frame}
        name="Change many actions"
        authority={authority}
        current="plan"
        breadcrumbs={[{ text: 'Plan', href: `/${slug}/plan` }]}
        problems={problems}
      >
        {above}
        <Paragraph>What is done or stopped is not changed here.</Paragraph>
      </PageFrame>
    );
  }
  return (
    <BulkForm
      // Other actions begin another form; what was changed leaves this one empty.
      key={JSON.stringify([query, isAll, parameters['changed']])}
      {...frame}
      authority={link}
      planId={plan.id}
      seen={momentText(at)}
      above={above}
      actions={open.map(({ action, reference }) => ({
        id: action.id,
        version: action.version,
        words: `${reference} ${action.title}: ${ownerInWords(action) ?? 'nobody yet'}, due ${shortDateInWords(action.dueOn)}`,
      }))}
      owners={[{ value: '', text: 'Nobody chosen' }, ...owners.map(({ personId, words }) => ({ value: personId, text: words }))]}
      posts={[...new Set(open.flatMap(({ action }) => action.owner.title ?? []))].toSorted()}
      opened={{ problems, values: EMPTY_BULK, chosen: isAll ? open.map(({ action }) => action.id) : [], since: [] }}
    />
  );
}

function titleOf(open: number, changed: number): string {
  if (Number.isInteger(changed) && changed > 0) return `${counted(changed, 'action is', 'actions are')} changed`;
  if (open === 0) return 'No open action matches';
  return `${counted(open, 'open action')} to choose from`;
}
