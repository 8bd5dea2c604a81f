"""What the labs and lessons rely on: the figures of the networks as trained and as sent.

The networks come from the cache; without it they are trained first, which takes minutes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builder.inputs.fetch import cache_folder
from builder.models.lab_data import MOST, digits, named
from builder.models.networks import networks, table
from core.data.digits import read
from core.network.objective import squared_error
from core.network.pca_as_network import truncated
from core.network.quantized_file import unpack
from core.numerics import linear_probe

ROOT = Path(__file__).resolve().parents[3]
CLOSE = 0.05
BETAS = (0.1, 1, 4, 10, 30)
PCA = {1: 0.0625, 2: 0.0574, 4: 0.0496, 8: 0.0390, 16: 0.0281, 32: 0.0177, 64: 0.0096}
PLAIN = {1: 0.0589, 2: 0.0478, 4: 0.0354, 8: 0.0247, 16: 0.0174, 32: 0.0108, 64: 0.0071}


@pytest.fixture(scope="module")
def supplies() -> dict[str, bytes]:
    return named(networks(digits(), cache_folder(ROOT)))


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(table(networks(digits(), cache_folder(ROOT)), digits()))
    return told


@pytest.fixture(scope="module")
def sent(figures: dict[str, Any]) -> dict[str, dict[str, float]]:
    return {name: told["sent"] for name, told in figures["networks"].items() if "sent" in told}


@pytest.mark.parametrize("k", PLAIN)
def test_autoencoders_reach_the_published_errors(figures: dict[str, Any], k: int) -> None:
    told = figures["networks"][f"plain-{k}"]
    assert told["trained"]["clean"] == pytest.approx(PLAIN[k], rel=CLOSE)
    if "sent" in told:
        assert told["sent"]["clean"] == pytest.approx(PLAIN[k], rel=CLOSE)


@pytest.mark.parametrize("k", PCA)
def test_pca_reaches_the_published_errors(supplies: dict[str, bytes], k: int) -> None:
    x = read(supplies["digits-28-test"]).x
    network = truncated(unpack(supplies["network-pca"]), k)
    assert squared_error(network, x, x) == pytest.approx(PCA[k], rel=CLOSE)


def test_all_that_is_sent_is_small(supplies: dict[str, bytes]) -> None:
    assert sum(map(len, supplies.values())) <= MOST


def test_rounding_costs_a_tenth_at_most(figures: dict[str, Any]) -> None:
    for name, told in figures["networks"].items():
        own = "clean, seen classes" if name.startswith("without") else "clean"
        if name.startswith("denoising"):
            own = name.split("-", 2)[2].replace("-", " ")
        if "sent" in told:
            assert told["sent"][own] < 1.13 * told["trained"][own], name


@pytest.mark.parametrize("way", ["trained", "sent"])
def test_variational_ones_go_from_nearly_plain_to_silent(figures: dict[str, Any], way: str) -> None:
    told = {beta: figures["networks"][f"vae-2-beta-{beta:g}"][way] for beta in BETAS}
    kl = [one["kl 1"] + one["kl 2"] for one in told.values()]
    assert kl == sorted(kl, reverse=True)
    assert max(told[30]["kl 1"], told[30]["kl 2"]) < 0.02
    assert told[30]["passing, normal"] == 0.0
    plain = figures["networks"]["plain-2"][way]
    for beta in (0.1, 1, 4):
        assert told[beta]["clean"] == pytest.approx(plain["clean"], rel=CLOSE)
        assert told[beta]["classes, normal"] > plain["classes, normal"]
        assert -175.0 < told[beta]["elbo"] < -158.0
    assert told[1]["elbo"] > told[0.1]["elbo"] + 1.0


def test_rounding_costs_a_few_nats(figures: dict[str, Any]) -> None:
    for beta in BETAS:
        told = figures["networks"][f"vae-2-beta-{beta:g}"]
        assert told["sent"]["elbo"] > told["trained"]["elbo"] - 4.0


def test_of_two_numbers_the_networks_samples_pass_and_components_do_not(
    figures: dict[str, Any], sent: dict[str, dict[str, float]]
) -> None:
    flat, real = figures["compared"]["pca, two numbers"], figures["compared"]["digits as samples"]
    for name in ("plain-2", "vae-2-beta-0.1", "vae-2-beta-1", "vae-2-beta-4"):
        told = sent[name]
        assert flat["passing, fitted"] + 0.2 < told["passing, fitted"] < real["passing"] - 0.1
        assert real["greyness"] + 0.1 < told["greyness, fitted"] < flat["greyness, fitted"]


def test_with_few_digits_components_win(sent: dict[str, dict[str, float]]) -> None:
    assert sent["pca-few"]["clean"] < 0.6 * sent["plain-64-few"]["clean"]


def test_who_denoises_best_depends_on_the_damage(
    figures: dict[str, Any], sent: dict[str, dict[str, float]]
) -> None:
    ridge, noisy = figures["compared"]["ridge"], figures["compared"]["as damaged"]
    assert ridge["mask 0.3"] < sent["denoising-32-mask-0.3"]["mask 0.3"]
    for damage in ("mask 0.5", "mask 0.7", "gaussian 0.5"):
        denoiser = sent[f"denoising-32-{damage.replace(' ', '-')}"]
        assert denoiser[damage] < ridge[damage] < sent["plain-16"][damage] < noisy[damage]
        assert denoiser["clean"] > 0.01  # and it hurts what was not damaged
    assert ridge["mask 0.5"] < sent["denoising-16-mask-0.5"]["mask 0.5"]


def test_a_wide_code_copies_the_damage_unless_trained_not_to(
    sent: dict[str, dict[str, float]],
) -> None:
    plain, denoising = sent["small-overcomplete"], sent["small-overcomplete-mask-0.3"]
    assert plain["clean"] < 0.2 * denoising["clean"]
    assert plain["mask 0.3"] > 2.5 * denoising["mask 0.3"]


@pytest.mark.parametrize("way", ["trained", "sent"])
def test_ones_hide_best_and_dividing_by_energy_finds_them(
    figures: dict[str, Any], way: str
) -> None:
    told = [figures["networks"][f"without-{digit}"][way] for digit in range(10)]
    areas = [one["auroc"] for one in told]
    assert sorted(range(10), key=areas.__getitem__)[:3] == [1, 9, 7]
    assert areas[1] < 0.45
    assert told[1]["clean, unseen class"] < told[1]["clean, seen classes"]
    assert told[1]["auroc, error over energy"] > 0.7


def test_codes_of_few_numbers_are_read_better_than_components(
    supplies: dict[str, bytes], sent: dict[str, dict[str, float]]
) -> None:
    learnt, test = (read(supplies[f"digits-28-{part}"]) for part in ("train", "test"))
    gains = {}
    for k in (2, 4, 32):
        pca = truncated(unpack(supplies["network-pca"]), k)
        of_pca = linear_probe.fit(pca.encode(learnt.x), learnt.labels)
        known = of_pca.accuracy(pca.encode(test.x), test.labels)
        gains[k] = sent[f"plain-{k}"]["probe"] - known
    assert min(gains[2], gains[4]) > 0.08
    assert abs(gains[32]) < 0.03
