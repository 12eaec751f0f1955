"""The language of a text, by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

_LOOKED_AT = 6000
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
)
# A sign of any of these; most texts have none, and are not asked nine times.
_OF_SCRIPTS = re.compile(f"[{''.join(pattern.pattern[1:-1] for _, pattern in _SCRIPTS)}]")
_COMMON = {
    "en": "the and of to in is that it was for on with as are this be have from not they his",
    "de": "der die das und ist nicht ein eine mit von zu den auf für im sich auch dem wird sind",
    "fr": "le la les et des est une dans que pour pas qui sur au plus avec sont ce par du",
    "es": "el la los las que de en y un una por con para es se del no su al lo más",
    "it": "il di che la e è un per non una sono del con della le dei nel anche più alla",
    "pt": "o a de que e não do da em um para com uma os no se na por mais as dos ao",
    "nl": "de het een van en is dat niet op te voor met zijn die er aan ook om maar als",
    "sv": "och att det som en är på för med av inte den till har var ett jag om så men",
    "da": "og at det er en til af på som den med for ikke der de har et han var men",
    "nb": "og det er en som på til av for med ikke at den har de et var jeg om men",
    "fi": "ja on ei se että hän oli mutta ovat kun myös joka tai niin kuin mitä sen olla nyt",
    "pl": "i w na nie się z że do to jest o jak ale po za od co przez przy który",
    "cs": "a se v na je že to s z do i o jako za pro ale by jsem který byl",
    "hu": "a az és hogy nem is egy meg ez volt de azt van már csak mint el még ha fel",
    "ro": "de și în la a nu o cu că pe este un din pentru mai care se au fi sunt",
    "tr": "ve bir bu da de için ile çok olarak daha gibi ne kadar sonra var olan değil ama",
    "id": "yang dan di itu dengan untuk dari ini tidak dalam pada akan ada juga ke adalah saya",
    "vi": "và của là có không được cho một các trong người đã với này những để khi",
    "ca": "el la de i que a en un una per amb és no els les del al més com",
}
_COMMON_CYRILLIC = {
    "ru": "и в не на что он с как это по но из у за от для был то же",
    "uk": "і в не на що з як це та до у за від для був але його їх є ми",
    "bg": "и на да се за от не са че по като има той беше ще си това",
    "sr": "и је у да се на за од су не са што као из али он био",
}
_COMMON_ARABIC = {
    "ar": "في من على أن إلى التي الذي هذا مع عن ما لا كان",
    "fa": "در به از که این را با است برای آن های می و",
}
_WORDS_OF = {
    language: frozenset(words.split())
    for table in (_COMMON, _COMMON_CYRILLIC, _COMMON_ARABIC)
    for language, words in table.items()
}


def guess_language(text: str) -> str:
    """The primary language subtag of a text (BCP 47); empty when too little speaks for any."""
    part = text[:_LOOKED_AT]
    if _OF_SCRIPTS.search(part) and (language := _language_of_script(part)):
        return language
    words = Counter(map(str.lower, _WORD.findall(part)))
    if not words:
        return ""
    count = words.get  # asking a Counter for a word that it has not takes ten times as long
    scores = {language: sum(filter(None, map(count, common))) for language, common in _WORDS_OF.items()}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= max(2, 0.04 * words.total()) else ""


def _language_of_script(text: str) -> str:
    """The language that alone is written in the script of a text; empty for letters that many share."""
    letters = sum(map(str.isalpha, text))
    shares = ((language, len(pattern.findall(text))) for language, pattern in _SCRIPTS)
    return next((language for language, signs in shares if signs > 0.15 * letters > 0), "")
