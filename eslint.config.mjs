import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

const folders = {
  shared: 'src-shared',
  engine: 'src-main/engine',
  inference: 'src-main/inference',
  files: 'src-main/files',
  imaging: 'src-main/imaging',
  session: 'src-main/session',
  'engine-host': 'src-main/engine-host',
  'engine-process': 'src-main/engine-process',
  app: 'src-main/app',
  preload: 'src-main/preload',
  cli: 'src-main/cli',
  renderer: 'src-renderer',
};

/** A folder may import itself and the folders named. */
const may = (from, ...to) => ({
  from: { element: { type: from } },
  allow: { to: { element: { types: { anyOf: [from, ...to] } } } },
});

/** A package may be imported by the named folders alone. */
const only = (source, ...types) => ({
  from: { element: { types: { noneOf: types } } },
  disallow: { to: { module: { source } } },
});

/** The import rule of ARCHITECTURE.md; test/unit/import-rule.test.ts plants violations to prove that it bites. */
const importPolicies = [
  { allow: { to: { module: { origin: 'external' } } } },
  {
    from: { element: { types: { noneOf: ['shared', 'engine', 'renderer'] } } },
    allow: { to: { module: { origin: 'core' } } },
  },
  may('shared'),
  may('engine'),
  may('inference', 'engine', 'shared'),
  may('files', 'shared'),
  may('imaging', 'engine', 'files', 'shared'),
  may('session', 'engine', 'shared'),
  may('engine-host', 'shared'),
  may(
    'engine-process',
    'session',
    'inference',
    'imaging',
    'files',
    'engine-host',
    'engine',
    'shared',
  ),
  may('app', 'engine-host', 'files', 'shared'),
  may('preload', 'shared'),
  may('cli', 'session', 'inference', 'imaging', 'files', 'engine', 'shared'),
  may('renderer', 'shared'),
  only('electron', 'app', 'preload'),
  only('onnxruntime-node', 'inference'),
  only('sharp', 'imaging'),
];

export default tseslint.config(
  { ignores: ['dist/', '.venv/', '.tsbuild/', 'node_modules/', 'training/', '**/*.cjs'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: { project: 'tsconfig.base.json' } },
      'boundaries/elements': Object.entries(folders).map(([type, pattern]) => ({ type, pattern })),
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        { default: 'disallow', checkAllOrigins: true, policies: importPolicies },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['src-main/engine/**/*.ts', 'src-main/session/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use engine/random: noise is a parameter.' },
        { object: 'Date', property: 'now', message: 'Time is a parameter (a Clock).' },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'vitest.config.mts'],
    rules: { 'boundaries/dependencies': 'off', 'max-lines-per-function': 'off' },
  },
);
