/** Names that files of a draft may have: nothing that could lead out of its folder. */
export const draftPartName = /^[a-z][a-z0-9-]{0,63}\.(json|bin)$/;

/** Names all other parts and is written after them: a draft without it was cut off before its first step was whole. */
export const documentPart = 'document.json';
