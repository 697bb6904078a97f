import { defineConfig } from '@playwright/test';

/** The real application in a real window: one after the other, because each has the computer to itself. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  outputDir: 'dist/e2e',
  reporter: [['list'], ['./test/support/playwright-summary.ts']],
});
