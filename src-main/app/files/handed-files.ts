/** Files that the system hands over, at the start and while the program runs; they wait here until the window takes them. */
export class HandedFiles {
  private paths: readonly string[];
  private listener: (() => void) | undefined;

  /** @param paths named on the command line */
  constructor(paths: readonly string[]) {
    this.paths = paths;
  }

  /** Calls `listener` when there are more of them. */
  onMore(listener: () => void): void {
    this.listener = listener;
  }

  readonly add = (paths: readonly string[]): void => {
    if (paths.length === 0) return;
    this.paths = [...this.paths, ...paths];
    this.listener?.();
  };

  /** All that wait, once. */
  take(): readonly string[] {
    const taken = this.paths;
    this.paths = [];
    return taken;
  }
}
