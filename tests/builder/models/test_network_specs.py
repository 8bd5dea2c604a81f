"""The list of networks: what stands in the content can be made, and what cannot be is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.errors import BuildError
from builder.models.lab_data import digits
from builder.models.network_specs import NetworkSpec, network_specs
from builder.models.networks import RECIPES
from core.data.digits import read
from core.network.objective import Objective
from core.network.training_config import TrainingConfig


def test_every_network_of_the_content_fits_its_digits() -> None:
    asked, held = network_specs(RECIPES), digits()
    assert len({one.name for one in asked}) == len(asked) > 20
    for one in asked:
        d = read(held[f"{one.digits}-train"]).x.shape[1]
        assert one.recipe is None or one.recipe.widths[0] == d
        assert (one.recipe is None) == (one.pca is not None)


def test_a_list_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "networks.toml"
    path.write_text(
        '[[network]]\nname = "a"\ndigits = "digits-8"\nfirst = 9\nbits = 4\n'
        "recipe = { widths = [64, 2, 64], epochs = 3 }\n"
        '[[network]]\nname = "c"\ndigits = "digits-8"\nbeta = 4\n'
        'recipe = { widths = [64, 2, 64], objective = { loss = "cross_entropy" } }\n'
        '[[network]]\nname = "b"\ndigits = "digits-8"\nwithout = 0\npca = 3\n'
    )
    variational = TrainingConfig((64, 2, 64), objective=Objective("cross_entropy"))
    assert network_specs(path) == (
        NetworkSpec(
            "a", "digits-8", 9, None, TrainingConfig(widths=(64, 2, 64), epochs=3), None, None, 4
        ),
        NetworkSpec("c", "digits-8", None, None, variational, 4, None, None),
        NetworkSpec("b", "digits-8", None, 0, None, None, 3, None),
    )


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("pca = 2\nwidth = 3", "a: width; allowed: beta, bits, digits"),
        ("pca = 2\nrecipe = { widths = [4, 2, 4] }", "either a recipe or pca"),
        ("", "either a recipe or pca"),
        ("recipe = { widths = [64, 0, 64] }", "a width in"),
        ("recipe = { widths = [64, 2, 64], rate = nan }", "rate is nan"),
        ("recipe = { widths = [64, 2, 64] }\nbits = 2", "bits is 2; allowed: 3, 4, 5, 6"),
        ("pca = 2\nbits = 9", "bits is 9"),
        ("pca = 2\nbeta = 1", "beta with pca; allowed: with a recipe"),
        ("recipe = { widths = [64, 2, 64] }\nbeta = 1", "allowed with beta: cross_entropy"),
        (
            'recipe = { widths = [64, 2, 64], objective = { loss = "cross_entropy" } }\nbeta = -1',
            "beta is -1; allowed: a number, 0 and up",
        ),
        ("pca = 2\nwithout = 10", "without is 10; allowed: 0 to 9"),
        ('pca = 2\n[[network]]\nname = "a"\npca = 2', "twice: a"),
    ],
)
def test_what_cannot_be(tmp_path: Path, lines: str, told: str) -> None:
    path = tmp_path / "networks.toml"
    path.write_text(f'[[network]]\nname = "a"\ndigits = "digits-8"\n{lines}\n')
    with pytest.raises(BuildError, match=told):
        network_specs(path)
