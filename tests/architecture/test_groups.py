"""What is dear to make is made by one worker: xdist sees the groups that tests are marked with."""

import pytest


def test_every_group_reaches_the_scheduler(request: pytest.FixtureRequest) -> None:
    """A pytest that xdist does not know drops the groups silently, and all is only slower."""
    if not hasattr(request.config, "workerinput"):
        pytest.skip("runs on one worker")
    grouped = [item for item in request.session.items if item.get_closest_marker("xdist_group")]
    lost = [item.nodeid for item in grouped if "@" not in item.nodeid.rpartition("::")[2]]
    assert not lost
