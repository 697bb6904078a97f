import { sentenceOf, type CatalogueText, type MessageKey } from '../../src-shared/messages';

/** A request that cannot be met as things stand. */
export class RefusedError extends Error {
  readonly text: CatalogueText;

  /** @param key of the sentence in the catalogue, which has nothing to fill in */
  constructor(key: MessageKey) {
    const { message, text } = sentenceOf(key);
    super(message);
    this.name = 'RefusedError';
    this.text = text;
  }
}
