"""Objectives: a case by hand, an oracle in plain Python, differences for every combination."""

import cmath
import math
from itertools import pairwise, product

import numpy as np
import pytest

from core.network.network import Network, build
from core.network.objective import LOSSES, Objective, squared_error, value_and_gradient
from core.network.parameter_vector import Architecture, architecture, flatten

KINDS = ("linear", "tanh", "sigmoid", "relu")
SHALLOW, DEEP, DEEPER = (5, 3, 5), (5, 4, 3, 4, 5), (5, 4, 4, 2, 4, 4, 5)
CLEAR = 1e-3  # no sum nearer to a kink than this: differences know nothing of kinks
STEP = 1e-6


def made(widths, hidden, code, output, tied, seed):
    """A network with biases, clean targets in [0, 1], and inputs of which some are masked."""
    rng = np.random.default_rng(seed)
    first = build(widths, hidden, code, output, rng, tied, np.float64)
    while True:
        flat = flatten(first) + 0.1 * rng.standard_normal(architecture(first).size)
        network = architecture(first).build(flat)
        target = rng.random((4, widths[0]))
        x_in = target * (rng.random(target.shape) > 0.3)
        if is_smooth(network, x_in) and is_smooth(network, target):
            return network, flat, x_in, target


def is_smooth(network: Network, x) -> bool:
    h = x
    for i, layer in enumerate(network.layers):
        sums = h @ layer.W + layer.b
        h = layer(h)
        is_code = i == len(network.encoder) - 1
        if (layer.activation == "relu" or is_code) and np.abs(sums).min() < CLEAR:
            return False
    return True


def worst_difference(network, flat, x_in, target, objective) -> float:
    """Along the gradient and two other directions, relative to the gradient's length."""
    _, gradient = value_and_gradient(network, x_in, target, objective)
    length = float(np.linalg.norm(gradient)) or 1.0  # all ReLUs may be dead: then nothing moves
    rng = np.random.default_rng(5)
    found = []
    start = flat.copy()
    for direction in (gradient, *rng.standard_normal((2, len(flat)))):
        unit = direction / (np.linalg.norm(direction) or 1.0)
        sides = []
        for sign in (1, -1):
            flat[:] = start + sign * STEP * unit
            sides.append(value_and_gradient(network, x_in, target, objective)[0])
        flat[:] = start
        found.append(abs((sides[0] - sides[1]) / (2 * STEP) - float(gradient @ unit)) / length)
    return max(found)


@pytest.mark.parametrize(("hidden", "code"), list(product(KINDS, KINDS)))
def test_gradients_of_every_combination_against_central_differences(hidden, code):
    worst, count = 0.0, 0
    for widths, output, loss, tied in product(
        (SHALLOW, DEEP, DEEPER), KINDS, LOSSES, (False, True)
    ):
        if loss == "cross_entropy" and output != "sigmoid":
            continue
        network, flat, x_in, target = made(widths, hidden, code, output, tied, count)
        for penalties in product((0.0, 0.3), (0.0, 0.2)):
            for seen in (target, x_in):  # plain and denoising
                found = worst_difference(network, flat, seen, target, Objective(loss, *penalties))
                worst, count = max(worst, found), count + 1
    print(f"{hidden} {code}: worst relative difference {worst:.1e} of {count} combinations")
    assert count == 3 * (4 + 1) * 2 * 4 * 2
    assert worst < 1e-7


def test_loss_and_gradient_by_hand():
    # one pixel, one code number, two examples: z = tanh(w x + b), y = sigmoid(v z + c)
    w, b, v, c = 0.5, 0.1, -0.7, 0.2
    network = Architecture((1, 1, 1), 1, ("tanh", "sigmoid"), False).build(np.array([w, b, v, c]))
    xs, targets = (1.0, -0.5), (1.0, 0.25)
    loss, gradient = 0.0, np.zeros(4)
    for x, t in zip(xs, targets, strict=True):
        z = math.tanh(w * x + b)
        y = 1 / (1 + math.exp(-(v * z + c)))
        dy, dz = 2 * (y - t) * y * (1 - y), 0.0
        dz = dy * v + 0.3 * math.copysign(1, z)
        da = dz * (1 - z * z)
        loss += (y - t) ** 2 + 0.3 * abs(z)
        gradient += [da * x, da, dy * z, dy]
    expected = gradient / 2 + 0.4 * np.array([w, 0, v, 0])
    objective = Objective(weight_decay=0.4, sparsity=0.3)
    value, found = value_and_gradient(
        network, np.array(xs)[:, None], np.array(targets)[:, None], objective
    )
    assert value == pytest.approx(loss / 2 + 0.2 * (w * w + v * v), rel=1e-14)
    np.testing.assert_allclose(found, expected, rtol=1e-13)


