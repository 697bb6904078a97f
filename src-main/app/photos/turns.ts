/** Runs a task when those that were asked for before it are done. */
export type Turns = <Value>(task: () => Promise<Value>) => Promise<Value>;

/** Lets tasks run one after the other, in the order in which they were asked for. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return async (task) => {
    const turn = last.then(task, task);
    last = turn;
    return turn;
  };
}
