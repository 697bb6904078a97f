import { open, type FileHandle } from 'node:fs/promises';
import { EngineError } from '../../engine/errors';
import { readText, walkFields, type ProtobufField } from './protobuf-walker';

/** Larger files are no prior that an ordinary computer could ask twenty times. */
const LARGEST_BYTES = 2 * 1024 ** 3;
/** Graphs inside graphs (loops, conditions), deeper than any denoiser nests them. */
const DEEPEST_GRAPH = 4;
const MOST_NODES = 100_000;
const LONGEST_NAME_BYTES = 1024;

// Field numbers of onnx.proto.
const MODEL_GRAPH = 7;
const MODEL_FUNCTION = 25;
const FUNCTION_NODE = 7;
const GRAPH_NODE = 1;
const GRAPH_INITIALIZER = 5;
const GRAPH_SPARSE_INITIALIZER = 15;
const NODE_ATTRIBUTE = 5;
const NODE_DOMAIN = 7;
const ATTRIBUTE_TENSOR = 5;
const ATTRIBUTE_GRAPH = 6;
const ATTRIBUTE_TENSORS = 10;
const ATTRIBUTE_GRAPHS = 11;
const TENSOR_EXTERNAL_DATA = 13;
const TENSOR_DATA_LOCATION = 14;

/** Operators of other domains are code that somebody would have to add. */
const knownDomains: ReadonlySet<string> = new Set(['', 'ai.onnx', 'com.microsoft']);

/**
 * Looks through a network file of unknown origin before any library loads it: one file of a sane size, whose weights are all
 * inside and whose operators are the standard's.
 * @returns its length in bytes
 * @throws EngineError 'prior', one sentence on what is wrong with it
 */
export async function inspectNetworkFile(path: string): Promise<number> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    throw refusal(path, 'could not be read; name a file that is there', cause);
  }
  try {
    const entry = await file.stat();
    if (!entry.isFile()) throw refusal(path, 'is no file; name an .onnx file');
    if (entry.size > LARGEST_BYTES) {
      throw refusal(path, 'is larger than 2 GB; export a smaller network');
    }
    await inspectModel(new Walk(file, path), entry.size);
    return entry.size;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refusal(path, 'is no ONNX network, or is cut short; export it again', error);
  } finally {
    await file.close();
  }
}

/** One look through a file: counts nodes over all its graphs. */
class Walk {
  readonly file: FileHandle;
  readonly path: string;
  private nodes = 0;

  constructor(file: FileHandle, path: string) {
    this.file = file;
    this.path = path;
  }

  countNode(): void {
    this.nodes += 1;
    if (this.nodes > MOST_NODES) throw refusal(this.path, 'has absurdly many operators');
  }
}

type Message = Extract<ProtobufField, { start: number }>;

async function* messages(walk: Walk, { start, end }: Omit<Message, 'number'>) {
  for await (const field of walkFields(walk.file, start, end)) {
    if ('start' in field) yield field;
  }
}

async function inspectModel(walk: Walk, length: number): Promise<void> {
  let graphs = 0;
  for await (const field of messages(walk, { start: 0, end: length })) {
    if (field.number === MODEL_FUNCTION) {
      for await (const part of messages(walk, field)) {
        if (part.number === FUNCTION_NODE) await inspectNode(walk, part, 1);
      }
    }
    if (field.number === MODEL_GRAPH) {
      graphs += 1;
      await inspectGraph(walk, field, 1);
    }
  }
  if (graphs !== 1) throw new RangeError('A model has one graph.');
}

async function inspectGraph(walk: Walk, graph: Message, depth: number): Promise<void> {
  if (depth > DEEPEST_GRAPH) throw refusal(walk.path, 'nests graphs absurdly deep');
  for await (const field of messages(walk, graph)) {
    if (field.number === GRAPH_INITIALIZER) await inspectTensor(walk, field);
    if (field.number === GRAPH_SPARSE_INITIALIZER) {
      for await (const part of messages(walk, field)) await inspectTensor(walk, part);
    }
    if (field.number === GRAPH_NODE) await inspectNode(walk, field, depth);
  }
}

async function inspectNode(walk: Walk, node: Message, depth: number): Promise<void> {
  walk.countNode();
  for await (const field of messages(walk, node)) {
    if (field.number === NODE_DOMAIN) {
      const domain = await readText(walk.file, field, LONGEST_NAME_BYTES);
      if (!knownDomains.has(domain)) {
        throw refusal(walk.path, `needs operators of "${domain}"; export it with standard ones`);
      }
    }
    if (field.number === NODE_ATTRIBUTE) await inspectAttribute(walk, field, depth);
  }
}

async function inspectAttribute(walk: Walk, attribute: Message, depth: number): Promise<void> {
  for await (const field of messages(walk, attribute)) {
    const { number } = field;
    if (number === ATTRIBUTE_TENSOR || number === ATTRIBUTE_TENSORS)
      await inspectTensor(walk, field);
    if (number === ATTRIBUTE_GRAPH || number === ATTRIBUTE_GRAPHS) {
      await inspectGraph(walk, field, depth + 1);
    }
  }
}

async function inspectTensor(walk: Walk, { start, end }: Message): Promise<void> {
  for await (const field of walkFields(walk.file, start, end)) {
    const isElsewhere =
      field.number === TENSOR_EXTERNAL_DATA ||
      (field.number === TENSOR_DATA_LOCATION && 'value' in field && field.value !== 0n);
    if (isElsewhere) {
      throw refusal(walk.path, 'keeps weights in other files; export it as one file');
    }
  }
}

function refusal(path: string, what: string, cause?: unknown): EngineError {
  return new EngineError('prior', `The network ${path} ${what}; nothing was added.`, { cause });
}