# The oracle: the objective written out number by number, in complex numbers. Its derivative for a
# weight is the imaginary part after a step of i·1e-30, exact to rounding, with nothing subtracted.

SCALAR = {
    "linear": lambda a: a,
    "tanh": cmath.tanh,
    "sigmoid": lambda a: 1.0 / (1.0 + cmath.exp(-a)),
    "relu": lambda a: a if a.real > 0 else 0.0,
}


def written_out(shape: Architecture, numbers, x_in, target, objective: Objective) -> complex:
    numbers = iter(numbers)
    matrices, biases = [], []
    for i, (n_in, n_out) in enumerate(pairwise(shape.widths)):
        if shape.tied and i >= shape.depth:
            mirrored = matrices[2 * shape.depth - 1 - i]
            matrices.append([[mirrored[o][j] for o in range(n_out)] for j in range(n_in)])
        else:
            matrices.append([[next(numbers) for _ in range(n_out)] for _ in range(n_in)])
        biases.append([next(numbers) for _ in range(n_out)])
    free = shape.depth if shape.tied else len(matrices)
    total = (
        0.5 * objective.weight_decay * sum(w * w for W in matrices[:free] for row in W for w in row)
    )
    for seen, clean in zip(x_in.tolist(), target.tolist(), strict=True):
        h = seen
        for i, (W, b) in enumerate(zip(matrices, biases, strict=True)):
            sums = [b[o] + sum(h[j] * W[j][o] for j in range(len(h))) for o in range(len(b))]
            h = list(map(SCALAR[shape.activations[i]], sums))
            if i == shape.depth - 1:
                z = h
        if objective.loss == "squared_error":
            loss = sum((y - t) ** 2 for y, t in zip(h, clean, strict=True)) / len(h)
        else:
            loss = -sum(
                t * cmath.log(y) + (1 - t) * cmath.log(1 - y) for y, t in zip(h, clean, strict=True)
            ) / len(h)
        loss += objective.sparsity * sum(q if q.real > 0 else -q for q in z)
        total += loss / len(x_in)
    return total


@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize(
    ("kinds", "loss"),
    [
        (("tanh", "sigmoid", "sigmoid"), "cross_entropy"),
        (("relu", "tanh", "linear"), "squared_error"),
        (("sigmoid", "linear", "tanh"), "squared_error"),
    ],
)
@pytest.mark.parametrize("widths", [(4, 3, 2, 3, 4), (3, 4, 3, 2, 3, 4, 3)])
def test_an_oracle_in_plain_python_agrees(widths, kinds, loss, tied):
    network, flat, x_in, target = made(widths, *kinds, tied, seed=8)
    objective = Objective(loss, weight_decay=0.3, sparsity=0.2)
    value, gradient = value_and_gradient(network, x_in, target, objective)
    exact = [
        written_out(
            architecture(network), flat + 1e-30j * np.eye(len(flat))[i], x_in, target, objective
        )
        for i in range(len(flat))
    ]
    assert value == pytest.approx(exact[0].real, rel=1e-13)
    expected = np.array([number.imag / 1e-30 for number in exact])
    np.testing.assert_allclose(gradient, expected, atol=1e-13 * np.abs(expected).max())


def test_squared_error_is_the_mean_over_pixels():
    network, _, x_in, target = made(DEEP, "tanh", "linear", "sigmoid", False, 0)
    expected = float(((network.reconstruct(x_in) - target) ** 2).mean())
    assert squared_error(network, x_in, target) == pytest.approx(expected, rel=1e-14)
    assert value_and_gradient(network, x_in, target, Objective())[0] == pytest.approx(expected)


def test_cross_entropy_of_a_certain_output_stays_finite():
    network = Architecture((1, 1, 1), 1, ("linear", "sigmoid"), False).build(
        np.array([1.0, 0.0, 200.0, 0.0], np.float32)
    )
    x, wrong = np.ones((1, 1), np.float32), np.zeros((1, 1), np.float32)
    value, gradient = value_and_gradient(network, x, wrong, Objective("cross_entropy"))
    assert 80 < value < 90
    assert gradient.dtype == np.float32
    assert gradient[3] == 1.0  # x̂ - x, though the sigmoid itself is flat here


def test_wrong_objectives_are_named():
    with pytest.raises(ValueError, match="loss is 'mse'; allowed: squared_error, cross_entropy"):
        Objective("mse")
    for value in (-0.1, math.nan, math.inf, True, "1"):
        for name in ("weight_decay", "sparsity"):
            with pytest.raises(ValueError, match=f"{name} is .*; allowed: .*0 and up"):
                Objective(**{name: value})
    network, _, x_in, target = made(SHALLOW, "tanh", "tanh", "tanh", False, 0)
    with pytest.raises(ValueError, match="output is 'tanh'; allowed with cross_entropy: sigmoid"):
        value_and_gradient(network, x_in, target, Objective("cross_entropy"))
