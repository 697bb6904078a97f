import type {
  AppFailure,
  AppResult,
  EngineReport,
  EngineStatus,
  StudioEvents,
} from '../../../src-shared/contract';
import type { Sentence } from '../../../src-shared/messages';
import { startingReport } from './engine-words';

/** What the board needs to tell what it shows. */
export interface StatusBoardOptions {
  /** Puts a sentence into the person's language. */
  readonly say: (sentence: Sentence) => string;
  /** Why what was chosen is not used. */
  readonly choiceReasons: () => readonly Sentence[];
  readonly tell: (name: 'engineStatus', event: StudioEvents['engineStatus']) => void;
}

/** What the engine last said of its device and prior, in the person's words. */
export class EngineStatusBoard {
  private readonly options: StatusBoardOptions;
  private card: string | undefined;
  private latest: EngineReport = startingReport;

  constructor(options: StatusBoardOptions) {
    this.options = options;
  }

  get report(): EngineReport {
    return this.latest;
  }

  status(): EngineStatus {
    const { fallbackReasons, failure, ...report } = this.latest;
    const { say } = this.options;
    return {
      ...report,
      ...(report.device !== undefined && { device: this.named(report) }),
      fallbackReasons: fallbackReasons.map(say),
      failure: failure && say(failure),
    };
  }

  /** Calls the graphics processor by its name from now on. */
  nameCard(card: string | undefined): void {
    this.card = card;
    if (card !== undefined) this.options.tell('engineStatus', this.status());
  }

  take(report: EngineReport): void {
    const fallbackReasons = [...this.options.choiceReasons(), ...report.fallbackReasons];
    this.latest = { ...report, fallbackReasons };
    this.options.tell('engineStatus', this.status());
  }

  /** What came of loading a prior; an engine that was lost meanwhile has told nothing. */
  takeLoaded(result: AppResult<EngineReport>): AppResult<EngineReport> {
    if (result.ok) this.take(result.value);
    else if (result.error.code !== 'engine-lost') this.takeFailure(result.error);
    return result;
  }

  takeFailure(failure: AppFailure): void {
    this.take({ ...this.latest, state: 'failed', failure });
  }

  /** "NVIDIA GeForce RTX 3060 (DirectML)" where the card is known. */
  private named({ device, isProcessor }: Pick<EngineReport, 'device' | 'isProcessor'>) {
    return isProcessor || this.card === undefined ? device : `${this.card} (${device ?? ''})`;
  }
}
