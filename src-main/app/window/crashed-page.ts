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

const style = `:root { color-scheme: light dark; font: 16px/24px system-ui, sans-serif; }
body { max-width: 36rem; margin: 24vh auto 0; padding: 0 24px; }
h1 { font-size: 20px; line-height: 28px; font-weight: 600; }
`;

/** The page and its style by their paths: without a script, for when the window's own script will not run. */
export function crashedPages(language: Language): ReadonlyMap<string, string> {
  const spoken = language === 'de' ? 'de' : 'en';
  const { title, text, again } = texts[spoken];
  const page = `<!doctype html>
<html lang="${spoken}">
<meta charset="utf-8">
<title>Heirloom</title>
<link rel="stylesheet" href="crashed.css">
<h1>${title}</h1>
<p>${text}</p>
<p><a href="index.html">${again}</a></p>
</html>`;
  return new Map([
    [crashedPagePath, page],
    ['/crashed.css', style],
  ]);
}
