"""Names of months in some forty-five languages, as they stand in dates, to their numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

# Where two languages differ on a name (Czech and Croatian `listopad`), the more spoken one stands here.
_MONTHS: Final[Mapping[int, str]] = {
    1: """
        jan january januar januari janvier enero gennaio gen janeiro tammikuu styczen stycznia sty
        ianuarie января январь янв січня ocak oca ιανουαριου ιαν led leden ledna tháng1 jaanuar
        sausio sausis janvaris sijecnja sijecanj januara јануар јануара януари gener urtarrilaren
        xaneiro يناير جانفي كانونالثاني ינואר जनवरी জানুয়ারি มกราคม มค
    """,
    2: """
        feb february februar februari fevrier fev febrero febbraio fevereiro helmikuu lutego luty
        lut februarie февраля февраль фев лютого subat sub φεβρουαριου φεβ unora unor veebruar
        vasario vasaris februaris veljace veljaca фебруар фебруара февруари febrer otsailaren
        febreiro فبراير فيفري شباط פברואר फरवरी ফেব্রুয়ারি กุมภาพันธ์ กพ
    """,
    3: """
        mar march marz maerz mrz maart mars marzo marco março maaliskuu marca marzec martie марта
        март мар березня mart μαρτιου μαρ brezna brezen marts marta kovo kovas ozujka ozujak marc
        maret mac martxoaren مارس آذار מרץ मार्च মার্চ มีนาคม มีค
    """,
    4: """
        apr april avril avr abril abr aprile huhtikuu kwietnia kwiecien kwi aprilie апреля апрель
        апр квітня nisan nis απριλιου απρ dubna duben aprill balandzio balandis aprilis travnja
        travanj apirilaren أبريل إبريل أفريل نيسان אפריל अप्रैल এপ্রিল เมษายน เมย
    """,
    5: """
        may mai mei maj mayo maggio mag maio toukokuu maja мая май травня mayis μαιου μαι kvetna
        kveten geguzes geguze maijs svibnja svibanj мај маја maig maiatzaren majus مايو ماي أيار מאי
        मई মে พฤษภาคม พค
    """,
    6: """
        jun june juni juin junio giugno giu junho kesakuu czerwca czerwiec cze iunie июня июнь июн
        червня haziran haz ιουνιου ιουν cervna cerven juuni birzelio birzelis junijs lipnja lipanj
        јун јуна юни juny ekainaren xuno junius junij يونيو جوان حزيران יוני जून জুন มิถุนายน มิย
    """,
    7: """
        jul july juli juillet juil julio luglio lug julho heinakuu lipca lipiec lip iulie июля июль
        июл липня temmuz tem ιουλιου ιουλ cervence cervenec juuli liepos liepa julijs srpnja srpanj
        јул јула юли juliol uztailaren xullo julius julij julai يوليو يوليوز جويلية تموز יולי जुलाई
        জুলাই กรกฎาคม กค
    """,
    8: """
        aug august augustus aout agosto ago elokuu sierpnia sierpien sie августа август авг серпня
        agustos agu αυγουστου αυγ srpna srpen augusti rugpjucio rugpjutis augusts kolovoza kolovoz
        avgust avgusta agost abuztuaren augusztus agustus ogos أغسطس غشت أوت آب אוגוסט अगस्त আগস্ট
        สิงหาคม สค
    """,
    9: """
        sep sept september septembre septiembre settembre set setembro syyskuu wrzesnia wrzesien wrz
        septembrie сентября сентябрь сен вересня eylul eyl σεπτεμβριου σεπ zari rugsejo rugsejis
        septembris rujna rujan септембар септембра септември septembar setembre irailaren szeptember
        سبتمبر شتنبر أيلول ספטמבר सितंबर सितम्बर সেপ্টেম্বর กันยายน กย
    """,
    10: """
        oct october oktober okt octobre octubre ottobre ott outubro out lokakuu pazdziernika
        pazdziernik paz octombrie октября октябрь окт жовтня ekim eki οκτωβριου οκτ rijna rijen
        oktoober spalio spalis oktobris октобар октобра октомври oktobar oktobra urriaren أكتوبر
        تشرينالأول אוקטובר अक्टूबर अक्तूबर অক্টোবর ตุลาคม ตค
    """,
    11: """
        nov november novembre noviembre novembro marraskuu listopada listopad lis noiembrie ноября
        ноябрь ноя листопада kasim kas νοεμβριου νοε lapkricio lapkritis novembris studenoga
        studenog studeni новембар новембра ноември novembar azaroaren نوفمبر نونبر تشرينالثاني
        נובמבר नवंबर नवम्बर নভেম্বর พฤศจิกายน พย
    """,
    12: """
        dec december dezember dez decembre diciembre dic dicembre dezembro joulukuu grudnia grudzien
        gru decembrie декабря декабрь дек грудня aralik ara δεκεμβριου δεκ prosince prosinec des
        desember detsember gruodzio gruodis decembris prosinca децембар децембра декември decembar
        decembra abenduaren desembre decembro ديسمبر دجنبر كانونالأول דצמבר दिसंबर दिसम्बर ডিসেম্বর
        ธันวาคม ธค
    """,
}
_CROATIAN: Final = {"listopada": 10, "listopad": 10}
_LEAST_STEM = 4
_HEBREW_IN = "ב"
_THAI_MARKS: Final = frozenset(map(chr, range(0x0E30, 0x0E4F)))
"""Abbreviations differ by them alone."""


def fold(text: str) -> str:
    """Letters without the marks above, below and around them, digits of all scripts as those of ASCII."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(map(_bare, parts)).replace("ı", "i").replace("ł", "l")
    return unicodedata.normalize("NFC", bare)  # syllables of Hangul come apart, too


def _bare(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    is_mark = unicodedata.category(sign).startswith("M") and sign not in _THAI_MARKS
    return "" if is_mark else sign


_MONTH_OF: Final = {fold(name): number for number, names in _MONTHS.items() for name in names.split()}


def month_of(name: str, language: str = "") -> int | None:
    """The number of a month by its name, as `fold` leaves it; None when it is none."""
    if language.lower().startswith(("hr", "bs")) and name in _CROATIAN:
        return _CROATIAN[name]
    bare = name.removeprefix(_HEBREW_IN)
    if bare in _MONTH_OF:
        return _MONTH_OF[bare]
    # Cases of Finnish, Polish or Turkish lengthen a name: `tammikuuta`, `mayısta`.
    stems = (name[:size] for size in range(len(name) - 1, _LEAST_STEM, -1))
    return next((_MONTH_OF[stem] for stem in stems if stem in _MONTH_OF), None)
