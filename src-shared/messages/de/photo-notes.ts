/** What is to be known of a photo file before a copy is saved. */
export const photoNotes = {
  'note.broken': 'Die Datei ist beschädigt: Ein Teil des Bildes fehlt oder ist falsch.',
  'note.gainMap':
    'Die Datei enthält auch eine HDR-Helligkeitskarte; eine gespeicherte Kopie ist ein gewöhnliches Bild ohne sie.',
  'note.furtherPictures':
    'Die Datei enthält auch weitere Bilder, etwa eine Vorschau; eine gespeicherte Kopie enthält nur das Foto.',
  'note.film':
    'Die Datei enthält auch einen kurzen Film; eine gespeicherte Kopie enthält nur das Foto.',
  'note.pages':
    'Die Datei enthält {pages} Seiten; die erste ist offen, und eine gespeicherte Kopie enthält nur sie.',
  'note.severalPictures':
    'Die Datei enthält mehrere Bilder; das erste ist offen, und eine gespeicherte Kopie enthält nur dieses.',
  'note.layers':
    'Die Datei enthält Photoshop-Ebenen; eine gespeicherte Kopie enthält nur das zusammengefügte Bild.',
  'note.smallerVersions':
    'Die Datei enthält kleinere Fassungen des Bildes; eine gespeicherte Kopie lässt sie weg.',
  'note.multipliedAlpha':
    'Die Farben sind in der Datei mit ihrer Deckkraft multipliziert; eine gespeicherte Kopie enthält sie ohne diese Multiplikation.',
  'note.palette':
    'Das Bild benutzt eine Palette von höchstens 256 Farben; eine gespeicherte Kopie hält die vollen Farben.',
  'note.fewBits': 'Das Bild hat {bits} Bit je Farbwert; eine gespeicherte Kopie hat 8.',
  'note.statedColours':
    'Die Datei beschreibt ihre Farben durch Zahlen statt durch ein Farbprofil; eine gespeicherte Kopie, in der dafür kein Platz ist, erhält ein gleichbedeutendes Profil.',
  'note.colourCodes':
    'Die Datei beschreibt ihre Farben durch Kennzahlen ({codes}), die eine gespeicherte Kopie nicht enthalten kann; deshalb sieht die Kopie anders aus als das Original.',
  'note.lossy':
    'Das Bild ist verlustbehaftet komprimiert; eine gespeicherte Kopie behält jeden Farbwert, wie er ist.',
} as const;
