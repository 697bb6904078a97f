/** What is asked when the window is closed over unfinished work. */
export const closing = {
  'closing.inReview': {
    one: '{count} repaired photo waits to be looked at.',
    other: '{count} repaired photos wait to be looked at.',
  },
  'closing.inWork': { one: '{count} photo is in work.', other: '{count} photos are in work.' },
  'closing.notBegun': {
    one: '{count} photo is not begun.',
    other: '{count} photos are not begun.',
  },
  'closing.batchText':
    'Closing ends the batch, and repairs that are not saved are lost. Originals and saved copies stay as they are.',
  'closing.saving': {
    one: '{name} is still being saved.',
    other: '{count} files are still being saved.',
  },
  'closing.savingText':
    'Heirloom closes by itself as soon as everything is written. Closing before leaves no half of a file behind.',
  'closing.keeping': 'The last steps are still being written into the draft.',
  'closing.keepingText':
    'Heirloom closes by itself as soon as they are. Closing before loses them, and nothing else.',
  'closing.keepOpen': 'Keep open',
  'closing.saveAndClose': 'Save them and close',
  'closing.closeAnyway': 'Close anyway',
  'closing.withoutSaving': 'Close without saving',
  'closing.withoutSteps': 'Close without them',
} as const;
