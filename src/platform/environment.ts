import { BlockList, isIP } from 'node:net';
import path from 'node:path';

import { z } from 'zod';

import { readGroupRoles } from './group-roles';
import { PlainFault } from './plain-fault';

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** Every setting the product knows, from the environment or an `.env` file in the project's folder. The README's table is made from this. */
const SETTINGS = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a whole number from 0 to 65535')
    .prefault('3000')
    .describe('Port the service listens on. 0 takes any free one.'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an address, such as localhost or 0.0.0.0')
    .prefault('localhost')
    .describe(
      'Address the service listens on. `localhost` is this machine alone; `0.0.0.0` lets other machines in (behind a proxy, in a container).',
    ),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be the address of a PostgreSQL database, such as postgresql://user:password@host:5432/name')
    .refine(
      (address) => URL.canParse(address),
      'must be the address of a PostgreSQL database, such as postgresql://user:password@host:5432/name',
    )
    .optional()
    .describe('A PostgreSQL database (15 or later) to use instead of the bundled one, as `postgresql://user:password@host:5432/name`.'),
  DATA_DIR: z
    .string()
    .transform((folder) => path.resolve(folder))
    .prefault('data')
    .describe(
      'Folder of the bundled database; a demonstration’s is `demonstration`. A relative one is taken from the project’s folder. Not used with DATABASE_URL.',
    ),
  DEMONSTRATION: z
    .enum(['on', 'off'], 'must be on or off')
    .optional()
    .describe(
      '`off` (or `npm start -- --empty`) starts a real, empty installation, `on` a demonstration with made-up people. Without it: real where DATABASE_URL, PUBLIC_URL, HOST or TRUSTED_PROXIES is set or `data` holds a database, else a demonstration. Neither ever becomes the other.',
    ),
  HOME_AUTHORITY: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)*$/, 'must be a council as it is written in addresses, such as barnsley or north-yorkshire')
    .prefault('barnsley')
    .describe('The council this installation belongs to, as it is written in addresses.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://ratings.example.gov.uk' })
    .transform((address) => address.replace(/\/+$/, ''))
    .optional()
    .describe('The address people use, for links in files and interfaces. Without it, `http://localhost` and the port.'),
  TRUSTED_PROXIES: z
    .string()
    .transform(partsOf)
    .refine(
      (entries) => entries.every(isAddressOrRange),
      'must be addresses or ranges with commas between, such as 10.0.0.5, 192.168.0.0/16',
    )
    .prefault('')
    .describe('Proxies in front of the service, whose word on a visitor’s address is believed: addresses or ranges, with commas between.'),
  SMTP_URL: z
    .string()
    .refine(
      (address) => URL.canParse(address) && /^smtps?:$/.test(new URL(address).protocol),
      'must be such as smtps://user:password@host:465',
    )
    .optional()
    .describe(
      'The mail server, as `smtps://user:password@host:465` or `smtp://host:25`. Without it no mail is sent: the administrator is shown each invitation once, to pass on.',
    ),
  MAIL_FROM: z
    .email('must be an e-mail address such as ratings@example.gov.uk')
    .optional()
    .describe('The address that mail comes from. Without it, `no-reply@` and the host of PUBLIC_URL.'),
  PDF_BROWSER: z
    .string()
    .transform((file) => path.resolve(file))
    .optional()
    .describe(
      'A Chromium or Chrome that prints papers to PDF, such as `/usr/bin/chromium`. It is started for each paper, without scripts and network. Without it no PDF is offered.',
    ),
  JOBS: z
    .enum(['on', 'off'], 'must be on or off')
    .prefault('on')
    .describe(
      '`off` in a process that serves pages while `npm run worker` does the recurring jobs (reminders, retention) in one of its own.',
    ),
  AUTH_SECRET: z
    .string()
    .min(32, 'must have 32 characters or more')
    .optional()
    .describe(
      'The key that signs cookies and encrypts second factors, the same for every process. Without it a random one is made and kept in the database; set it so that a copy of the database alone gives nobody a session.',
    ),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://login.microsoftonline.com/TENANT/v2.0' })
    .transform((address) => address.replace(/\/+$/, ''))
    .optional()
    .describe(
      'Sign-in with the council’s own accounts: the OpenID Connect issuer, for Microsoft Entra ID `https://login.microsoftonline.com/TENANT/v2.0`.',
    ),
  OIDC_CLIENT_ID: z
    .string()
    .optional()
    .describe('The service’s id at that issuer. Its redirect address is PUBLIC_URL with `/api/auth/callback`.'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('The service’s secret at that issuer.'),
  OIDC_GROUP_ROLES: z
    .string()
    .transform((list, context) => {
      const { groupRoles, problems } = readGroupRoles(partsOf(list));
      for (const message of problems) context.addIssue({ code: 'custom', message });
      return groupRoles;
    })
    .optional()
    .describe(
      'Groups of that issuer whose members hold a role, as `GROUP=barnsley/manager` with commas between. At each sign-in the roles named here are given and taken away by the `groups` claim; all others stay with the administrators. Nobody gets an account by it.',
    ),
  OIDC_ISSUERS_FILE: z
    .string()
    .transform((file) => path.resolve(file))
    .optional()
    .describe(
      'In place of the settings above, where several councils share an installation: a JSON file with a list of issuers, as “Council accounts” below says.',
    ),
  KEEP_PEOPLE_DAYS: days('365').describe(
    'Days after which name and address of somebody without any role are erased, counted from the end or suspension of the last one.',
  ),
  KEEP_SIGN_INS_DAYS: days('365').describe('Days for which is kept who signed in when, from which address and browser.'),
  KEEP_DRAFTS_DAYS: days('365').describe('Days for which a draft that nobody has changed or published is kept.'),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .prefault('warn')
    .describe('How much is logged: `warn` only what somebody should look at, `info` also one line a request, `debug` more.'),
});

