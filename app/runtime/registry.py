"""The labs, in the page's order: every folder of `app.labs` is one."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from app import labs
from app.labs.registration import LabRegistration


def _registered() -> dict[str, LabRegistration]:
    """By name. Raises ValueError where two labs have one place or one name."""
    folders = [each.name for each in iter_modules(labs.__path__) if each.ispkg]
    found: list[LabRegistration] = [
        import_module(f"{labs.__name__}.{folder}").REGISTRATION for folder in folders
    ]
    found.sort(key=lambda each: each.place)
    by_name = {each.lab.name: each for each in found}
    if sorted(by_name) != sorted(folders):
        raise ValueError(f"labs are named {[*by_name]}; allowed: as their folders, {folders}")
    if len({each.place for each in found}) < len(found):
        raise ValueError(f"places of labs are {[each.place for each in found]}; allowed: each once")
    return by_name


REGISTERED_LABS = _registered()
