/** What is asked when the window is closed over unfinished work. */
export const closing = {
  'closing.inReview': {
    one: '{count} repariertes Foto wartet darauf, angesehen zu werden.',
    other: '{count} reparierte Fotos warten darauf, angesehen zu werden.',
  },
  'closing.inWork': { one: '{count} Foto ist in Arbeit.', other: '{count} Fotos sind in Arbeit.' },
  'closing.notBegun': {
    one: '{count} Foto ist noch nicht begonnen.',
    other: '{count} Fotos sind noch nicht begonnen.',
  },
  'closing.batchText':
    'Schließen beendet den Stapel, und nicht gespeicherte Reparaturen gehen verloren. Originale und gespeicherte Kopien bleiben, wie sie sind.',
  'closing.saving': {
    one: '{name} wird noch gespeichert.',
    other: '{count} Dateien werden noch gespeichert.',
  },
  'closing.savingText':
    'Heirloom schließt von selbst, sobald alles geschrieben ist. Wird vorher geschlossen, bleibt nichts Halbes zurück.',
  'closing.keeping': 'Die letzten Schritte werden noch in den Entwurf geschrieben.',
  'closing.keepingText':
    'Heirloom schließt von selbst, sobald das getan ist. Wird vorher geschlossen, gehen sie verloren und sonst nichts.',
  'closing.keepOpen': 'Offen lassen',
  'closing.saveAndClose': 'Speichern und schließen',
  'closing.closeAnyway': 'Trotzdem schließen',
  'closing.withoutSaving': 'Schließen, ohne zu speichern',
  'closing.withoutSteps': 'Ohne sie schließen',
} as const;
