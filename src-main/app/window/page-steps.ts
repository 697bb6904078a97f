export interface PageStepsOptions {
  /** False where no photo is open, or no page is there that could hold steps of it. */
  readonly mayWait: () => boolean;
  /** Has the page write them; it calls `answer` when that is done. */
  readonly ask: () => void;
}

/** The last steps on the open photo, which are on their way from the page to the disk. */
export class PageSteps {
  private readonly options: PageStepsOptions;
  private readonly waiting: ((isKept: boolean) => void)[] = [];

  constructor(options: PageStepsOptions) {
    this.options = options;
  }

  get mayWait(): boolean {
    return this.options.mayWait();
  }

  /** Resolves once they are on the disk, with false where it does not take them, which the window says. */
  async keep(): Promise<boolean> {
    if (!this.mayWait) return true;
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.options.ask();
    });
  }

  /** What the page says. */
  answer(isKept: boolean): void {
    for (const resolve of this.waiting.splice(0)) resolve(isKept);
  }

  /** The page is gone, and nobody is left to wait for. */
  forget(): void {
    this.answer(true);
  }
}
