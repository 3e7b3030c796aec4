import { readFileSync } from 'node:fs';

import { z } from 'zod';

import type { GroupRole } from '@/domain/access';
import { readEnvironment, type Environment } from './environment';
import { readGroupRoles } from './group-roles';
import { PlainFault } from './plain-fault';

/** A text of a file; `what` goes on after the name of the field. */
const text = (what: string, shape: RegExp = /\S/) =>
  z.string({ error: ({ input }) => (input === undefined ? 'is missing' : what) }).regex(shape, what);

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** One issuer of the file that OIDC_ISSUERS_FILE names. */
const ENTRY = z
  .strictObject(
    {
      key: text('must be a word for addresses, such as barnsley', SLUG),
      name: text('must be the words for its button, such as Barnsley Council').transform((name) => name.trim()),
      issuer: text('must be an address such as https://login.microsoftonline.com/TENANT/v2.0')
        .refine(
          (address) => /^https?:$/.test(URL.parse(address)?.protocol ?? ''),
          'must be an address such as https://login.microsoftonline.com/TENANT/v2.0',
        )
        .transform((address) => address.replace(/\/+$/, '')),
      clientId: text('must be a text'),
      clientSecret: text('must be a text'),
      councils: z
        .array(text('must be councils as they are written in addresses, such as barnsley', SLUG), 'must be a list of councils')
        .min(1, 'must name at least one council')
        .nullable()
        .default(null),
      groupRoles: z
        .array(z.string('must be pairs such as GROUP=barnsley/manager'), 'must be a list of pairs such as GROUP=barnsley/manager')
        .transform((pairs, context) => {
          const { groupRoles, problems } = readGroupRoles(pairs);
          for (const problem of problems) context.addIssue({ code: 'custom', message: `cannot be used: ${problem}` });
          return groupRoles;
        })
        .default([]),
    },
    { error: (issue) => (issue.code === 'unrecognized_keys' ? `has “${issue.keys.join('”, “')}”, which no issuer has` : 'is no issuer') },
  )
  .superRefine(({ councils, groupRoles }, context) => {
    const stranger = groupRoles.find(({ council }) => councils !== null && !councils.includes(council));
    if (stranger !== undefined) {
      context.addIssue({ code: 'custom', path: ['groupRoles'], message: `name ${stranger.council}, which is not among its councils` });
    }
  });

const FILE = z.array(ENTRY, 'it must be a list of issuers').min(1, 'it names no issuer');

/** What tells issuers apart, or would let one stand for the other. */
const DISTINCT = ['key', 'name', 'issuer'] as const;

let known: { readonly file: string; readonly issuers: readonly Issuer[] } | undefined;

/**
 * The OpenID Connect issuers with whose accounts people can sign in here; none where none is set. A file is read once: like every setting it holds until the next
 * start.
 *
 * @throws PlainFault with one sentence where the file cannot be used
 */
export function listIssuers(environment: Environment = readEnvironment()): readonly Issuer[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_GROUP_ROLES = [], OIDC_ISSUERS_FILE } = environment;
  if (OIDC_ISSUERS_FILE !== undefined) {
    if (known?.file !== OIDC_ISSUERS_FILE) known = { file: OIDC_ISSUERS_FILE, issuers: readIssuersFile(OIDC_ISSUERS_FILE) };
    return known.issuers;
  }
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined) return [];
  return [
    {
      key: '',
      name: null,
      issuer: OIDC_ISSUER,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      councils: null,
      groupRoles: OIDC_GROUP_ROLES,
    },
  ];
}

/** No value of the file is repeated in a message but those that stand on pages: it holds secrets. */
function readIssuersFile(file: string): readonly Issuer[] {
  const refuse = (why: string): never => {
    throw new PlainFault(`The file ${file}, which OIDC_ISSUERS_FILE names, cannot be used: ${why}.`);
  };
  const parsed = FILE.safeParse(contentOf(file, refuse));
  if (!parsed.success) {
    const [{ path: [index, field], message } = { path: [], message: '' }] = parsed.error.issues;
    if (index === undefined) return refuse(message);
    return refuse(`issuer ${Number(index) + 1}${field === undefined ? '' : `’s ${String(field)}`} ${message}`);
  }
  for (const field of DISTINCT) {
    const values = parsed.data.map((entry) => entry[field]);
    const again = values.findIndex((value, index) => values.indexOf(value) < index);
    if (again !== -1) refuse(`issuer ${again + 1} has the same ${field} as issuer ${values.indexOf(values[again] ?? '') + 1}`);
  }
  return parsed.data;
}

function contentOf(file: string, refuse: (why: string) => never): unknown {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    return refuse('it is not there, or this user may not read it');
  }
  try {
    return JSON.parse(content);
  } catch {
    return refuse('it is no JSON');
  }
}

export interface Issuer {
  /** Stands in addresses; empty for the one issuer that has no file. */
  readonly key: string;
  /** On its button. Null where there is one, which is “your council account”. */
  readonly name: string | null;
  /** Its address, without a slash at the end. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Those whose invitations can be accepted with its accounts. Null: all. */
  readonly councils: readonly string[] | null;
  readonly groupRoles: readonly GroupRole[];
}
