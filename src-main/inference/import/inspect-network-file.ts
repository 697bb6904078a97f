import type { Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { joinNumbers, numbersOfField, type NumberAttribute } from './attribute-numbers';
import type { ConstantNumbers } from './constant-numbers';
import { ConstantShapes } from './constant-shapes';
import { checkSide, inspectTensor } from './inspect-tensor';
import { MOST_SIZE_INPUTS } from './made-sizes';
import {
  NetworkWalk,
  NOTHING_ADDED,
  refusal,
  type Message,
  type RefusalTerms,
} from './network-walk';
import { pagedFile } from './paged-file';
import { signed } from './protobuf-walker';

/** Larger files are no prior that an ordinary computer could ask twenty times. */
const LARGEST_BYTES = 2 * 1024 ** 3;
/** Graphs inside graphs (loops, conditions), deeper than any denoiser nests them. */
const DEEPEST_GRAPH = 4;
/** Of one operator; the standard's have fewer than twenty. */
const MOST_ATTRIBUTES = 100;
// Field numbers of onnx.proto.
const MODEL_GRAPH = 7;
const MODEL_TRAINING = 20;
const MODEL_FUNCTION = 25;
const GRAPH_NODE = 1;
const GRAPH_INITIALIZER = 5;
const GRAPH_INPUT = 11;
const GRAPH_SPARSE_INITIALIZER = 15;
const NODE_INPUT = 1;
const NODE_OUTPUT = 2;
const NODE_OPERATOR = 4;
const NODE_ATTRIBUTE = 5;
const NODE_DOMAIN = 7;
const ATTRIBUTE_NAME = 1;
const ATTRIBUTE_TENSOR = 5;
const ATTRIBUTE_GRAPH = 6;
const ATTRIBUTE_TENSORS = 10;
const ATTRIBUTE_GRAPHS = 11;
const ATTRIBUTE_SPARSE_TENSOR = 22;
const ATTRIBUTE_SPARSE_TENSORS = 23;
/** ValueInfoProto.type, TypeProto.tensor_type, Tensor.shape, TensorShapeProto.dim. */
const VALUE_TO_DIMENSION = [2, 1, 2, 1] as const;
const DIMENSION_VALUE = 1;

/** Operators of other domains are code that somebody would have to add. */
const knownDomains: ReadonlySet<string> = new Set(['', 'ai.onnx', 'com.microsoft']);

/**
 * Looks through a network file of unknown origin before any library loads it: one file of a sane size, whose weights are all
 * inside, whose operators are the standard's and whose sizes are those of its weights.
 * @param terms the file as a person knows it, where `path` is a copy; what is done where it is refused (default: nothing is
 * added), and what can be done then
 * @returns its length in bytes
 * @throws EngineError 'prior', one sentence on what is wrong with it
 */
export async function inspectNetworkFile(
  path: string,
  { shownAs = path, outcome = NOTHING_ADDED, remedy }: Partial<RefusalTerms> = {},
): Promise<number> {
  const terms = { shownAs, outcome, remedy };
  const refuse = (what: string, cause: unknown) => refusal(shownAs, what, cause, terms);
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    throw refuse('could not be read; name a file that is there', cause);
  }
  try {
    const entry = await file.stat();
    checkEntry(entry, terms);
    await inspectModel(new NetworkWalk(pagedFile(file), terms), entry.size);
    return entry.size;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refuse('is no ONNX network, or is cut short; export it again', error);
  } finally {
    await file.close();
  }
}

/** What can be told without opening it. @throws EngineError 'prior' */
export function checkEntry(
  entry: Pick<Stats, 'isFile' | 'size'>,
  terms: Pick<RefusalTerms, 'shownAs'> & Partial<RefusalTerms>,
): void {
  const refuse = (what: string) => refusal(terms.shownAs, what, undefined, terms);
  if (!entry.isFile()) throw refuse('is no file; name an .onnx file');
  if (entry.size > LARGEST_BYTES) throw refuse('is larger than 2 GB; export a smaller network');
}

/** A walk and the sizes that were met on it. */
interface Inspection {
  readonly walk: NetworkWalk;
  readonly shapes: ConstantShapes;
}

async function inspectModel(walk: NetworkWalk, length: number): Promise<void> {
  const inspection: Inspection = { walk, shapes: new ConstantShapes(walk) };
  let graphs = 0;
  for await (const field of walk.messages({ start: 0, end: length })) {
    // A function that calls others several times over grows without bound, and nobody exports a denoiser so.
    if (field.number === MODEL_FUNCTION) {
      throw walk.refusal('defines operators of its own; export it with standard ones');
    }
    if (field.number === MODEL_TRAINING) {
      throw walk.refusal('holds steps of its training; export it for use alone');
    }
    if (field.number === MODEL_GRAPH) {
      graphs += 1;
      await inspectGraph(inspection, field, 1);
    }
  }
  if (graphs !== 1) throw new RangeError('A model has one graph.');
  inspection.shapes.check();
}

