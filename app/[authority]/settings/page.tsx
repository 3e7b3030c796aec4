import { formOf, SETTING_KEYS, SETTING_LABELS, settingInWords } from '@/domain/settings';
import { currentRequest } from '@/operations/access';
import { viewSettings, type SettingsView } from '@/operations/settings';
import { PageFrame } from '@/ui/govuk/page-frame';
import { linkOf } from '@/ui/govuk/site';
import { Table } from '@/ui/govuk/table';
import { NextLinks } from '@/ui/govuk/text';
import { firstOf } from '../../form-answers';
import { permitted } from '../../permitted';
import { SettingsForm } from './settings-form';

export const dynamic = 'force-dynamic';

/** How is this council called and shown, who may see what, and who is reminded when? */
export default async function SettingsPage({ params, searchParams }: SettingsAddress) {
  const { actor } = await currentRequest();
  const { authority: slug } = await params;
  const view = await permitted(actor, `/${slug}/settings`, viewSettings(actor, slug));
  if (!view.mayChange) return <ReadOnly view={view} />;
  const { authority, settings, version, indicators } = view;
  return (
    <SettingsForm
      authority={linkOf(authority)}
      indicators={indicators.map(({ key, name }) => ({ value: key, text: name }))}
      saved={firstOf((await searchParams).saved) !== ''}
      opened={{ problems: [], values: { ...formOf(settings), reason: '' }, version, conflict: null }}
    />
  );
}

function ReadOnly({ view: { authority, settings } }: { readonly view: SettingsView }) {
  return (
    <PageFrame
      name="Settings"
      current="settings"
      authority={authority}
      caption="Settings of the council"
      title="An administrator of the council changes these"
    >
      <Table
        caption="Settings"
        columns={[
          { key: 'setting', heading: 'Setting', width: 40 },
          { key: 'value', heading: 'As it is' },
        ]}
        rows={SETTING_KEYS.map((key) => ({ key, cells: [SETTING_LABELS[key], settingInWords(settings, key)] }))}
      />
      <NextLinks links={[{ text: 'Who changed them, when and why', href: `/${authority.slug}/history?kind=settings` }]} />
    </PageFrame>
  );
}

interface SettingsAddress {
  readonly params: Promise<{ authority: string }>;
  readonly searchParams: Promise<{ saved?: string | string[] }>;
}
