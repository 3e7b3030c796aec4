import { PLAN_FIELDS, type ActionEffect, type ImportEffect } from '@/domain/exchange';
import { counted, dateInWords } from '@/domain/shared';
import { Details } from '../govuk/details';
import { Section } from '../govuk/section';
import { Table, type TableColumn } from '../govuk/table';
import { Bullets } from '../govuk/text';

/** Everything that an import would do, field by field, and what it would leave. */
export function ImportEffectTables({ effect: { objectives, actions, left } }: { readonly effect: ImportEffect }) {
  const added = actions.filter(({ before }) => before === null);
  const changed = actions.filter(({ before }) => before !== null);
  return (
    <>
      {objectives.length === 0 ? null : (
        <Section
          id="objectives"
          question="Which objectives?"
          heading={`${counted(objectives.length, 'objective is', 'objectives are')} added or renamed`}
        >
          <Table
            caption="Objectives"
            columns={[
              { key: 'number', heading: 'Number', width: 15 },
              { key: 'before', heading: 'In the plan', width: 40 },
              { key: 'after', heading: 'After the import' },
            ]}
            rows={objectives.map(({ before, after }) => ({
              key: after.id,
              cells: [after.number, before?.title ?? 'Not there yet', after.title],
            }))}
          />
        </Section>
      )}
      {changed.length === 0 ? null : (
        <Section id="changed" question="What changes?" heading={`${counted(changed.length, 'action')} would change`}>
          <Table
            caption="Actions that would change, field by field"
            columns={[
              { key: 'field', heading: 'Field', width: 20 },
              { key: 'before', heading: 'In the plan', width: 40 },
              { key: 'after', heading: 'After the import' },
            ]}
            groups={changed.map(({ row, reference, after, changes }) => ({
              key: after.id,
              heading: `${reference} ${after.title} (row ${row})`,
              rows: changes.map(({ label, before, after }) => ({
                key: label,
                cells: [label, <Lines key="before" text={before} />, <Lines key="after" text={after} />],
              })),
            }))}
          />
        </Section>
      )}
      {added.length === 0 ? null : (
        <Section id="added" question="What is new?" heading={`${counted(added.length, 'action')} would be added`}>
          <Table
            caption="Actions that would be added"
            columns={ADDED}
            rows={added.map((effect) => ({
              key: effect.after.id,
              cells: [effect.reference, <Added key="action" effect={effect} />, ownerOf(effect), dateInWords(effect.after.dueOn)],
            }))}
          />
        </Section>
      )}
      {left.length === 0 ? null : (
        <Section
          id="left"
          question="What is not in the file?"
          heading={`${counted(left.length, 'action')} of the plan would be left as ${left.length === 1 ? 'it is' : 'they are'}`}
        >
          <Details summary="Show them">
            <Bullets items={left.map(({ reference, action }) => `${reference} ${action.title}`)} />
          </Details>
        </Section>
      )}
    </>
  );
}

const ADDED: readonly TableColumn[] = [
  { key: 'reference', heading: 'Reference', width: 10 },
  { key: 'action', heading: 'Action', width: 50 },
  { key: 'owner', heading: 'Owner', width: 20 },
  { key: 'due', heading: 'Due', width: 20 },
];

/** The fields that have no column of their own stand folded away. */
function Added({ effect: { row, after, changes } }: { readonly effect: ActionEffect }) {
  const others = changes.filter(
    ({ field, label }) => !['title', 'ownerTitle', 'partner', 'dueOn'].includes(field) || label !== PLAN_FIELDS[field].words,
  );
  return (
    <>
      {after.title}
      {others.length === 0 ? null : (
        <Details summary={`What else row ${row} says`}>
          {others.map(({ label, after }) => (
            <p key={label} className="app-small">
              <b>{label}</b>: <Lines text={after} />
            </p>
          ))}
        </Details>
      )}
    </>
  );
}

function ownerOf({ after: { owner } }: ActionEffect): string {
  return [owner.title, owner.partner].filter((part) => part !== null).join(', ') || 'Nobody yet';
}

/** Text with its line breaks. */
function Lines({ text }: { readonly text: string }) {
  return text === '' ? 'Nothing' : text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [<br key={index} />, line]));
}
