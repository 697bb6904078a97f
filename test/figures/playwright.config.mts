import { defineConfig } from '@playwright/test';

/** Measures of the real window; `heirloom bench window` starts them. They assert nothing about time. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.figures.ts',
  workers: 1,
  fullyParallel: false,
  timeout: 900_000,
  expect: { timeout: 120_000 },
  outputDir: '../../dist/figures',
  reporter: [['line']],
});
