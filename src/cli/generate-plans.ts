import { counted } from '@/domain/shared';
import { OPERATOR } from '@/operations/access';
import { generatePlans } from '@/operations/demonstration';
import { thisMoment } from '@/platform/clock';
import { PlainFault } from '@/platform/plain-fault';

const MOST = 1_000_000;

/** `npm run demo:generate -- --actions N`: fills a demonstration with plans, and says for which councils. */
export async function generate(commandArguments: readonly string[]): Promise<number> {
  const [option, number = '', ...rest] = commandArguments;
  const actions = Number(number);
  if (option !== '--actions' || rest.length > 0 || !/^[1-9]\d*$/.test(number) || actions > MOST) {
    throw new PlainFault(`Say how many actions, from 1 to ${MOST.toLocaleString('en-GB')}: npm run demo:generate -- --actions 15000`);
  }
  const done = await generatePlans(OPERATOR, {
    actions,
    at: thisMoment(),
    onPlan: (council, added) => process.stdout.write(`${council}: ${counted(added, 'action')}\n`),
  });
  process.stdout.write(`Added ${counted(done.plans, 'plan')} with ${counted(done.actions, 'action')}.\n`);
  return 0;
}
