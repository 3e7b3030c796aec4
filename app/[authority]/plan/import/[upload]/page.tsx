import { PLAN_FIELD_KEYS, PLAN_FIELDS, type ImportEffect } from '@/domain/exchange';
import { counted, listInWords, momentInWords, momentText, startWithCapital } from '@/domain/shared';
import { currentRequest, momentOfChange } from '@/operations/access';
import { viewUpload, type MatchedColumn, type UploadView } from '@/operations/improvement';
import { Button, ButtonLink } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { linkOf } from '@/ui/govuk/site';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { FaultsOfUpload } from '@/ui/uploads/faults-of-upload';
import { ImportEffectTables } from '@/ui/improvement/import-effect';
import type { PageInput } from '../../../../answers';
import { firstOf } from '../../../../form-answers';
import { permitted } from '../../../../permitted';
import { submitDiscard } from './actions';
import { ConfirmForm } from './confirm-form';
import { MatchForm } from './match-form';

export const dynamic = 'force-dynamic';

/** What would this workbook do to the plan? Its columns are matched, then its rows checked, then what would change is confirmed. */
export default async function UploadPage({ params, searchParams }: PageInput<{ authority: string; upload: string }>) {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const { authority: slug, upload: id } = await params;
  const rematch = firstOf((await searchParams)['columns']) !== '';
  const view = await permitted(actor, `/${slug}/plan/import/${id}`, viewUpload(actor, slug, id, { today, rematch }));
  const { authority, next } = view;
  const link = linkOf(authority);
  if (next.step === 'match') {
    return (
      <MatchForm
        authority={link}
        upload={id}
        caption={captionOf(view)}
        title={matchTitle(next.columns)}
        before={<Paragraph>{sheetInWords(view)}</Paragraph>}
        after={<Discard view={view} />}
        fields={[
          { value: '', text: 'Leave it out' },
          ...PLAN_FIELD_KEYS.map((field) => ({ value: field, text: PLAN_FIELDS[field].words })),
        ]}
        columns={next.columns.map((column, index) => ({
          heading: column.heading || `Column ${index + 1}, without a heading`,
          hint: hintOf(column),
          field: column.field ?? '',
        }))}
      />
    );
  }
  if (next.step === 'confirm' && next.effect.objectives.length + next.effect.actions.length > 0) {
    const { effect, confirms } = next;
    return (
      <ConfirmForm
        authority={link}
        upload={id}
        caption={captionOf(view)}
        title={effectTitle(effect)}
        above={
          <>
            <Note>{othersInWords(effect)}</Note>
            <ImportEffectTables effect={effect} />
          </>
        }
        after={<Onward view={view} />}
        confirms={confirms}
        seen={momentText(at)}
        moves={effect.moves}
      />
    );
  }
  return (
    <PageFrame
      name="Import a workbook"
      authority={authority}
      current="plan"
      breadcrumbs={[
        { text: 'Plan', href: `/${slug}/plan` },
        { text: 'Import', href: `/${slug}/plan/import` },
      ]}
      caption={captionOf(view)}
      title={titleOf(view)}
    >
      {next.step === 'correct' ? <FaultsOfUpload file="workbook" caption="Rows that cannot be imported" faults={next.problems} /> : null}
      {next.step === 'unreadable' ? <Paragraph>{next.problem}</Paragraph> : null}
      {next.step === 'confirm' ? <Paragraph>{othersInWords(next.effect)}</Paragraph> : null}
      {next.step === 'imported' ? <Imported view={view} result={next} /> : <Onward view={view} />}
    </PageFrame>
  );
}

function Imported({ view: { authority, plan, fileName }, result }: { readonly view: UploadView; readonly result: Counts }) {
  const { slug } = authority;
  return (
    <>
      <Paragraph>{`${othersInWords(result)} The history says “${fileName}” as the reason of each change.`}</Paragraph>
      <NextLinks
        links={[
          { text: 'See the plan', href: `/${slug}/plan?${new URLSearchParams({ plan: plan.id }).toString()}` },
          { text: 'Who changed which action, when and why', href: `/${slug}/history?kind=action` },
          { text: 'Import another workbook', href: `/${slug}/plan/import` },
        ]}
      />
    </>
  );
}

