import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { PlainFault } from '@/platform/plain-fault';
import { chooseInstallation } from '@/platform/starting';

const nothing = () => false;
const aRealOne = (place: string) => place === path.resolve('data/database');

/** What a start with these settings opens: which kind it insists on, and the folder below the project's. */
function opened(variables: Record<string, string>, exists: (place: string) => boolean) {
  const { wanted, environment, isForThisMachineAlone } = chooseInstallation(variables, exists);
  return [wanted, path.relative('.', environment.DATA_DIR), isForThisMachineAlone];
}

describe('on a fresh machine', () => {
  test.each([
    ['a start without settings shows the demonstration', {}, [null, 'demonstration', true]],
    ['an empty setting counts as not set', { HOST: ' ', DEMONSTRATION: '' }, [null, 'demonstration', true]],
    ['another port changes nothing', { PORT: '4000' }, [null, 'demonstration', true]],
    ['a folder of its own is taken for what it is', { DATA_DIR: 'elsewhere' }, [null, 'elsewhere', true]],
    ['--empty, which sets this, starts a real one', { DEMONSTRATION: 'off' }, ['real', 'data', true]],
    ['a demonstration can be asked for', { DEMONSTRATION: 'on' }, ['demonstration', 'demonstration', true]],
    ['whoever names a host means others to come', { HOST: '0.0.0.0' }, ['real', 'data', false]],
    ['also where that is localhost', { HOST: 'localhost' }, ['real', 'data', false]],
    ['a public address means others to come', { PUBLIC_URL: 'http://localhost:3000' }, ['real', 'data', false]],
    ['proxies mean others to come', { TRUSTED_PROXIES: '127.0.0.1' }, ['real', 'data', false]],
    ['a database elsewhere is real', { DATABASE_URL: 'postgresql://db/ratings' }, ['real', 'data', false]],
    [
      'a demonstration for others to see is nobody’s to enter',
      { DEMONSTRATION: 'on', HOST: '0.0.0.0' },
      ['demonstration', 'demonstration', false],
    ],
  ])('%s', (_rule, variables: Record<string, string>, outcome) => {
    expect(opened(variables, nothing)).toEqual(outcome);
  });
});

describe('where there is a real installation', () => {
  test.each([
    ['a start without settings goes on with it', {}, [null, 'data', true]],
    ['a demonstration can still be asked for, in its own folder', { DEMONSTRATION: 'on' }, ['demonstration', 'demonstration', true]],
    ['--empty goes on with it', { DEMONSTRATION: 'off' }, ['real', 'data', true]],
  ])('%s', (_rule, variables: Record<string, string>, outcome) => {
    expect(opened(variables, aRealOne)).toEqual(outcome);
  });
});

test('a demonstration in a database elsewhere is refused', () => {
  expect(() => chooseInstallation({ DEMONSTRATION: 'on', DATABASE_URL: 'postgresql://db/ratings' }, nothing)).toThrow(
    new PlainFault('DEMONSTRATION is "on", but DATABASE_URL is set: a demonstration has a folder of its own. Set only one of the two.'),
  );
});

test('anything but on and off is refused', () => {
  expect(() => chooseInstallation({ DEMONSTRATION: 'yes' }, nothing)).toThrow(
    new PlainFault('DEMONSTRATION is "yes", but must be on or off.'),
  );
});
