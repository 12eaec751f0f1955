"""Pairs of articles on one subject, in eight languages and one library: each finds the other."""

from collections.abc import Iterator

import pytest

from reader.document.parse import parse_markdown
from reader.library.kept import Draft
from reader.library.library import Library

PAIRS = {
    "en ferry": (
        "Night ferry to Skarrow cancelled\n\n"
        "The night ferry between Talbot and Skarrow stays in harbour until its"
        " bow door has been welded. Passengers of the ferry were taken to Skarrow by bus.",
        "A bow door and three hundred passengers\n\n"
        "Who waits in Talbot tonight waits for a welder: the bow door of"
        " the ferry does not close, and the harbour of Skarrow gets no passengers before Friday.",
    ),
    "en bees": (
        "Bees on the roof of the town hall\n\n"
        "Four hives of bees live above the mayor's office. Their honey is sold"
        " in the market on Saturdays, and the mayor has been stung twice.",
        "The mayor's honey wins a prize\n\n"
        "Judges liked the lime blossom in the honey that bees carry to the roof of"
        " the town hall. The hives will get neighbours.",
    ),
    "de Mühle": (
        "Die Mühle von Harle mahlt wieder\n\n"
        "Nach elf Jahren dreht sich das Wasserrad der Mühle. Der Müller mahlt"
        " Dinkel, und die Säcke gehen an zwei Bäcker.",
        "Dinkel vom Wasserrad\n\n"
        "Zwei Bäcker holen ihr Mehl jetzt in Harle: Der Müller hat das Wasserrad der alten"
        " Mühle repariert.",
    ),
    "fr phare": (
        "Le phare de Kerval change de lampe\n\n"
        "Le gardien du phare a monté la nouvelle lampe par l'escalier. La"
        " lentille, elle, a cent ans et reste en place.",
        "Une lentille centenaire\n\n"
        "Au phare de Kerval, le gardien nettoie chaque matin la lentille ; la lampe est"
        " neuve, l'escalier ne l'est pas.",
    ),
    "es horno": (
        "El horno comunal de Valdera\n\n"
        "Los vecinos de Valdera encienden el horno comunal cada viernes y cuecen pan"
        " de centeno para todo el valle.",
        "Pan de centeno los viernes\n\n"
        "Quien llega tarde al horno comunal se queda sin pan: en Valdera la leña es"
        " de todos, y el centeno también.",
    ),
    "ru мост": (
        "Мост через Сойку закрыт\n\n"
        "Деревянный мост через реку Сойку закрыли на ремонт: плотники меняют доски и"
        " перила.",
        "Плотники на реке\n\n"
        "Доски для моста через Сойку привезли на лошади. Перила плотники вырежут сами.",
    ),
    "ja 豆腐": (
        "豆腐屋の朝\n\n"
        "豆腐屋の主人は四時に起きて大豆を煮る。井戸水で作る豆腐は昼までに売り切れる。",
        "井戸水と大豆\n\n"
        "町の豆腐屋は井戸水を使い続けている。大豆は隣の村から来る。",
    ),
    "ar نخيل": (
        "حصاد النخيل في الواحة\n\n"
        "يبدأ حصاد التمر في الواحة قبل شروق الشمس ويتسلق العمال النخيل بالحبال.",
        "تمر الواحة\n\n"
        "يقول العمال إن النخيل أطول هذا العام وإن التمر أحلى والحبال أقصر.",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("subjects")
    with Library.open(folder / "library", folder / "cache") as opened:
        for subject, texts in PAIRS.items():
            for number, text in enumerate(texts):
                title, _, body = text.partition("\n\n")
                opened.entries.add(Draft(title, body, site=f"{subject}/{number}"), parse_markdown(body))
        opened.search.refresh()
        yield opened


@pytest.mark.parametrize("subject", PAIRS)
@pytest.mark.parametrize("number", [0, 1])
def test_the_other_article_on_the_subject_is_nearest(library: Library, subject: str, number: int) -> None:
    ids = {entry.site: entry.id for entry in library.entries.all()}
    nearest = library.likeness.near(ids[f"{subject}/{number}"])[0]
    assert nearest.entry.id == ids[f"{subject}/{1 - number}"]
    assert nearest.terms
