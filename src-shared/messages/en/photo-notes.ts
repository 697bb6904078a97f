/** What is to be known of a photo file before a copy is saved. */
export const photoNotes = {
  'note.broken': 'The file is damaged: a part of the picture is missing or wrong.',
  'note.gainMap':
    'The file also holds an HDR gain map; a saved copy is an ordinary picture without it.',
  'note.furtherPictures':
    'The file also holds further pictures, such as a preview; a saved copy holds the photo alone.',
  'note.film': 'The file also holds a short film; a saved copy holds the photo alone.',
  'note.pages':
    'The file holds {pages} pages; the first one is opened, and a saved copy holds only that.',
  'note.severalPictures':
    'The file holds several pictures; the first one is opened, and a saved copy holds only that.',
  'note.layers': 'The file holds Photoshop layers; a saved copy holds the flattened picture alone.',
  'note.smallerVersions':
    'The file holds smaller versions of the picture; a saved copy leaves them out.',
  'note.multipliedAlpha':
    'Colours are stored multiplied by their transparency; a saved copy stores them plain.',
  'note.palette':
    'The picture uses a palette of at most 256 colours; a saved copy stores full colour.',
  'note.fewBits': 'The picture has {bits} bits a sample; a saved copy stores 8.',
  'note.statedColours':
    'The file states its colours by numbers instead of a profile; a saved copy that cannot hold these gets a profile of the same meaning.',
  'note.colourCodes':
    'The file states its colours by codes that a saved copy cannot hold ({codes}), so the copy looks different from the original.',
  'note.lossy': 'The picture is compressed with loss; a saved copy keeps every sample as it is.',
} as const;
