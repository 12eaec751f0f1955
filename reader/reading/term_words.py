"""Which of the telling words of an article name a thing: no function words, no plain verbs or adverbs.

Function words are told by lists, of four letters and more, in the languages that have one here. In German a
noun is capital within a sentence, and nothing else is. In English the neighbours tell: a noun stands behind
`the`, `of`, `their`; a verb behind `to`, `would`, `they`, or before `the`, `them`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from reader.document.document import Range
from reader.terminal import fold

_SMALL_WORDS = {
    "en": """
        about above across after again against almost along already also although always among
        amongst another anybody anyone anything anyway around away back became because become
        becomes been before behind being below beneath beside besides between beyond both cannot
        come comes could didn does doesn doing done down during each either else enough even ever
        every everybody everyone everything everywhere except first from further gave gets getting
        give given gives goes going gone have haven having here hers herself himself however indeed
        instead into itself just keep kept knew know known knows last least less like likely made
        make makes making many maybe might mine more moreover most much must myself near nearly
        neither never next nobody none nothing nowhere often once only onto other others ought
        ourselves over perhaps quite rather really said same saying says seem seems seen several
        shall should since some somebody someone something sometimes somewhere soon still such take
        taken takes than that their theirs them themselves then there therefore these they thing
        things think this those though thought through throughout thus till together told took
        toward towards under unless unlike until unto upon used using usually very want wants wasn
        well went were weren what whatever when whenever where whereas wherever whether which while
        whoever whole whom whose will with within without would yeah your yours yourself yourselves
        best better earlier later longer various worse worst today tomorrow tonight yesterday
        second third four five seven eight nine eleven twelve twenty thirty forty fifty hundred
        hundreds thousand thousands million millions billion billions dozen dozens
    """,
    "fr": """
        afin ainsi alors apres assez aucun aucune aussi autant autre autres avait avant avec avoir
        beaucoup bien ceci cela celle celles celui cependant certain certaines certains ceux chaque
        chez comme comment contre dans depuis derriere dessous dessus deux devant dire doit donc
        dont elle elles encore entre etaient etait etant etre faire fait fois font grand grande
        jamais jusque leur leurs lors lorsque mais meme memes moins notre nous parce parfois parmi
        pendant peut peuvent plus plusieurs plutot pour pourquoi pourtant pres presque puis puisque
        quand quel quelle quelles quelque quelques quels quoi rien sans sera serait seulement sinon
        soit sont sous souvent suis surtout tandis tant tous tout toute toutes tres trop vers voici
        voila votre vous
    """,
    "es": """
        ademas ahora algo algun alguna algunas alguno algunos alli ante antes aquel aquella aquellas
        aquello aquellos aqui aunque bajo bien cada casi como contra cual cuales cualquier cuando
        cuanto desde despues donde durante ella ellas ello ellos entonces entre eran eres esas esos
        esta estaba estado estan estar estas este esto estos fueron gran haber habia hace hacen
        hacer hacia hasta incluso luego mejor menos mientras misma mismo mismos mucha muchas mucho
        muchos nada nadie nosotros nuestra nuestro nunca otra otras otro otros para pero poco porque
        puede pueden pues quien quienes sean segun sera sido siempre sino sobre solo tambien tampoco
        tanto tener tiene tienen toda todas todavia todo todos tras unas unos usted ustedes
    """,
    "it": """
        abbia abbiamo affinche alcun alcuna alcune alcuni allora altra altre altri altro anche
        ancora avere aveva avevano bene capo cento certa certo ciascuno cioe come comunque contro
        cosa cose cosi dagli dalla dalle dallo degli della delle dello dentro deve devono dopo dove
        dunque durante ecco erano essa essere essi fare fatto fino fosse fuori hanno infatti insieme
        invece loro lungo meno mentre mezzo molta molte molti molto negli nella nelle nello nemmeno
        nessun nessuno niente nostra nostro nulla ogni oltre parte perche percio pero poco poiche
        possono prima proprio pure qualche quale quali quando quanto quasi quella quelle quelli
        quello questa queste questi questo quindi sara sempre senza siamo siano sono sopra
        soprattutto sotto stata state stati stato stessa stesso sugli sulla sulle sullo tale tali
        tanto troppo tutta tutte tutti tutto verso vostra
    """,
    "pt": """
        agora ainda alem algo alguem algum alguma algumas alguns antes apenas apos aquela aquelas
        aquele aqueles aqui aquilo assim atraves cada como contra contudo cuja cujo dela delas dele
        deles demais depois desde dessa desse desta deste deve devem disse disso disto dois duas
        durante elas eles embora enquanto entao entre eram essa essas esse esses esta estao estar
        estava este estes fazer foram havia hoje isso isto mais meio menos mesma mesmo muita muitas
        muito muitos nada nela nele nenhum nessa nesse nesta neste nossa nosso nunca onde outra
        outras outro outros para pela pelas pelo pelos perante pode podem pois porem porque pouco
        quais qual quando quanto quase quem quer seja sempre sendo sera seus sido sobre somente suas
        tambem tanto tendo toda todas todavia todo todos tudo umas voce
    """,
    "nl": """
        alle alleen alles altijd ander andere anders bent binnen boven buiten daar daarna daarom
        deze doen door echter eens eerst eigen elke enige enkele gaan gaat geen geweest haar hadden
        hebben hebt heeft hier ieder iedereen iemand iets jouw jullie komt konden kunnen maar maken
        meer meest mijn misschien moet moeten mogen naar naast namelijk niemand niet niets omdat
        onder onze over reeds samen sinds soms steeds tegen terwijl thans tijdens toch toen totdat
        tussen vaak vanaf veel verder volgens voor vooral waar waarom wanneer want waren weer welk
        welke werd werden worden wordt zeer zelf zelfs zich zijn zoals zodat zonder zouden zulke
    """,
    "pl": """
        albo bardziej bardzo beda bedzie bowiem była było były chce choc ciagle ciagu czego czyli
        dalej dlaczego dlatego dobrze dokad dopiero duzo dzis gdyby gdyz gdzie inna inne inny innych
        jaka jakby jakie jako jeden jedna jednak jednym jego jesli jest jestem jeszcze jezeli każda
        każdy kiedy kilka kims ktora ktore ktorego ktorej ktory ktorych ktorym ktorzy lecz maja mamy
        miedzy mimo mogą może można musi nadal nasz natomiast nawet nich niech niego niej obecnie
        obok oczywiscie oraz podczas ponad poniewaz poprzez potem powinien prawie przed przede przez
        przy razem rowniez sama skad sobie sposob swoj swoje taka taki takich takie takze tego tutaj
        twoj tych tylko tymi wedlug wiec wiele wielu wobec wszyscy wszystko wtedy właśnie zanim
        zaraz zawsze zeby znow został została zostało zostały
    """,
    "ru": """
        более больше будет будто будут была были было быть вдруг ведь весь виде вместо всегда всего
        всех года даже должен должна должны если есть из-за именно иногда каждый какая какие какой
        когда которая которого которое которой которые который которых куда лишь любой любом любые
        между меня много может можно надо него нельзя нибудь никогда ничего нужно один однако опять
        перед подобный после потом потому почему почти просто разве самый своих свой себе себя
        сейчас совсем также такие такой тебя теперь тогда того тоже только хорошо хоть хотя чего
        через чтобы чуть этим этих этого этой этом этот
    """,
}

_NOUNS_ARE_CAPITAL = ("de", "lb")

_BEFORE_NOUNS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our",
     "their", "whose", "no", "any", "some", "each", "every", "another", "of", "in", "on", "for",
     "with", "from", "by", "at", "into", "between", "against", "about", "over", "under", "without",
     "per", "such", "own", "new", "old", "two", "three"]
)  # fmt: skip
_BEFORE_VERBS = frozenset(
    ["to", "will", "would", "can", "could", "may", "might", "must", "should", "shall", "cannot",
     "not", "never", "always", "also", "then", "did", "do", "does", "don't", "didn't", "doesn't",
     "won't", "i", "you", "he", "she", "we", "they", "it", "who", "which", "that", "let", "has",
     "have", "had", "having", "was", "were", "be", "been", "being", "is", "are", "isn't", "get",
     "got", "gets", "and", "or"]
)  # fmt: skip
_BEHIND_VERBS = frozenset(
    ["the", "a", "an", "them", "him", "it", "us", "me", "their", "his", "its", "my", "your", "our"]
)  # fmt: skip
_WEIGHT_OF_BEFORE = 2
"""What stands before a word says more than what follows: `the` may stand behind anything."""
_ADVERB = re.compile(r".{3,}ly$")
_PAST = re.compile(r".{2,}[^e]ed$")
# The past of verbs that do not end in -ed; without those that are as often nouns, such as `ground` or `shot`.
_IRREGULAR = """
    arisen arose awoke awoken began begun bent bitten bled blew blown bore borne bought bound bred
    broke broken brought built burnt caught chose chosen clung crept dealt drank drawn drew driven
    drove drunk eaten fallen felt fled flew flown forbade forbidden forgave forgiven forgot
    forgotten fought found froze frozen grew grown heard held hidden hung hurt knelt laid lain leant
    leapt learnt left lent meant misled mistaken mistook overcame overtaken overthrown paid proven
    rang ridden risen rode sang sank sawn sent sewn shaken shone shook shown shrank shrunk slept
    slid slung sold sought sown spat spent spilt spoke spoken sprang sprung stank stole stolen stood
    strewn strode struck stuck stung sung sunk swept swollen swore sworn swung taught thought threw
    thrown tore torn trodden undergone understood undertaken undertook underwent undone upheld wept
    withdrawn withdrew withheld withstood woke woken wore worn wove woven written wrote wrung
