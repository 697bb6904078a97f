let place: HTMLElement | undefined;

/**
 * Where tooltips are drawn: in an area of the window, so that nothing which is read out stands outside of all; the area that
 * holds it must cut nothing off.
 */
export function tooltipPlace(): HTMLElement {
  place ??= document.createElement('div');
  return place;
}
