import { defineConfig } from 'oxlint';

/**
 * Which folder may import which, as the README draws it. Every layer but `ui` is entered by its modules' doors
 * (`@/domain/inspections`, never `@/domain/inspections/events`); the components of `ui` are imported one by one.
 */
const LAYERS: Record<string, Layer> = {
  app: {
    mayImport: ['operations', 'ui', 'domain'],
    because: 'a route parses the address, calls one operation and renders; it reads no table and draws no file itself',
  },
  cli: {
    mayImport: ['operations', 'platform', 'domain'],
    because: 'a command parses its arguments and calls one operation',
  },
  operations: {
    mayImport: ['domain', 'database', 'documents', 'platform'],
    because: 'an operation hands back plain data; who shows it, and how, is not its concern',
  },
  documents: {
    mayImport: ['ui', 'domain'],
    because: 'a document is made of prepared data and draws with the same charts as the pages',
  },
  database: {
    mayImport: ['domain', 'platform'],
    because: 'it turns rows into the things of the domain and knows nobody who asks for them',
  },
  ui: {
    mayImport: ['domain'],
    because: 'a component shows what it is given; it fetches nothing',
  },
  platform: {
    mayImport: ['domain'],
    because: 'it carries the product and knows nothing of what the product does',
  },
  domain: {
    mayImport: [],
    because: 'the rules stand on their own, so that they can be read, tested and trusted without the rest',
  },
};

/**
 * Which module of the domain may know which. Facts come before judgement on them: what an inspection is does not depend
 * on the plan that answers it. What is not listed here may be imported by nobody until it has its place.
 */
const DOMAIN_MODULES: Record<string, string[]> = {
  shared: [],
  frameworks: ['shared'],
  authorities: ['shared'],
  settings: ['shared', 'indicators'],
  paper: ['shared', 'frameworks'],
  inspections: ['shared', 'frameworks', 'authorities'],
  findings: ['shared', 'frameworks', 'authorities', 'inspections'],
  'self-evaluation': ['shared', 'frameworks', 'authorities', 'inspections'],
  indicators: ['shared', 'frameworks', 'authorities'],
  improvement: ['shared', 'frameworks', 'authorities', 'inspections', 'findings', 'indicators', 'paper'],
  scrutiny: ['shared', 'frameworks', 'authorities', 'inspections', 'findings', 'indicators', 'improvement', 'paper'],
  history: ['shared'],
  access: ['shared'],
  exchange: ['*'],
};

const WITHOUT_DOORS = new Set(['app', 'ui']);

const PRISMA: Pattern = {
  regex: '^(@prisma/|prisma(/|$)|@/database/generated)',
  message: 'Only src/database speaks to the database: everybody else asks it for things of the domain.',
};

const DRIVER: Pattern = {
  regex: '^pg(/|$)',
  message: 'Only src/database speaks to the database; src/platform merely opens it.',
};

const REACT_AND_NEXT: Pattern = {
  regex: '^(react|react-dom|next)(/|$)',
  message: 'Only app, src/ui and what draws with it know how pages are made.',
};

const NODE_BUILTINS: Pattern = {
  regex: '^node:',
  message: 'A component runs in any place that can draw: it reads no file and no environment.',
};

const PURE_PACKAGES_ONLY: Pattern = {
  group: ['*', '!zod', '!temporal-polyfill', '!.', '!..', '!./**', '!../**'],
  message: 'The domain imports nothing but itself, zod and temporal-polyfill.',
};

const BY_ITS_INDEX = 'A module that is a folder is entered by its index.';

/** What Prisma generates is a folder without an index. */
const DOORS_BUT_GENERATED: Pattern = { group: ['./*/**', '../[!.]*/**', '!./generated/**'], message: BY_ITS_INDEX };

const NO_TEST_CODE: Pattern = {
  regex: '(^|/)tests/',
  message: 'What the tests need stays in the tests.',
};

