/** The little of the page's own interface that the preload script needs; main's types know no page. */
export interface Page {
  readonly File: new () => object;
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
  addEventListener(name: 'securitypolicyviolation', listener: () => void): void;
}

export const page = globalThis as unknown as Page;
