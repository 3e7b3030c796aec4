import { CONFIDENCES, OUTLOOKS } from '@/domain/improvement';
import { StatusTag } from '@/ui/improvement/status-tag';
import { Paragraph } from '@/ui/govuk/text';
import type { ActionAddress } from '../about-action';
import { openChange } from '../open-change';
import { ReportForm } from './report-form';

export const dynamic = 'force-dynamic';

/** What was done, and how does it stand? Six questions at most, for a phone. */
export default async function ReportPage(address: ActionAddress) {
  return openChange(address, 'report', ({ standing: { action, status, why } }, given) => (
    <ReportForm
      {...given}
      standing={
        <Paragraph>
          <StatusTag status={status} /> {`${why}.`}
        </Paragraph>
      }
      steps={action.steps.flatMap(({ id, text, doneOn }) => (doneOn === null ? [{ value: id, text }] : []))}
      outlooks={choices(OUTLOOKS)}
      confidences={[{ value: '', text: 'Not said' }, ...choices(CONFIDENCES)]}
    />
  ));
}

function choices(table: Readonly<Record<string, string>>) {
  return Object.entries(table).map(([value, text]) => ({ value, text }));
}
