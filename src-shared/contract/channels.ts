/** Names of the channels between the preload script and main. */
export const channels = {
  /** Main → window: (name of the event, event). */
  event: 'studio:event',
  /** Main → window, with the pixel port. */
  pixelPort: 'studio:pixel-port',
  /** Window → main: paths of dropped files, asked of the system by the preload script. */
  droppedPaths: 'studio:dropped-paths',
  /** Window → main: the page's policy has refused a connection. */
  refusal: 'studio:refusal',
} as const;

/** The channel of a call of the window. */
export function channelOf(callName: string): string {
  return `studio:call:${callName}`;
}