async function inspectGraph(inspection: Inspection, graph: Message, depth: number): Promise<void> {
  const { walk, shapes } = inspection;
  if (depth > DEEPEST_GRAPH)
    throw walk.refusal('nests graphs absurdly deep; export it without loops and conditions');
  for await (const field of walk.messages(graph)) {
    if (field.number === GRAPH_INITIALIZER) {
      const { name, numbers } = await inspectTensor(walk, field);
      if (numbers) shapes.know(name, numbers);
    }
    if (field.number === GRAPH_SPARSE_INITIALIZER) throw sparse(walk);
    if (field.number === GRAPH_INPUT) await inspectSides(walk, field, 0);
    if (field.number === GRAPH_NODE) await inspectNode(inspection, field, depth);
  }
}

async function inspectNode(inspection: Inspection, node: Message, depth: number): Promise<void> {
  const { walk, shapes } = inspection;
  walk.countNode();
  let operator = '';
  let output = '';
  const inputs: string[] = [];
  const attributes: NumberAttribute[] = [];
  for await (const field of walk.messages(node)) {
    if (field.number === NODE_INPUT && inputs.length < MOST_SIZE_INPUTS) {
      inputs.push(await walk.text(field));
    }
    if (field.number === NODE_OUTPUT) output ||= await walk.text(field);
    if (field.number === NODE_OPERATOR) operator = await walk.text(field);
    if (field.number === NODE_DOMAIN) {
      const domain = await walk.text(field);
      if (!knownDomains.has(domain)) {
        throw walk.refusal(`needs operators of "${domain}"; export it with standard ones`);
      }
    }
    if (field.number === NODE_ATTRIBUTE) {
      attributes.push(await inspectAttribute(inspection, field, depth));
      if (attributes.length > MOST_ATTRIBUTES) {
        throw walk.refusal('has absurdly many attributes; export it again');
      }
    }
  }
  shapes.ask({ operator, inputs, attributes });
  if (operator === 'Constant') {
    for (const { numbers } of attributes) shapes.know(output, numbers);
  }
}

async function inspectAttribute(
  inspection: Inspection,
  attribute: Message,
  depth: number,
): Promise<NumberAttribute> {
  const { walk } = inspection;
  let name = '';
  let numbers: ConstantNumbers = [];
  const seen = new Set<number>();
  for await (const field of walk.fields(attribute)) {
    const { number } = field;
    numbers = joinNumbers(numbers, await numbersOfField(walk, field));
    if (!('start' in field)) continue;
    if (number === ATTRIBUTE_NAME) name = await walk.text(field);
    // The library would make one of both, and see what is in neither.
    const isSingle = number === ATTRIBUTE_TENSOR || number === ATTRIBUTE_GRAPH;
    if (isSingle && seen.has(number)) throw new RangeError('A value is given twice.');
    seen.add(number);
    if (number === ATTRIBUTE_TENSOR || number === ATTRIBUTE_TENSORS) {
      numbers = joinNumbers(numbers, (await inspectTensor(walk, field)).numbers ?? []);
    }
    if (number === ATTRIBUTE_GRAPH || number === ATTRIBUTE_GRAPHS) {
      await inspectGraph(inspection, field, depth + 1);
    }
    if (number === ATTRIBUTE_SPARSE_TENSOR || number === ATTRIBUTE_SPARSE_TENSORS) {
      throw sparse(walk);
    }
  }
  return { name, numbers };
}

/** The sides that an input declares: messages inside messages, `level` of them above. */
async function inspectSides(walk: NetworkWalk, value: Message, level: number): Promise<void> {
  for await (const field of walk.fields(value)) {
    if (level === VALUE_TO_DIMENSION.length) {
      if (field.number === DIMENSION_VALUE && 'value' in field) {
        checkSide(walk, signed(field.value));
      }
    } else if (field.number === VALUE_TO_DIMENSION[level] && 'start' in field) {
      await inspectSides(walk, field, level + 1);
    }
  }
}

/** A sparse tensor of a few bytes stands for a dense one of any size, and no denoiser needs it. */
function sparse(walk: NetworkWalk) {
  return walk.refusal('keeps weights in sparse tensors; export it with dense ones');
}
