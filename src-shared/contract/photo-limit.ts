/** How many photos a batch takes at once, however they come: in a folder, dropped or chosen. */
export const maxPhotosAtOnce = 10_000;
