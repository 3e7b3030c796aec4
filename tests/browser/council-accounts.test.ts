import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { invitePerson } from '@/operations/identity';

import { openPage } from '../support/browser';
import { startOpenIdProvider, type OpenIdProvider } from '../support/openid';
import { administratorOf, aVisit, good, tokenOf } from '../support/people';
import { startProduct } from '../support/running-product';
import { useProductDatabase } from '../support/signed-in';
import { freePort } from '../support/throwaway-postgres';
import { expectSoundAtEveryWidth } from './pages';

const COUNCILS = [
  { key: 'barnsley', name: 'Barnsley Council' },
  { key: 'north-east-lincolnshire', name: 'North East Lincolnshire Council and its partners in children’s services' },
];

let folder: string;
let providers: readonly OpenIdProvider[];
let product: Awaited<ReturnType<typeof startProduct>>;

/** A second product on the same database, where two councils have accounts of their own. */
beforeAll(async () => {
  useProductDatabase();
  const port = String(await freePort());
  providers = [];
  for (const { key } of COUNCILS)
    providers = [...providers, await startOpenIdProvider(`http://localhost:${port}/api/auth/callback/${key}`)];
  folder = await mkdtemp(path.join(tmpdir(), 'issuers-'));
  const file = path.join(folder, 'issuers.json');
  const entries = providers.map(({ issuer, client_id: clientId, client_secret: clientSecret }, index) => ({
    ...COUNCILS[index],
    issuer,
    clientId,
    clientSecret,
  }));
  await writeFile(file, JSON.stringify(entries));
  product = await startProduct(inject('productDatabaseUrl'), undefined, { PORT: port, OIDC_ISSUERS_FILE: file });
});

afterAll(async () => {
  await product.stop();
  await Promise.all(providers.map(async ({ stop }) => stop()));
  await rm(folder, { recursive: true });
  await closeDatabase();
});

describe.each([
  ['with script', true],
  ['without script', false],
] as const)('%s', (_, script) => {
  test('somebody accepts an invitation with one council’s account, and signs in with it', async () => {
    const email = `${randomUUID()}@example.gov.uk`;
    const { link } = good(await invitePerson(administratorOf('leeds'), 'leeds', { email, roles: ['member'] }, aVisit()));
    const subject = randomUUID();
    const page = await openPage({ script });
    await page.goto(`${product.address}/invitation?token=${tokenOf(link)}`);
    await expectSoundAtEveryWidth(page);
    await page.getByRole('link', { name: `Accept with ${COUNCILS[1]?.name}` }).click();
    await signInThere(subject);
    await page.waitForURL(`${product.address}/`);
    await page.goto(`${product.address}/me`);
    expect(await page.getByRole('main').innerText()).toMatch(/Signing in\s+With your council account/);
    await page.context().clearCookies();

    const answer = await page.goto(`${product.address}/sign-in?next=/me`);
    expect(answer?.headers()['content-security-policy']).toContain(
      `form-action 'self' ${providers.map(({ issuer }) => issuer).join(' ')};`,
    );
    const buttons = page.getByRole('link', { name: /^Continue with/ });
    expect(await buttons.allInnerTexts()).toEqual(COUNCILS.map(({ name }) => `Continue with ${name}`));
    await expectSoundAtEveryWidth(page);
    await buttons.nth(1).click();
    await signInThere(subject);
    await page.waitForURL(`${product.address}/me`);

    // The other council's provider may name the same subject: it is nobody here.
    await page.context().clearCookies();
    await page.goto(`${product.address}/sign-in`);
    await buttons.nth(0).click();
    await signInThere(subject);
    await page.waitForURL(/council-account=not-invited/);
    expect(await page.locator('.govuk-error-summary__list li').allInnerTexts()).toEqual([
      expect.stringContaining('Nobody has invited this council account yet'),
    ]);
    await expectSoundAtEveryWidth(page);

    async function signInThere(name: string): Promise<void> {
      await page.locator('input[name=login]').fill(name);
      await page.locator('input[name=password]').fill('any');
      await page.locator('button[type=submit]').click();
      await page.locator('input[name=prompt][value=consent]').waitFor({ state: 'attached' });
      await page.locator('button[type=submit]').click();
    }
  });
});
