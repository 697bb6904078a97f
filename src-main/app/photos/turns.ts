/** Lets tasks run one after the other, in the order in which they were asked for. */
export function createTurns(): <Value>(task: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return async (task) => {
    const turn = last.then(task, task);
    last = turn;
    return turn;
  };
}