const SRC_BY_ALIAS: Pattern = {
  regex: String.raw`^(\.\./)+src(/|$)`,
  message: 'Import from src by its alias: @/…',
};

/** How deep a file lies in its layer or module, and so how many steps up lead to the layer's own folder. */
const DEPTHS = [
  { files: '*', home: String.raw`^\./`, outside: String.raw`^(\.\./)+` },
  { files: '*/*', home: String.raw`^\.\./`, outside: String.raw`^(\.\./){2,}` },
  { files: '*/*/**', home: String.raw`^(\.\./){2,}`, outside: String.raw`^(\.\./){3,}` },
];

/** Keeps a layer to its direction, against every kind of import: static, re-exported, dynamic, of types. */
function direction(name: string): Pattern[] {
  const { mayImport, because } = layer(name);
  const forbidden = others(name).filter((other) => !mayImport.includes(other));
  const withDoors = Object.keys(LAYERS).filter((other) => !WITHOUT_DOORS.has(other));
  const patterns: Pattern[] = [
    { regex: `^@/(${forbidden.join('|')})(/|$)`, message: `src/${name} imports ${list(mayImport)}: ${because}.` },
    { regex: `^@/(${withDoors.join('|')})/[^/]+/.`, message: BY_ITS_INDEX },
    NO_TEST_CODE,
  ];
  if (name === 'app') patterns.push(SRC_BY_ALIAS);
  else patterns.push({ regex: `^@/${name}(/|$)`, message: 'Inside one layer, import by relative path.' });
  if (name !== 'database') patterns.push(PRISMA);
  if (name !== 'database' && name !== 'platform') patterns.push(DRIVER);
  if (['cli', 'operations', 'database'].includes(name)) patterns.push(REACT_AND_NEXT);
  if (name === 'ui') patterns.push(NODE_BUILTINS);
  if (name === 'domain') patterns.push(PURE_PACKAGES_ONLY);
  return patterns;
}

function layerOverrides(name: string): Override[] {
  if (name === 'app') return [imports(['app/**'], direction(name))];
  return DEPTHS.map(({ files, home, outside }) => {
    const patterns = [...direction(name), byAlias(name, outside)];
    if (!WITHOUT_DOORS.has(name)) patterns.push(name === 'database' ? DOORS_BUT_GENERATED : doors(home));
    return imports([`src/${name}/${files}`], patterns);
  });
}

/** The domain's modules keep an order of their own; each may be a file or a folder with an index. */
function domainOverrides(): Override[] {
  const homeless: Pattern = {
    group: ['**'],
    message: 'This module of the domain has no place yet: give it one in DOMAIN_MODULES (oxlint.config.ts).',
  };
  const ordered = Object.entries(DOMAIN_MODULES).flatMap(([name, mayImport]) =>
    DEPTHS.map(({ files, home, outside }) => {
      const patterns = [...direction('domain'), byAlias('domain', outside), doors(home)];
      const forbidden = Object.keys(DOMAIN_MODULES).filter((other) => other !== name && !mayImport.includes(other));
      if (!mayImport.includes('*')) {
        patterns.push({
          regex: `${home}(${forbidden.join('|')})(/|$)`,
          message: `domain/${name} imports ${list(mayImport)}: the order of the modules is in DOMAIN_MODULES (oxlint.config.ts).`,
        });
      }
      return imports([`src/domain/${name}${files === '*' ? '.ts' : files.slice(1)}`], patterns);
    }),
  );
  return [imports(['src/domain/**'], [homeless]), ...ordered];
}