/** What stands between the commas of a list. */
function partsOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** How long something is kept: not for ever, and long enough to notice a mistake. */
function days(standard: string) {
  return z
    .string()
    .regex(/^\d{1,4}$/, 'must be a number of days from 7 to 3650')
    .transform(Number)
    .refine((count) => count >= 7 && count <= 3_650, 'must be a number of days from 7 to 3650')
    .prefault(standard);
}

/** Settings whose value may hold a password and is never repeated in a message. */
const SECRET: readonly string[] = ['DATABASE_URL', 'SMTP_URL', 'AUTH_SECRET', 'OIDC_CLIENT_SECRET'];

/** They mean something only together. */
const OPENID = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

/**
 * The settings of this process. An empty variable counts as not set.
 * @throws PlainFault with one sentence for each value that cannot be used
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const given = Object.fromEntries(
    Object.keys(SETTINGS.shape).flatMap((name) => {
      const value = variables[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = SETTINGS.safeParse(given);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(({ path: [setting], message }) => {
      const name = String(setting);
      return SECRET.includes(name) ? `${name} ${message}.` : `${name} is "${String(given[name])}", but ${message}.`;
    });
    throw new PlainFault(sentences.join('\n'));
  }
  const missing = OPENID.filter((name) => parsed.data[name] === undefined);
  if (missing.length > 0 && missing.length < OPENID.length) {
    throw new PlainFault(`${OPENID.join(', ')} go together, but ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set.`);
  }
  if (parsed.data.OIDC_ISSUERS_FILE !== undefined && parsed.data.OIDC_ISSUER !== undefined) {
    throw new PlainFault('OIDC_ISSUERS_FILE and OIDC_ISSUER are both set, but the file takes the place of the others: set only one.');
  }
  if (parsed.data.OIDC_GROUP_ROLES !== undefined && parsed.data.OIDC_ISSUER === undefined) {
    throw new PlainFault('OIDC_GROUP_ROLES is set, but OIDC_ISSUER, whose groups they are, is not.');
  }
  return { ...parsed.data, PUBLIC_URL: parsed.data.PUBLIC_URL ?? `http://localhost:${parsed.data.PORT}` };
}

/** The settings as a Markdown table for the README. A test fails when the README's own differs. */
export function settingsTable(): string {
  const described = z.toJSONSchema(SETTINGS, { io: 'input' }).properties ?? {};
  const rows = Object.entries(described).map(([name, property]) => {
    const { default: standard = '', description = '' } = typeof property === 'object' ? property : {};
    return `| \`${name}\` | ${standard === '' ? '' : `\`${String(standard)}\``} | ${description} |`;
  });
  return ['| setting | default | what it does |', '|---|---|---|', ...rows].join('\n');
}

/** The proxies of TRUSTED_PROXIES as something that can be asked about an address. */
export function proxyList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

function isAddressOrRange(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 6 ? 128 : 32));
}

export type Environment = Readonly<z.output<typeof SETTINGS>> & { readonly PUBLIC_URL: string };
