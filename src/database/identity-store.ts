import { prismaAdapter } from 'better-auth/adapters/prisma';

import { database } from './client';

/** The tables of the identity library, for the library alone. `owner` changes when the connections have been closed and opened anew. */
export function identityStore(): { readonly adapter: ReturnType<typeof prismaAdapter>; readonly owner: object } {
  const owner = database();
  return { adapter: prismaAdapter(owner, { provider: 'postgresql', transaction: true }), owner };
}

/** The installation's own key: `proposed` when it had none, else the one it has had all along. */
export async function installationSecret(proposed: string): Promise<string> {
  await database().installationSecret.createMany({ data: [{ id: 1, secret: proposed }], skipDuplicates: true });
  const { secret } = await database().installationSecret.findUniqueOrThrow({ where: { id: 1 } });
  return secret;
}
