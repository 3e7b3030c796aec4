import { log } from './log';

const A_DAY = 24 * 60 * 60 * 1_000;

/** Does the work now and then once a day. Where it fails, that is logged and the next day comes. `stop` waits for work under way. */
export function everyDay(work: () => Promise<void>): { readonly stop: () => Promise<void> } {
  let underWay = Promise.resolve();
  const begin = (): void => {
    underWay = underWay.then(work).catch((error: unknown) => log().error({ err: error }, 'The daily work failed'));
  };
  begin();
  const timer = setInterval(begin, A_DAY);
  return {
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}
