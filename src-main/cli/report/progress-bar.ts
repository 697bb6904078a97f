import type { CliEnvironment, TextOutput } from '../environment';
import type { ProgressDisplay } from './progress-display';
import { percentOf, progressDetails } from './progress-text';

const betweenFramesMs = 100;
const widestBar = 30;
const narrowestBar = 5;
const usualColumns = 80;
/** Returns to the start of the line and empties it. */
const emptyLine = '\r\u001b[K';

/** A bar on one line of a terminal, with percent, iteration and time left; redrawn at most ten times a second. */
export function createProgressBar(
  output: TextOutput,
  clock: CliEnvironment['clock'],
): ProgressDisplay {
  let lastMs = -Infinity;
  let isShown = false;
  const draw = (line: string) => {
    isShown = true;
    output.write(`${emptyLine}${line}`);
  };
  return {
    stage: (text) => draw(fit(`${text} …`, columnsOf(output))),
    show(progress) {
      if (clock() - lastMs < betweenFramesMs && progress.doneFraction < 1) return;
      lastMs = clock();
      const text = [percentOf(progress), ...progressDetails(progress)].join('  ');
      draw(barLine(progress.doneFraction, text, columnsOf(output)));
    },
    clear() {
      if (isShown) output.write(emptyLine);
      isShown = false;
    },
  };
}

/** "Repairing ██████░░░░  42 %  iteration 6 of 14", as long as the terminal allows; without a bar where it is narrow. */
export function barLine(doneFraction: number, text: string, columns: number): string {
  const title = 'Repairing ';
  const room = Math.min(widestBar, columns - title.length - text.length - 2);
  if (room < narrowestBar) return fit(text, columns);
  const filled = Math.floor(doneFraction * room);
  return `${title}${'█'.repeat(filled)}${'░'.repeat(room - filled)}  ${text}`;
}

/** The last column stays free: a terminal wraps the line when it is used. One of unknown width says 0. */
const columnsOf = ({ columns = 0 }: TextOutput) => (columns > 0 ? columns : usualColumns) - 1;

const fit = (text: string, columns: number) => text.slice(0, Math.max(0, columns));
