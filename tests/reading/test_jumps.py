from hypothesis import given
from hypothesis import strategies as st

from reader.reading.jumps import Jumps, Place

places = st.builds(Place, st.sampled_from(["a", "b"]), st.integers(0, 9))


def test_back_and_forward_lead_through_articles() -> None:
    jumps = Jumps()
    jumps.leave(Place("a", 3))
    jumps.leave(Place("b", 7))
    assert jumps.back(Place("c", 0)) == Place("b", 7)
    assert jumps.back(Place("b", 7)) == Place("a", 3)
    assert jumps.back(Place("a", 3)) is None
    assert jumps.forward(Place("a", 3)) == Place("b", 7)
    assert jumps.forward(Place("b", 7)) == Place("c", 0)
    assert jumps.forward(Place("c", 0)) is None


@given(st.lists(places), places)
def test_as_many_steps_forward_as_back_end_where_they_began(left: list[Place], here: Place) -> None:
    jumps = Jumps()
    for place in left:
        jumps.leave(place)
    at, steps = here, 0
    while (earlier := jumps.back(at)) is not None:
        at, steps = earlier, steps + 1
    for _ in range(steps):
        later = jumps.forward(at)
        assert later is not None
        at = later
    assert at == here