"""
# Verbs that are no nouns: in the present, nothing in their form tells them from one.
_VERBS = """
    abandon accept accompany accuse achieve acknowledge acquire adapt add adjust admire admit adopt
    advise affect agree allow announce apologize appear apply appoint appreciate approve argue arise
    arrange arrive assert associate assume assure attach attend avoid become begin behave believe
    belong borrow bring carry catch celebrate choose cite clarify collect combine communicate
    compete complain complete comply compose comprise conclude conduct confirm connect consider
    consist constitute construct consume contain continue contribute convert convince cooperate
    create decide declare define deliver demonstrate deny depend derive describe deserve destroy
    determine develop differ disagree disappear discover discuss distinguish divide eat elect
    eliminate emerge emphasize employ enable encounter encourage engage enhance enjoy ensure enter
    establish evaluate evolve examine exceed exist expand expect explain explore express extend
    facilitate fail feel follow forget gather generate grow happen hear hesitate identify ignore
    illustrate imagine implement imply improve include incorporate indicate inform insist install
    intend introduce invest investigate invite involve join justify leave locate lose maintain
    manage mean mention modify observe obtain occur operate oppose organize overcome participate
    perceive perform persuade possess predict prefer prepare prevent proceed protect prove provide
    publish pursue realize receive recognize recommend reduce refer reflect refuse relate rely
    remain remember remind remove replace represent require resemble resolve respond retain reveal
    seek sell send separate serve settle solve speak specify spend succeed suffer suggest suppose
    survive teach tell tend threaten understand vary write
