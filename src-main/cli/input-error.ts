/** A checkpoint or sidecar cannot be used; `message` is one sentence for people. */
export class InputError extends Error {
  readonly code: 'checkpoint' | 'sidecar';

  constructor(code: InputError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InputError';
    this.code = code;
  }
}
