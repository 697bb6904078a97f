/** What ONNX Runtime puts before what it has to say: the place in its source, the condition that failed, a code. */
const prefixes = [
  /^.*\.(?:cc|cpp|h):\d+ .* was false\. /s,
  /^.*\[ONNXRuntimeError\] : \d+ : \w+ : /s,
  /^Error: /,
];

/** The gist of a message of ONNX Runtime in one line of at most 160 characters; the whole belongs into the details. */
export function shortenOrtMessage(message: string): string {
  let text = message;
  for (const prefix of prefixes) text = text.replace(prefix, '');
  text = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
}
