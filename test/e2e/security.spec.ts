import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { launchHeirloom, type LaunchedApp } from './launch';
import type { TestWindow } from './studio';

let heirloom: LaunchedApp;
let server: Server;
let origin: string;
let connections = 0;

test.beforeAll(async () => {
  heirloom = await launchHeirloom();
  server = createServer((_request, response) => response.end('reached'));
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(async () => {
  server.close();
  await heirloom.close();
});

test('the page has nothing of Node and one object of ours', async () => {
  const found = await heirloom.page.evaluate(() => ({
    process: typeof (globalThis as Record<string, unknown>)['process'],
    require: typeof (globalThis as Record<string, unknown>)['require'],
    studio: typeof (window as unknown as TestWindow).studio,
    origin: location.origin,
  }));
  expect(found).toEqual({
    process: 'undefined',
    require: 'undefined',
    studio: 'object',
    origin: 'app://heirloom',
  });
});

test('every file comes with the policy, and no spelling of an address leads elsewhere', async () => {
  const answers = await heirloom.page.evaluate(async () => {
    const { headers } = await fetch('/index.html');
    const addresses = [
      '/../../etc/passwd',
      '/%2e%2e/%2e%2e/package.json',
      '/..%2f..%2fpackage.json',
      '/..%5c..%5cpackage.json',
      '/main.js%00.html',
      '//etc/passwd',
      'app://elsewhere/index.html',
    ];
    const statuses = await Promise.all(
      addresses.map(async (address) =>
        fetch(address).then(
          ({ status }) => status,
          () => 'refused',
        ),
      ),
    );
    return { policy: headers.get('content-security-policy'), statuses };
  });
  expect(answers.policy).toContain("default-src 'none'");
  expect(answers.policy).not.toContain('unsafe');
  for (const status of answers.statuses) expect([404, 'refused']).toContain(status);
});

test('nothing leaves the computer, and every attempt is counted', async () => {
  const report = await heirloom.page.evaluate(async (host) => {
    const { studio } = window as unknown as TestWindow;
    const load = async (element: HTMLElement, address: string) => {
      element.setAttribute(element instanceof HTMLLinkElement ? 'href' : 'src', address);
      document.body.append(element);
      await new Promise((resolve) => setTimeout(resolve, 300));
      element.remove();
    };
    await fetch(`http://${host}/fetch`).catch(() => undefined);
    navigator.sendBeacon(`http://${host}/beacon`);
    try {
      new WebSocket(`ws://${host}/socket`);
    } catch {
      // Refused at once.
    }
    await load(new Image(), `http://${host}/image`);
    await load(document.createElement('script'), `http://${host}/script`);
    await load(document.createElement('iframe'), `http://${host}/frame`);
    window.open(`http://${host}/window`);
    location.assign(`http://${host}/navigation`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const result = await studio.getNetworkReport({});
    return result.ok ? result.value : undefined;
  }, origin);
  expect(connections).toBe(0);
  expect(report?.connections).toBe(0);
  expect(report?.refused).toBeGreaterThanOrEqual(5);
  expect(heirloom.page.url()).toBe('app://heirloom/index.html');
});

test('what is no page of ours is refused below the policy too', async () => {
  const outcome = await heirloom.app.evaluate(
    async ({ net }, address) =>
      new Promise((resolve) => {
        const request = net.request({ url: address, useSessionCookies: true });
        request.on('response', () => resolve('answered'));
        request.on('error', ({ message }) => resolve(message));
        request.end();
      }),
    `http://${origin}/main`,
  );
  expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(connections).toBe(0);
});

test('calls with nonsense are refused in words and change nothing', async () => {
  const codes = await heirloom.page.evaluate(async () => {
    const studio = (window as unknown as TestWindow).studio as unknown as Record<
      string,
      (input: unknown) => Promise<{ ok: boolean; error?: { code: string; message: string } }>
    >;
    const nonsense = [
      undefined,
      null,
      7,
      'x',
      [],
      { photoId: '../../etc' },
      { path: '/etc/passwd' },
    ];
    const found: string[] = [];
    for (const name of Object.keys(studio)) {
      if (name === 'on' || name === 'registerDroppedFiles') continue;
      for (const input of nonsense) {
        const result = await studio[name]!(input);
        found.push(result.ok ? `${name} accepted ${JSON.stringify(input)}` : result.error!.code);
      }
    }
    return [...new Set(found)];
  });
  expect(codes).toEqual(['refused']);
});

test('no permission is given but copying and full screen', async () => {
  const states = await heirloom.page.evaluate(async () =>
    Promise.all(
      ['geolocation', 'notifications', 'camera', 'microphone', 'midi'].map(async (name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state,
          () => 'denied',
        ),
      ),
    ),
  );
  expect(new Set(states)).toEqual(new Set(['denied']));
});
