import { describe, expect, it } from 'vitest';
import { askYesNo } from '../../../../src-main/cli/restore/ask';
import { makeEnvironment } from '../../../support/cli-environment';

const never = new Promise<never>(() => undefined);

describe('askYesNo', () => {
  it.each([
    ['y\n', true],
    [' YES \n', true],
    ['\n', false],
    ['n\n', false],
    ['yesterday\n', false],
  ])('takes %j as %s', async (answer, expected) => {
    const environment = makeEnvironment({}, true);
    const asked = askYesNo('Save it?', environment, never);
    environment.stdin.write(answer);
    await expect(asked).resolves.toBe(expected);
    expect(environment.stderr.text()).toBe('Save it? [y/N] ');
  });

  it('takes the end of the input for no, and ends the line', async () => {
    const environment = makeEnvironment({}, true);
    const asked = askYesNo('Save it?', environment, never);
    environment.stdin.end();
    await expect(asked).resolves.toBe(false);
    expect(environment.stderr.text()).toBe('Save it? [y/N] \n');
  });

  it('takes giving up for no', async () => {
    await expect(askYesNo('?', makeEnvironment({}, true), Promise.resolve())).resolves.toBe(false);
  });
});
