/** A request that cannot be met as things stand; the message is one sentence for people. */
export class RefusedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RefusedError';
  }
}
