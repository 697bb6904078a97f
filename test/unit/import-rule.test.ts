import { ESLint } from 'eslint';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

/**
 * The import rule is only worth something while it bites: each row plants one import in a file of a folder and says
 * whether the rule must object.
 */
const plantedImports = [
  ['src-main/engine/errors.ts', "import fs from 'node:fs';", true],
  ['src-main/engine/errors.ts', "import sharp from 'sharp';", true],
  ['src-main/engine/errors.ts', "import '../imaging/decode';", true],
  ['src-main/engine/errors.ts', "import '../session/repair-session';", true],
  ['src-main/imaging/decode.ts', "import * as ort from 'onnxruntime-node';", true],
  ['src-main/inference/onnx-prior.ts', "import sharp from 'sharp';", true],
  ['src-main/session/repair-session.ts', "import '../imaging/decode';", true],
  ['src-main/session/repair-session.ts', "import { app } from 'electron';", true],
  ['src-shared/model/photo.ts', "import '../../src-main/engine/errors';", true],
  ['src-main/files/target-name.ts', "import '../imaging/decode';", true],
  ['src-main/app/studio.ts', "import '../imaging/decode';", true],
  ['src-main/session/repair-session.ts', "import '../files/atomic-write';", true],
  ['src-main/app/studio.ts', "import '../files/atomic-write';", false],
  ['src-main/imaging/decode.ts', "import '../files/atomic-write';", false],
  ['src-main/imaging/decode.ts', "import sharp from 'sharp';", false],
  ['src-main/imaging/decode.ts', "import '../engine/tensor/region';", false],
  ['src-main/session/repair-session.ts', "import '../engine/red-diff/red-diff';", false],
  ['src-main/inference/onnx-prior.ts', "import * as ort from 'onnxruntime-node';", false],
] as const;

const root = path.resolve(import.meta.dirname, '../..');

describe('the import rule', () => {
  let lint: ESLint;
  beforeAll(() => {
    lint = new ESLint({
      cwd: root,
      // The import rule reads no types; without them a planted text need not be part of a project.
      overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
      ruleFilter: ({ ruleId }) => ruleId === 'boundaries/dependencies',
    });
  });

  it.each(plantedImports)('%s with "%s": refused is %s', async (file, code, isRefused) => {
    const [result] = await lint.lintText(`${code}\n`, { filePath: path.join(root, file) });
    expect(result?.fatalErrorCount, result?.messages[0]?.message).toBe(0);
    expect(result?.messages.some(({ ruleId }) => ruleId === 'boundaries/dependencies')).toBe(
      isRefused,
    );
  });
});
