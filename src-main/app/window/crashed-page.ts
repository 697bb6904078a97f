import type { Language } from '../../../src-shared/messages';

/** Where the page is found within the window's own scheme. */
export const crashedPagePath = '/crashed.html';

const texts: Readonly<Record<'en' | 'de', { title: string; text: string; again: string }>> = {
  en: {
    title: 'The window closed twice within a minute.',
    text: 'Your photos are untouched and your work is kept. Open the window again, or quit and start Heirloom anew.',
    again: 'Open the window again',
  },
  de: {
    title: 'Das Fenster hat sich zweimal in einer Minute geschlossen.',
    text: 'Die Fotos sind unberührt, die Arbeit ist aufgehoben. Das Fenster neu öffnen, oder Heirloom beenden und neu starten.',
    again: 'Fenster neu öffnen',
  },
};

/** A page without a script, for when the window's own script will not run. */
export function crashedPage(language: Language): string {
  const spoken = language === 'de' ? 'de' : 'en';
  const { title, text, again } = texts[spoken];
  return `<!doctype html>
<html lang="${spoken}">
<meta charset="utf-8">
<title>Heirloom</title>
<link rel="stylesheet" href="main.css">
<h1>${title}</h1>
<p>${text}</p>
<p><a href="index.html">${again}</a></p>
</html>`;
}
