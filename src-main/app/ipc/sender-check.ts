/** The part of a frame that tells it from others. */
interface Frame {
  readonly routingId: number;
  readonly processId: number;
  readonly url: string;
}

/** The part of a page's contents that tells who asks. */
interface Contents {
  readonly mainFrame: Frame;
}

/** Where a message comes from. */
export interface MessageOrigin {
  readonly sender: unknown;
  /** Missing where the frame is gone already. */
  readonly senderFrame?: Frame | null;
}

/**
 * True for a message of the top frame of the application's own window that shows the application's own page; false for frames
 * within it, other windows, pages that it was led to, and frames that are gone.
 * @param contents of the window, where there is one
 * @param origin of the application's pages, such as app://heirloom
 */
export function isFromOwnPage(
  { sender, senderFrame }: MessageOrigin,
  contents: Contents | undefined,
  origin: string,
): boolean {
  if (!contents || sender !== contents || !senderFrame) return false;
  const { routingId, processId } = contents.mainFrame;
  return (
    senderFrame.routingId === routingId &&
    senderFrame.processId === processId &&
    senderFrame.url.startsWith(`${origin}/`)
  );
}
