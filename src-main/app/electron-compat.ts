// Everything in which the main process has to treat Electron 22, the oldest supported, and the current one differently.
import { clipboard, type Protocol } from 'electron';

/** An answer to a request of the window's own scheme. */
export interface SchemeResponse {
  readonly statusCode: number;
  readonly mimeType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** `protocol.handle` came with Electron 25; before it there was a callback. */
export function serveScheme(
  protocol: Protocol,
  scheme: string,
  answer: (address: string) => Promise<SchemeResponse>,
): void {
  if ('handle' in protocol) {
    protocol.handle(scheme, async (request) => {
      const { statusCode, mimeType, headers, body } = await answer(request.url);
      const allHeaders = { ...headers, 'content-type': `${mimeType}; charset=utf-8` };
      return new Response(new Uint8Array(body), { status: statusCode, headers: allHeaders });
    });
    return;
  }
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- all that Electron 22 has
  (protocol as Protocol).registerBufferProtocol(scheme, (request, respond) => {
    void answer(request.url).then(({ statusCode, mimeType, headers, body }) => {
      respond({ statusCode, mimeType, charset: 'utf-8', headers: { ...headers }, data: body });
    });
  });
}

/** Writing to the clipboard returns a promise since Electron 44. */
export async function writeClipboardText(text: string): Promise<void> {
  await (clipboard.writeText(text) as unknown as Promise<void> | undefined);
}