export default defineConfig({
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'node', 'react', 'jsx-a11y', 'nextjs', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: ['.next', 'dist', 'data', 'public/assets', 'src/database/generated', 'next-env.d.ts'],
  rules: {
    // Types that mean what they say.
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/restrict-plus-operands': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/use-unknown-in-catch-callback-variable': 'error',
    'typescript/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true, boolean: true } }],
    'typescript/consistent-type-imports': 'error',
    'typescript/consistent-type-definitions': ['error', 'interface'],
    'typescript/array-type': ['error', { default: 'array' }],

    // Promises and errors that nobody loses.
    'typescript/no-misused-promises': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/prefer-promise-reject-errors': 'error',
    'typescript/return-await': ['error', 'error-handling-correctness-only'],
    'promise/catch-or-return': ['error', { allowThen: true }],
    'no-empty': 'error',

    // One way to write things.
    eqeqeq: 'error',
    'no-var': 'error',
    'prefer-const': 'error',
    'prefer-template': 'error',
    'object-shorthand': 'error',
    'no-param-reassign': 'error',
    'no-self-compare': 'error',
    'array-callback-return': 'error',
    'unicorn/no-array-for-each': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/prefer-node-protocol': 'error',
    'unicorn/prefer-number-properties': 'error',
    'unicorn/prefer-string-replace-all': 'error',
    'unicorn/prefer-string-slice': 'error',
    'unicorn/prefer-array-some': 'error',
    'unicorn/prefer-at': 'error',
    'unicorn/throw-new-error': 'error',
    'import/first': 'error',
    'import/no-duplicates': 'error',
    'import/no-mutable-exports': 'error',

    // What has no place in the product.
    'no-console': ['error'],
    'no-alert': 'error',
    'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
    'node/no-process-env': 'error',
    'import/no-commonjs': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'unicorn/no-abusive-eslint-disable': 'error',
    'unicorn/no-document-cookie': 'error',
    'no-restricted-properties': [
      'error',
      { object: 'Temporal', property: 'Now', message: 'What day it is comes in as an argument.' },
      { object: 'Math', property: 'random', message: 'New ids and numbers come in as arguments.' },
    ],
    'react/button-has-type': 'error',
    'react/jsx-no-target-blank': 'error',
    'react/rules-of-hooks': 'error',
    'react/no-danger': 'error',

    // Awaiting one thing after the other is how a transaction works.
    'no-await-in-loop': 'off',
    // The nouns of the domain name functions and parameters alike.
    'no-shadow': 'off',
    // The compiler knows which paths return nothing (noImplicitReturns).
    'typescript/consistent-return': 'off',
    // CommonJS packages offer the same by name and on their default export.
    'import/no-named-as-default-member': 'off',
    // What belongs together may stand together: arguments in a group, a small function where it is used.
    'unicorn/no-useless-spread': 'off',
    'unicorn/consistent-function-scoping': 'off',
    // Floating promises are found by type.
    'promise/always-return': 'off',
    // A loop may wait for something that a function beside it sets.
    'no-unmodified-loop-condition': 'off',
    // Copying is how the things of the domain change.
    'oxc/no-map-spread': 'off',
    // A list of five is searched as fast as a set.
    'unicorn/prefer-set-has': 'off',
    // The compiler makes JSX work without an import.
    'react/react-in-jsx-scope': 'off',
    // Lists are drawn once, on the server: no state could stick to a wrong row.
    'react/no-array-index-key': 'off',
    // Links are plain links: every page is complete without script.
    'nextjs/no-html-link-for-pages': 'off',
    // Tables that stack on small screens lose their roles in browsers unless these are written down.
    'jsx-a11y/no-redundant-roles': 'off',
    'jsx-a11y/no-interactive-element-to-noninteractive-role': 'off',
    // Elements that older browsers announce as nothing, such as search, keep their role on a div or form.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // A region that scrolls has to be reached by keyboard.
    'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['region'] }],
    // Without script nothing else could move the focus to the summary of what is wrong.
    'jsx-a11y/no-autofocus': 'off',
    // Options of a data list carry their text as value.
    'jsx-a11y/control-has-associated-label': 'off',
    // A style sheet is imported for what it does.
    'import/no-unassigned-import': ['error', { allow: ['**/*.scss', '**/*.css'] }],
  },
  overrides: [
    ...others('domain').flatMap(layerOverrides),
    ...domainOverrides(),
    {
      files: ['app/**', 'src/cli/**', 'src/operations/**', 'src/documents/**', 'src/ui/**', 'src/domain/**'],
      rules: {
        'no-restricted-globals': [
          'error',
          {
            name: 'Date',
            message: 'A calendar day is a Temporal.PlainDate; Date stays in src/database and src/platform.',
          },
        ],
      },
    },
    {
      files: ['src/domain/**'],
      rules: {
        'no-restricted-globals': [
          'error',
          { name: 'Date', message: 'A calendar day is a Temporal.PlainDate.' },
          { name: 'process', message: 'The domain knows no environment.' },
          { name: 'fetch', message: 'The domain asks nobody.' },
          { name: 'crypto', message: 'New ids come in as arguments.' },
        ],
      },
    },
    // Settings are read in one place; what is passed on to other programs, and the address of the database, are set on the way.
    { files: ['src/platform/**', 'src/database/client.ts', '*.config.ts'], rules: { 'node/no-process-env': 'off' } },
    {
      files: ['src/platform/clock.ts'],
      rules: { 'no-restricted-properties': 'off' },
    },
    { files: ['src/cli/**', 'src/platform/log.ts', 'bin/**', 'tests/bench/**'], rules: { 'no-console': 'off' } },
    // Next finds pages, and tools their settings, by default export.
    { files: ['app/**', '*.config.ts', 'proxy.ts', 'tests/support/tally.ts'], rules: { 'import/no-default-export': 'off' } },
    {
      files: ['bin/**', 'tests/**'],
      rules: { 'node/no-process-env': 'off', 'no-restricted-properties': 'off' },
    },
    // Without types there is nothing that these could know.
    {
      files: ['bin/**'],
      rules: {
        'typescript/no-unsafe-argument': 'off',
        'typescript/no-unsafe-assignment': 'off',
        'typescript/no-unsafe-call': 'off',
        'typescript/no-unsafe-member-access': 'off',
        'typescript/no-unsafe-return': 'off',
        'typescript/restrict-template-expressions': 'off',
      },
    },
    // What every test needs is set up, and its console watched, outside of tests.
    { files: ['tests/support/**'], rules: { 'vitest/no-standalone-expect': 'off', 'no-console': 'off' } },
    {
      files: ['tests/**'],
      rules: {
        'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*'] }],
        'vitest/no-restricted-vi-methods': [
          'error',
          Object.fromEntries(
            ['mock', 'doMock', 'hoisted', 'stubGlobal', 'stubEnv', 'useFakeTimers', 'setSystemTime'].map((method) => [
              method,
              'The real thing runs; what day it is and what the settings are go in as arguments.',
            ]),
          ),
        ],
      },
    },
  ],
});

