"""A name that stands twice in a word table would silently lose the first of the two."""

import pytest
import yaml

from language.tables import WORDS


class _Strict(yaml.SafeLoader):
    """Refuses a mapping that has one key twice."""


def _mapping(loader: _Strict, node: yaml.MappingNode) -> dict[object, object]:
    keys = [loader.construct_object(key) for key, _ in node.value]
    assert len(keys) == len(set(keys)), sorted({str(one) for one in keys if keys.count(one) > 1})
    return dict(
        zip(keys, (loader.construct_object(one, deep=True) for _, one in node.value), strict=True)
    )


_Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@pytest.mark.parametrize("name", sorted(one.name for one in WORDS.glob("*.yaml")))
def test_no_table_has_a_name_twice(name: str) -> None:
    yaml.load((WORDS / name).read_text(encoding="utf-8"), Loader=_Strict)
