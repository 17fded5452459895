"""YAML as our files are written: nothing is said twice."""

from collections.abc import Hashable
from typing import Any

import yaml


class StrictLoader(yaml.CSafeLoader):
    """YAML in which a key that stands twice is an error, not the last one winning."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", node.start_mark
                )
        return super().construct_mapping(node, deep)
