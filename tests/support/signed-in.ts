import type { Page } from 'playwright-core';
import { inject } from 'vitest';

import { openPage, type Visitor } from './browser';
import type { TestPerson } from './people';

/**
 * An empty page of somebody who has signed in before. The person is made by the operations, in the running product's own database: call `useProductDatabase`
 * first.
 */
export async function pageOf(person: TestPerson, visitor: Visitor = {}): Promise<Page> {
  const page = await openPage(visitor);
  const cookies = person.cookie.split('; ').map((pair) => {
    const [name = '', value = ''] = pair.split('=');
    return { name, value, url: inject('productUrl') };
  });
  await page.context().addCookies(cookies);
  return page;
}

/** From here on operations called by a test work on what the running product keeps. */
export function useProductDatabase(): void {
  process.env.DATABASE_URL = inject('productDatabaseUrl');
}