/** Other ways to go on with an upload that is not imported. */
function Onward({ view }: { readonly view: UploadView }) {
  const { authority, plan, id, next } = view;
  const again = `/${authority.slug}/plan/import?${new URLSearchParams({ plan: plan.id }).toString()}`;
  return (
    <>
      {next.step === 'confirm' ? null : <ButtonLink href={again}>Upload it again</ButtonLink>}
      {next.step === 'unreadable' ? null : (
        <>
          <NextLinks links={[{ text: 'Match the columns differently', href: `/${authority.slug}/plan/import/${id}?columns=again` }]} />
          <Discard view={view} />
        </>
      )}
    </>
  );
}

function Discard({ view: { authority, id } }: { readonly view: UploadView }) {
  return (
    <form action={submitDiscard}>
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="upload" value={id} />
      <Button quiet>Throw this upload away</Button>
    </form>
  );
}

function captionOf({ fileName, who, at, plan }: UploadView): string {
  return `“${fileName}” for “${plan.title}”, uploaded by ${who}, ${momentInWords(at)}`;
}

function titleOf({ next }: UploadView): string {
  if (next.step === 'correct') {
    const rows = new Set(next.problems.map(({ row }) => row));
    return rows.has(null) ? 'The table cannot be imported' : `${counted(rows.size, 'row')} cannot be imported`;
  }
  if (next.step === 'unreadable') return 'The file cannot be read';
  if (next.step === 'imported') return startWithCapital(listInWords(countsInWords(next))) || 'Nothing has changed';
  return 'Nothing in the file differs from the plan';
}

function matchTitle(columns: readonly MatchedColumn[]): string {
  const known = columns.filter(({ field }) => field !== null).length;
  return `${known === columns.length ? `All ${known}` : `${known} of ${columns.length}`} columns are recognised`;
}

function hintOf({ examples, isDerived }: MatchedColumn): string {
  const shown = examples.length === 0 ? 'Its cells are empty' : `For example ${examples.map((cell) => `“${cell}”`).join(', ')}`;
  return isDerived ? `${shown}. Status and progress follow from the facts and are not imported` : shown;
}

function sheetInWords({ table: { sheet, otherSheets, rows } }: UploadView): string {
  const others =
    otherSheets.length === 0
      ? ''
      : ` ${listInWords(otherSheets.map((name) => `“${name}”`))} ${otherSheets.length === 1 ? 'was' : 'were'} left out.`;
  return `${counted(rows, 'row')} below the headings of “${sheet}”.${others} Say which column is which; a column left out changes nothing.`;
}

function effectTitle(effect: ImportEffect): string {
  const added = effect.actions.filter(({ before }) => before === null).length;
  const changed = effect.actions.length - added;
  const objectives = effect.objectives.length;
  return `The import would ${listInWords([
    ...(added > 0 ? [`add ${counted(added, 'action')}`] : []),
    ...(changed > 0 ? [`change ${counted(changed, 'action')}`] : []),
    ...(objectives > 0 ? [`add or rename ${counted(objectives, 'objective')}`] : []),
  ])}`;
}

function countsInWords({ added, changed, objectives }: Counts): readonly string[] {
  return [
    ...(added > 0 ? [`${counted(added, 'action is', 'actions are')} added`] : []),
    ...(changed > 0 ? [`${counted(changed, 'action is', 'actions are')} changed`] : []),
    ...(objectives > 0 ? [`${counted(objectives, 'objective is', 'objectives are')} added or renamed`] : []),
  ];
}

/** What does not change, and how many dates move. */
function othersInWords({
  unchanged,
  left,
  moves,
}: {
  readonly unchanged: number;
  readonly left: number | readonly unknown[];
  readonly moves: number;
}): string {
  const leftOut = typeof left === 'number' ? left : left.length;
  return [
    `${counted(unchanged, 'action')} of the file ${unchanged === 1 ? 'is' : 'are'} as in the plan.`,
    ...(leftOut > 0 ? [`${counted(leftOut, 'action')} of the plan ${leftOut === 1 ? 'is' : 'are'} not in the file and left alone.`] : []),
    ...(moves > 0 ? [`${counted(moves, 'due date moves', 'due dates move')}.`] : []),
  ].join(' ');
}

type Counts = Extract<UploadView['next'], { step: 'imported' }>;