function imports(files: string[], patterns: Pattern[]): Override {
  // What a group excepts ("!zod") is excepted from every pattern after it, so groups come last.
  const groupsLast = patterns.toSorted((left, right) => Number(left.group !== undefined) - Number(right.group !== undefined));
  return { files, rules: { 'no-restricted-imports': ['error', { patterns: groupsLast }] } };
}

function doors(home: string): Pattern {
  return { regex: `${home}[^/.]+/.`, message: BY_ITS_INDEX };
}

function byAlias(name: string, outside: string): Pattern {
  return { regex: `${outside}(${others(name).join('|')})(/|$)`, message: 'Across layers, import by alias: @/…' };
}

function others(name: string): string[] {
  return Object.keys(LAYERS).filter((other) => other !== name);
}

function layer(name: string): Layer {
  const found = LAYERS[name];
  if (found === undefined) throw new Error(`There is no layer ${name}.`);
  return found;
}

function list(names: string[]): string {
  return names.length === 0 ? 'nothing of ours' : `only ${names.join(', ')}`;
}

interface Layer {
  mayImport: string[];
  because: string;
}

interface Pattern {
  regex?: string;
  group?: string[];
  message: string;
}

interface Override {
  files: string[];
  rules: { 'no-restricted-imports': ['error', { patterns: Pattern[] }] };
}
