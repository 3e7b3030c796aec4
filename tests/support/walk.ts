import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { ANYBODY, isAllowed, ROLE_KEYS, type Actor, type Permission } from '@/domain/access';
import { thisMoment } from '@/platform/clock';
import { invitePerson } from '@/operations/identity';
import { saveOwnPage } from '@/operations/people';

import { aPerson, aVisit, good, theFirstAdministrator, type TestPerson } from './people';

const PROJECT = path.resolve(import.meta.dirname, '../..');

/** To whom something is open: a permission in Barnsley, or whoever is signed in, or everybody. */
export type OpenTo = { readonly permission: Permission } | 'signed-in' | 'everybody';

export function isOpenTo(actor: Actor, openTo: OpenTo): boolean {
  if (openTo === 'everybody') return true;
  return openTo === 'signed-in' ? actor.kind === 'person' : isAllowed(actor, openTo.permission, 'barnsley');
}

/**
 * One walker for each role in Barnsley, somebody with every role in another council, whoever looks after the installation, and a stranger. Each has a name and an
 * address that stand nowhere else, so that they can be found in what others are sent. The reference data must be loaded, and nobody may be there yet.
 */
export async function gatherWalkers(): Promise<readonly Walker[]> {
  const people: readonly (readonly [string, TestPerson])[] = [
    ['operator', await theFirstAdministrator()],
    ...(await inTurn(ROLE_KEYS, async (role) => [role, await aPerson([role])] as const)),
    ['every role in another council', await aPerson(ROLE_KEYS, 'leeds')],
  ];
  const walkers = await inTurn(people, async ([name, { email, cookie, actor }]) => {
    const called = `Called ${randomUUID()}`;
    good(await saveOwnPage(actor, { name: called, jobTitle: '', letters: [] }, thisMoment()));
    return { name, actor, cookie, called, secrets: [email, called] };
  });
  return [...walkers, { name: 'stranger', actor: ANYBODY, cookie: '', called: '', secrets: [] }];
}

/** Invites somebody into Barnsley whom only its administrators may know of. Answers the address. */
export async function inviteSomebody(administrator: Actor): Promise<string> {
  const email = `${randomUUID()}@invited.example.gov.uk`;
  good(await invitePerson(administrator, 'barnsley', { email, roles: ['member'] }, aVisit()));
  return email;
}

/** Every address pattern that app/ answers, as its folders write it. */
export async function routesOfApp(): Promise<readonly string[]> {
  const files = await readdir(path.join(PROJECT, 'app'), { recursive: true });
  return files.flatMap((file) => {
    const folder = path.dirname(file);
    const address = folder === '.' ? '' : `/${folder}`;
    const name = path.basename(file);
    if (/^(page|route)\.tsx?$/.test(name)) return [address || '/'];
    if (name === 'robots.ts') return [`${address}/robots.txt`];
    return /^(icon|apple-icon|favicon|opengraph-image)\.\w+$/.test(name) ? [`${address}/${name}`] : [];
  });
}

/** Every function that src/operations exports, as `settings.saveSettings`, and whether who asks is its first argument. */
export async function exportedOperations(): Promise<readonly { readonly name: string; readonly takesActor: boolean }[]> {
  const folder = path.join(PROJECT, 'src/operations');
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
  const found = await inTurn(files, async (file) => {
    const source = await readFile(path.join(folder, file), 'utf8');
    const where = file.replace(/(\/index)?\.ts$/, '');
    return [...source.matchAll(/^export (?:async )?(?:function\*? |const )(\w+)(?:<[^>]*>)?\(?\s*(actor: Actor\b)?/gm)]
      .filter(([text]) => text.includes('function') || /=\s*(async\s*)?\($/.test(text))
      .map(([, name = '', first]) => ({ name: `${where}.${name}`, takesActor: first !== undefined }));
  });
  return found.flat();
}

/** One after the other: these take the same locks, and two cores have other things to do. */
export async function inTurn<From, To>(items: readonly From[], work: (item: From) => Promise<To>): Promise<readonly To[]> {
  const done: To[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

export interface Walker {
  readonly name: string;
  readonly actor: Actor;
  /** What the browser sends; empty for the stranger. */
  readonly cookie: string;
  /** The name that stands nowhere else. */
  readonly called: string;
  /** What others must not learn without a permission. */
  readonly secrets: readonly string[];
}