"""
_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "mme", "mlle", "madame", "monsieur", "herr", "frau",
     "sr", "sra", "don", "dona", "signor", "signora", "senhor", "senhora", "pan", "pani", "mevrouw", "meneer"]
)  # fmt: skip
"""What stands before a name and is none."""
_BEGINNING = ".!?:;…„“”»«\"'(\n"
"""What stands before the first word of a sentence, or of what is quoted."""
_LAST_WORD = re.compile(r"([\w'’]+)[\s\"“(]*$")
_FIRST_WORD = re.compile(r"\s+([\w'’]+)")
_FIRST = 12
"""Mentions that are looked at where it has to be quick."""
_LOOKED_AT = 40
"""Characters beside a mention in which its neighbour stands."""


def can_be_term(word: str, mentions: Sequence[Range], text: str, language: str) -> bool:
    """Whether a word names a thing in this text.

    Args:
        word: folded, without diacritics.
        mentions: where it stands in the text.
        text: of the article.
        language: BCP 47 tag; empty when not known, and then function words of no language are left out.
    """
    primary = language.lower().partition("-")[0]
    if word in _small_words(primary):
        return False
    if not mentions:
        return True
    if primary in _NOUNS_ARE_CAPITAL:
        within = [place for place in mentions if not _begins(place, text)]
        return 2 * sum(text[place.start].isupper() for place in within) > len(within)
    return primary != "en" or _is_english_noun(word, mentions, text)


def can_be_name(words: str, language: str) -> bool:
    """Whether words that are written with capitals can be a name: a title alone is none, nor `However`."""
    word = fold(words).text
    return word not in _TITLES and word not in _small_words(language.lower().partition("-")[0])


def naming_words(words: Sequence[str], text: str, language: str) -> tuple[str, ...]:
    """Those of the words that name a thing, by their first mentions; those that are not found stay."""
    return tuple(word for word in words if can_be_term(word, _first_mentions(word, text), text, language))


def _first_mentions(word: str, text: str) -> list[Range]:
    found = re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    return [Range(*match.span()) for match in islice(found, _FIRST)]


@cache
def _small_words(language: str) -> frozenset[str]:
    return frozenset(fold(_SMALL_WORDS.get(language, "")).text.split())


@cache
def _irregular_past() -> frozenset[str]:
    return frozenset(_IRREGULAR.split())


@cache
def _verb_forms() -> frozenset[str]:
    """The verbs as they stand in the present: `carry`, `carries`, `carrying`."""
    return frozenset(form for verb in _VERBS.split() for form in (verb, *_inflected(verb)))


def _inflected(verb: str) -> tuple[str, str]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb}ing"
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    return third, f"{stem}ing"


def _begins(place: Range, text: str) -> bool:
    before = text[max(0, place.start - 2) : place.start].rstrip(" ")
    return not before or before[-1] in _BEGINNING


def _is_english_noun(word: str, mentions: Sequence[Range], text: str) -> bool:
    if _ADVERB.match(word):
        return False
    signs = sum(_noun_sign(place, text) for place in mentions)
    is_verb = _PAST.match(word) or word in _irregular_past() or word in _verb_forms()
    return signs > len(mentions) if is_verb else signs >= 0


def _noun_sign(place: Range, text: str) -> int:
    """Above 0 where a mention has the neighbours of a noun, below 0 where it has those of a verb."""
    before = _LAST_WORD.search(text, max(0, place.start - _LOOKED_AT), place.start)
    behind = _FIRST_WORD.match(text, place.end, place.end + _LOOKED_AT)
    word = before[1].lower().replace("’", "'") if before else ""
    sign = _WEIGHT_OF_BEFORE * ((word in _BEFORE_NOUNS) - (word in _BEFORE_VERBS))
    return sign - (behind is not None and behind[1].lower() in _BEHIND_VERBS)
