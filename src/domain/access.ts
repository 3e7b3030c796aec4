/**
 * Who is asking. Every operation takes one first. Until people can sign in there are two: anybody on the public pages, and the operator,
 * who runs commands on the installation itself.
 */
export type Actor = { readonly kind: 'public' } | { readonly kind: 'operator' };

export const ANYBODY: Actor = { kind: 'public' };
export const OPERATOR: Actor = { kind: 'operator' };

/** What can be done to an installation, and by whom. */
const ALLOWED = {
  'read published inspections': ['public', 'operator'],
  'change national data': ['operator'],
  'look after the installation': ['operator'],
} as const satisfies Record<string, readonly Actor['kind'][]>;

export type Permission = keyof typeof ALLOWED;

export function isAllowed(actor: Actor, permission: Permission): boolean {
  const kinds: readonly Actor['kind'][] = ALLOWED[permission];
  return kinds.includes(actor.kind);
}
