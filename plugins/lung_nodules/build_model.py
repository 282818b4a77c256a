"""Writes ``nodules.onnx``: a multi-scale filter for round bright spots, expressed as a network. Nothing in it was
learned.

For each scale the volume is smoothed by a Gaussian, its second derivatives are taken by central differences, and the
eigenvalues of that Hessian (closed form for a symmetric 3 x 3 matrix: Smith 1961, Commun. ACM 4:168) give the dot
filter of Li, Sone and Doi (Med Phys 2003; 30:2040-2051): with |e1| >= |e2| >= |e3| and all of them negative |e3|^2 /
|e1|, else 0. Multiplied by sigma^2 it can be compared between scales; a ball of diameter d answers best at sigma = d
/ (2 sqrt 3).

Input ``volume`` float32 (1, 1, slices, rows, columns), HU / 1000, voxels of SPACING_MM; outputs ``response`` of the
same shape and ``scale``, the index into DIAMETERS_MM of the best scale. Run it with the development packages installed:
``python plugins/lung_nodules/build_model.py``; the same numbers give the same bytes.
"""

from __future__ import annotations

import hashlib
import math
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SPACING_MM = 1.5
DIAMETERS_MM = (4.5, 6.5, 9.5, 14.0, 20.0)
_TARGET = Path(__file__).with_name("nodules.onnx")


class _Graph:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, value: np.ndarray) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def number(self, value: float) -> str:
        return self.constant(np.array(value, np.float32))

    def add(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        self._count += 1
        name = output or f"v{self._count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name


def _gaussian(sigma: float) -> np.ndarray:
    reach = max(1, math.ceil(3 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    return (weights / weights.sum()).astype(np.float32)


def _hessian_kernels() -> np.ndarray:
    """Central differences, shape (6, 1, 3, 3, 3): zz, yy, xx, zy, zx, yx."""
    kernels = np.zeros((6, 1, 3, 3, 3), np.float32)
    for axis in range(3):
        for step, weight in ((0, 1), (1, -2), (2, 1)):
            place = [1, 1, 1]
            place[axis] = step
            kernels[axis, 0][tuple(place)] = weight
    for number, (a, b) in enumerate(((0, 1), (0, 2), (1, 2)), start=3):
        for one in (0, 2):
            for two in (0, 2):
                place = [1, 1, 1]
                place[a], place[b] = one, two
                kernels[number, 0][tuple(place)] = 0.25 if one == two else -0.25
    return kernels


def _dot_response(graph: _Graph, volume: str, sigma: float) -> str:
    """sigma^2 |e3|^2 / |e1| where all eigenvalues are negative, else 0."""
    smooth = volume
    weights = _gaussian(sigma)
    half = len(weights) // 2
    for axis in range(3):
        shape = [1, 1, 1, 1, 1]
        shape[2 + axis] = len(weights)
        pads = [0] * 6
        pads[axis] = pads[axis + 3] = half
        smooth = graph.add("Conv", smooth, graph.constant(weights.reshape(shape)), pads=pads)
    second = graph.add("Conv", smooth, graph.constant(_hessian_kernels()), pads=[1] * 6)
    parts = [f"{second}_{number}" for number in range(6)]
    graph.nodes.append(helper.make_node("Split", [second], parts, axis=1, num_outputs=6))
    low, middle, high = _eigenvalues(graph, parts)
    del middle
    # All negative: the largest, ``high``, is the one nearest zero (e3), ``low`` the strongest (e1).
    zero = graph.number(0.0)
    weak = graph.add("Max", graph.add("Neg", high), zero)
    strong = graph.add("Max", graph.add("Neg", low), graph.number(1e-9))
    answer = graph.add("Div", graph.add("Mul", weak, weak), strong)
    return graph.add("Mul", answer, graph.number(sigma * sigma))


def _eigenvalues(graph: _Graph, parts: list[str]) -> tuple[str, str, str]:
    """Smallest, middle and largest eigenvalue of the symmetric matrix (zz, yy, xx, zy, zx, yx)."""
    zz, yy, xx, zy, zx, yx = parts
    square = {name: graph.add("Mul", name, name) for name in (zy, zx, yx)}
    mean = graph.add("Mul", graph.add("Sum", zz, yy, xx), graph.number(1 / 3))
    a, b, c = (graph.add("Sub", name, mean) for name in (zz, yy, xx))
    diagonal = graph.add("Sum", *(graph.add("Mul", name, name) for name in (a, b, c)))
    off = graph.add("Sum", square[zy], square[zx], square[yx])
    spread = graph.add("Sqrt", graph.add("Add", graph.add("Mul", graph.add(
        "Add", diagonal, graph.add("Mul", off, graph.number(2.0))), graph.number(1 / 6)), graph.number(1e-14)))
    # det(A - mean I) = abc + 2 zy zx yx - a yx^2 - b zx^2 - c zy^2
    first = graph.add("Mul", graph.add("Mul", a, b), c)
    twice = graph.add("Mul", graph.add("Mul", graph.add("Mul", zy, zx), yx), graph.number(2.0))
    minus = graph.add("Sum", graph.add("Mul", a, square[yx]), graph.add("Mul", b, square[zx]),
                      graph.add("Mul", c, square[zy]))
    determinant = graph.add("Sub", graph.add("Add", first, twice), minus)
    cubed = graph.add("Mul", graph.add("Mul", spread, spread), spread)
    ratio = graph.add("Mul", graph.add("Div", determinant, cubed), graph.number(0.5))
    inside = graph.add("Min", graph.add("Max", ratio, graph.number(-1.0)), graph.number(1.0))
    angle = graph.add("Mul", graph.add("Acos", inside), graph.number(1 / 3))
    double = graph.add("Mul", spread, graph.number(2.0))
    high = graph.add("Add", mean, graph.add("Mul", double, graph.add("Cos", angle)))
    turned = graph.add("Add", angle, graph.number(2 * math.pi / 3))
    low = graph.add("Add", mean, graph.add("Mul", double, graph.add("Cos", turned)))
    middle = graph.add("Sub", graph.add("Mul", mean, graph.number(3.0)), graph.add("Add", high, low))
    return low, middle, high


def build() -> onnx.ModelProto:
    """The checked model."""
    graph = _Graph()
    answers = [_dot_response(graph, "volume", diameter / (2 * math.sqrt(3)) / SPACING_MM) for diameter in DIAMETERS_MM]
    together = graph.add("Concat", *answers, axis=1)
    graph.add("ReduceMax", together, graph.constant(np.array([1], np.int64)), output="response", keepdims=1)
    graph.add("ArgMax", together, output="scale", axis=1, keepdims=1)
    size = [1, 1, "slices", "rows", "columns"]
    proto = helper.make_graph(
        graph.nodes, "nodule_candidates",
        [helper.make_tensor_value_info("volume", TensorProto.FLOAT, size)],
        [helper.make_tensor_value_info("response", TensorProto.FLOAT, size),
         helper.make_tensor_value_info("scale", TensorProto.INT64, size)],
        graph.constants,
    )
    model = helper.make_model(proto, opset_imports=[helper.make_opsetid("", 18)], producer_name="consilia")
    model.ir_version = 9
    onnx.checker.check_model(model, full_check=True)
    return model


if __name__ == "__main__":
    data = build().SerializeToString(deterministic=True)
    _TARGET.write_bytes(data)
    print(f"{_TARGET.name}: {len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")
