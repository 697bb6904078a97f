import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { readNumber, type TypedNumber } from './parse-number';
import { valueForKey, type NumberRange } from './slider-scale';

/** The value that counts stays to be seen; the note on how it came about may leave. */
const noteMs = 8000;
/** Keys that move the caret. */
const typingKeys = ['Home', 'End', 'ArrowLeft', 'ArrowRight'];

/** What a number field is about. */
export interface NumberTyping {
  /** Text that is being typed; undefined: the value stands there. */
  readonly typed: string | undefined;
  /** What was done with the last text, where it is not what was typed. */
  readonly problem: TypedNumber | undefined;
  readonly type: (text: string) => void;
  readonly commit: () => void;
  readonly press: (event: KeyboardEvent) => void;
}

/** Turns the wheel over a focused field; React's own listener is passive, so that the panel would scroll too. */
function useWheel(input: RefObject<HTMLInputElement | null>, turn: (event: WheelEvent) => void) {
  const latest = useRef(turn);
  useEffect(() => {
    latest.current = turn;
  });
  useEffect(() => {
    const element = input.current!;
    const listen = (event: WheelEvent) => {
      if (document.activeElement !== element || event.deltaY === 0) return;
      event.preventDefault();
      latest.current(event);
    };
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, [input]);
}

/** Typing, arrows and the wheel of a number field. */
export function useNumberTyping(
  input: RefObject<HTMLInputElement | null>,
  value: number,
  range: NumberRange,
  onChange: (value: number) => void,
): NumberTyping {
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<TypedNumber>();
  useEffect(() => {
    if (!problem) return undefined;
    const timer = setTimeout(() => setProblem(undefined), noteMs);
    return () => clearTimeout(timer);
  }, [problem]);

  const change = (next: number | undefined, nextProblem?: TypedNumber) => {
    setTyped(undefined);
    setProblem(nextProblem);
    if (next !== undefined && next !== value) onChange(next);
  };
  const commit = () => {
    if (typed === undefined) return;
    const read = readNumber(typed, value, range);
    change(read.value, read.problem && read);
  };
  useWheel(input, ({ deltaY, shiftKey }) =>
    change(valueForKey({ key: deltaY < 0 ? 'ArrowUp' : 'ArrowDown', shiftKey }, value, range)),
  );
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape' && typed !== undefined) {
      event.stopPropagation();
      setTyped(undefined);
    }
    const next = typingKeys.includes(event.key) ? undefined : valueForKey(event, value, range);
    if (next === undefined) return;
    event.preventDefault();
    change(next);
  };
  return { typed, problem, type: setTyped, commit, press };
}
