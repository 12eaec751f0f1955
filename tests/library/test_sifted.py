"""Ids that are put in order as far as somebody looks."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from reader.library.search.numbers import Numbers
from reader.library.search.sifted import Order, Sifted

ORDER = [f"id{number}" for number in range(9)]


@given(st.permutations(ORDER), st.frozensets(st.sampled_from([*ORDER, "new", "newer"])), st.data())
def test_ids_are_those_of_a_sorted_list_wherever_one_looks_first(
    order: list[str], among: frozenset[str], data: st.DataObject
) -> None:
    first = data.draw(st.permutations(sorted(among)))[: data.draw(st.integers(0, 4))]
    preferred = among & data.draw(st.frozensets(st.sampled_from(ORDER)))
    known = [id for id in order if id in among and id not in first]
    wanted = [
        *first,
        *[id for id in known if id in preferred],
        *[id for id in known if id not in preferred],
        *sorted(among.difference(order, first)),
    ]
    numbers = Numbers()
    places = Order(numbers, numbers.all_of(order))
    found = Sifted(
        places, numbers.bits(among), first=numbers.all_of(first), preferred=numbers.bits(preferred)
    )
    assert len(found) == len(wanted)
    if wanted:
        place = data.draw(st.integers(-len(wanted), len(wanted) - 1))
        assert found[place] == wanted[place]
    some = data.draw(st.slices(len(wanted)))
    assert found[some] == wanted[some]
    assert list(found) == wanted
    few = places.few(numbers.bits(among))
    assert [numbers.ids[number] for number in few] == list(Sifted(places, numbers.bits(among)))


def test_order_is_not_read_further_than_one_looks() -> None:
    read = []

    class Places(list[int]):
        def __iter__(self) -> Iterator[int]:
            for number in super().__iter__():
                read.append(number)
                yield number

    numbers = Numbers()
    order = Order(numbers, Places(numbers.all_of("abcd")))
    read.clear()
    assert order.ids == list("abcd")
    read.clear()
    assert Sifted(order, numbers.bits("abcd"))[1] == "b"
    assert len(read) == 2
