"""Makes a half-precision version of an exported prior, for graphics cards that are faster with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

from .fidelity import write_version

# Their further inputs are shapes and factors, which have types of their own.
ONE_FEATURE_INPUT = ('Reshape', 'Resize', 'Transpose', 'DepthToSpace')


def halve(model: Path, output: Path, data: Path) -> dict[str, Any]:
    """Writes the half-precision version of `model` and returns its manifest entry with `largestLossDb`; `data` is a prepared data folder.

    Raises ExpectedError, and keeps no file, where it loses too much (fidelity.py).
    """
    return write_version(model, output, data, lambda path: write_halved(model, path))


def write_halved(model: Path, output: Path) -> None:
    """Writes the half-precision version, however good it is; inputs and output stay float32.

    Only the feature maps and their weights are halved: the picture itself and the noise level keep their exactness.
    """
    exact = onnx.load(model)
    half = _convert(exact.graph, set(nodes_on_features(exact)))
    exact.graph.CopyFrom(half)
    onnx.checker.check_model(exact, full_check=True)
    onnx.save(exact, output)


def nodes_on_features(model: ModelProto) -> list[str]:
    """Names of the nodes from the first convolution to the last, and of what rearranges its answer into a picture."""
    nodes = list(model.graph.node)
    first = next(node for node in nodes if node.op_type == 'Conv')
    known = set(first.output)
    names = [first.name]
    for node in nodes[nodes.index(first) + 1 :]:
        # Outside the network its answer becomes a picture.
        if known.intersection(node.input) and node.name.startswith('/net/'):
            known.update(node.output)
            names.append(node.name)
    return names


def _convert(graph: GraphProto, halved: set[str]) -> GraphProto:
    """The graph with the nodes of these names in half precision, and casts where others meet them."""
    weights = {tensor.name: tensor for tensor in graph.initializer}
    features = {name for node in graph.node if node.name in halved for name in node.output}
    asked = {name for node in graph.node if node.name not in halved for name in node.input}
    half_weights: dict[str, TensorProto] = {}
    casts: dict[str, NodeProto] = {}
    nodes: list[NodeProto] = []

    def in_half(name: str) -> str:
        if name in features or not name:
            return f'{name}_half' if name else name
        if name in weights:
            array = numpy_helper.to_array(weights[name]).astype(np.float16)
            half_weights[name] = numpy_helper.from_array(array, name)
            return name
        if name not in casts:
            casts[name] = helper.make_node('Cast', [name], [f'{name}_half'], f'{name}/half', to=TensorProto.FLOAT16)
            nodes.append(casts[name])
        return f'{name}_half'

    for node in graph.node:
        if node.name not in halved:
            nodes.append(node)
            continue
        copy = NodeProto()
        copy.CopyFrom(node)
        count = 1 if node.op_type in ONE_FEATURE_INPUT else len(node.input)
        copy.ClearField('input')
        copy.input.extend([*(in_half(name) for name in node.input[:count]), *node.input[count:]])
        copy.ClearField('output')
        copy.output.extend(f'{name}_half' for name in node.output)
        nodes.append(copy)
        for name in asked.intersection(node.output):
            nodes.append(helper.make_node('Cast', [f'{name}_half'], [name], f'{name}/exact', to=TensorProto.FLOAT))
    initializers = [half_weights.get(name, tensor) for name, tensor in weights.items()]
    return helper.make_graph(nodes, graph.name, graph.input, graph.output, initializers)
