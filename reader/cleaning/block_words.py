"""The words by which pages name their parts, in class names and in short lines, as data.

Templates are named in English in nearly every country; where another language is common in class names,
its words stand beside the English ones. A word alone takes nothing out: it is one of the signs that
`block_figures` gives to the weighing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final

NAME_WORDS: Final[Mapping[str, str]] = {
    "body": """
        articlebody article-body article-content article-text body-copy bodycopy body-text bodytext story-body
        story-content story-text post-body post-content post-text entry-content entry-body entry-text content-body
        content-text page-content main-content maincontent rich-text richtext prose markdown markdown-body hentry
        parser-output e-content text-body textbody text-block textblock wysiwyg body text fliesstext artikeltext
        artikel-text artikelinhalt texto cuerpo corps testo news-text paragraph paragraphs copy userhtml formatted
    """,
    "content": "content contents inhalt contenido contenu contenuto main tresc sisalto innehall",
    "article": """
        article story post entry artikel beitrag noticia nota articolo single detail hentry blogpost news blog
    """,
    "comment": """
        comment comments commentlist disqus respond reply replies discussion kommentar kommentare comentario
        comentarios commentaire commentaires livefyre leserkommentare leserbriefe komentarze kommentarer forum
        guestbook
    """,
    "share": """
        share shares sharing sharedaddy social socials addthis addtoany a2a shariff follow teilen like likes print
        printfriendly heateor heateorsss tweet facebook twitter whatsapp pinterest instagram linkedin xing
        sharer sharebar sharethis compartir partager condividi socialmedia ssba essb shareaholic
    """,
    "related": """
        related relateds relatedposts relacionado relacionados relacionadas recommend recommended recommendation
        recommendations recirc recirculation readmore read-more read-also read-next also see-also similar yarpp
        most-read most-popular popular trending latest recent recent-posts teaser teasers teaserlist mehr weitere
        verwandt verwandte next prev previous nextprev outbrain taboola zergnet mgid plista empfehlung
        empfehlungen suggested suggestions card cards carousel slider swiper more more-from more-on more-stories
        articlelist article-list post-list postlist news-list newslist meistgelesen toplist top-stories adjacent
        crp shortcuts links linklist link-list interlinking
    """,
    "promo": """
        newsletter newsletters subscribe subscription subscriptions sign-up signup mailchimp mc4wp optin opt-in
        promo promos promobox promotion cta call-to abo abonnement banner donate donation donations spende spenden
        support-us petition app offer offers shop product products product-box affiliate sponsor sponsored
        sponsors partner partners angebot angebote job jobs stellenmarkt shopping deal deals webinar
    """,
    "advert": """
        ad ads adv advert adverts advertisement advertising advertorial adsbygoogle adsense dfp gpt anzeige anzeigen
        werbung publicidad commercial pub rectangle superbanner skyscraper adslot adbox adcontainer admanager
        google-ad reklama reklam
    """,
    "wall": """
        paywall regwall piano premium login log-in signin register locked metered cookie cookies consent gdpr
        cookiebanner cookiebar cookienotice cookieconsent cookiebot cookielaw onetrust usercentrics didomi iubenda
        borlabs cmplz gdprcookie privacy modal popup pop-up overlay lightbox dialog disclaimer alert notice cmp dsgvo datenschutz
        paid barrier
    """,
    "menu": """
        nav navs navbar navi navigation menu menus menuitem submenu breadcrumb breadcrumbs bread pagination pager
        paging page-numbers pagenavi skip skiplink skip-link toolbar tab tabs topbar top-bar dropdown sitemap toc
        table-of inhaltsverzeichnis search suche filter filters bookmark sub-nav anchors servicenav metanav
        navbox catlinks editsection mw-jump
    """,
    "frame": """
        header site-header page-header masthead head footer foot site-footer colophon impressum legal bottom logo
        bottombar foot-er imprint
    """,
    "aside": """
        sidebar side side-bar aside widget widgets widget-area rail right-rail right-column rightcol secondary
        complementary marginal marginalspalte box infobox factbox info-box kasten infokasten module block
        sidecolumn randspalte insert spalte margin
    """,
    "about": """
        byline by-line author authors authorbox autor autoren bio biography profile about avatar vcard contributor
        contributors writer editor redakteur posted-by written-by contact kontakt ansprechpartner person autore
        autorenbox team
    """,
    "meta": """
        meta metas metadata postmetadata meta-data post-meta entry-meta article-meta postmeta post-info info date
        dates datetime dateline timestamp time published publish pubdate updated datum fecha read-time reading-time
        lesezeit views view counter count rating ratings vote votes star stars score details data source quelle
        fuente infos service feedback
    """,
    "tags": """
        tag tags taglist tagcloud topic topics category categories cat cat-links keyword keywords kategorie
        kategorien schlagwort schlagworte schlagwörter etiquetas label labels kicker rubrik hashtag hashtags
        themen thema
    """,
    "caption": """
        caption captions wp-caption figcaption image images img photo photos picture pic pics media gallery
        galleries slideshow credit credits copyright bildunterschrift bild bilder bildtext bu foto fotos featured
        video videos player audio attribution figure legende pie
    """,
    "lead": """
        lead lede intro introduction standfirst dek deck subtitle sub-title subheadline sub-headline summary excerpt
        abstract description vorspann einleitung chapeau entradilla bajada sapo sommario subline teaser-text
        article-lead article-intro subheading leadtext ingress
    """,
    "title": """
        title titles headline headlines heading dachzeile overline titel titulo titulo titre spitzmarke header
    """,
    "unseen": """
        hidden visually-hidden sr-only screen-reader invisible hide no-print noprint print-only d-none collapse
        collapsed offscreen tooltip noscript
    """,
    "embed": "embed embedded oembed instagram-media fb-post pullquote pull-quote quote zitat",
    "comments": "comments commentlist comment-list comment-area disqus respond kommentare comentarios",
    "furniture": """
        share sharing sharedaddy social-share addthis newsletter mc4wp cookie cookies consent gdpr outbrain taboola
        cookiebanner cookiebar cookienotice cookieconsent cookiebot cookielaw onetrust usercentrics didomi iubenda
        borlabs cmplz gdprcookie
        comment relatedposts related-posts related-articles yarpp breadcrumb breadcrumbs pagination sidebar footer
        adsbygoogle advert advertisement sponsor-box sponsor-message sponsored-content
    """,
    "post": "type-post hentry h-entry status-publish",
    "form": "form forms wpcf7 input button buttons btn field poll quiz umfrage survey voting select",
}
"""Words and pairs of words of class names (joined by `-`) with what they say of an element and what it holds.

`comments` and `furniture` are those that leave little doubt; `judging` takes what they name out, unless it holds
much of the page. `post` marks what blogs name after all topics of a post.
"""

LINE_WORDS: Final[Mapping[str, str]] = {
    "share": """
        share tweet teilen sharen print drucken email e-mail mail whatsapp facebook twitter instagram linkedin xing
        telegram pinterest compartir partager condividi udostępnij поделиться delen dela jaa follow folgen síguenos
        suivez seguici flipboard pocket link kopieren
    """,
    "read_on": """
        read more related also see recommended trending popular latest mehr lesen weiterlesen weitere auch siehe
        ähnliche verwandte meistgelesen interessant interessieren passend neueste aktuelle empfohlen lea lee leer
        también relacionadas relacionados relacionada lire aussi voir leggi anche correlati potrebbe veja leia saiba
        lees meer läs les læs lue czytaj zobacz przeczytaj čtěte читайте подробнее похожие 相关 関連 관련 next previous
        continue nächster vorheriger zurück weiter stories artikel articles posts
    """,
    "subscribe": """
        newsletter newsletters subscribe subscription subscribers inbox abonnieren abonnement abonnent abonnenten abo
        suscríbete suscríbase boletín abonnez inscrivez iscriviti assine nieuwsbrief prenumerera подписаться posteingang
        rss patreon paypal donate spenden spende membership member premium testen bestellen app download adresse sign
        register registrieren login einloggen anmelden registrierung kostenlos angebot
    """,
    "rights": """
        cookie cookies datenschutz privacy privacidad gdpr dsgvo impressum agb copyright reserved vorbehalten rechte
        derechos droits license lizenz trademark disclaimer javascript adblock adblocker browser consent einwilligung
        policy terms conditions
    """,
    "picture": """
        photo foto fotos bild bilder image images picture pictures quelle source fuente credit crédit credits grafik
        illustration symbolbild archivbild screenshot abb figure fig fot kuva getty shutterstock istock istockphoto dpa
        afp apa reuters imago unsplash pixabay keystone wikimedia courtesy video gallery bildergalerie fotostrecke
        photograph photographer ap alliance adobe caption file
    """,
    "comment": """
        comment comments commented kommentar kommentare kommentieren comentario comentarios commentaire commentaires
        commento commenti reply replies antwort antworten reacties комментарии 评论 コメント 댓글 login thread forum
        leave hinterlassen diskutieren discussion
    """,
    "advert": """
        advertisement advertise anzeige anzeigen werbung publicidad publicité pubblicità реклама 広告 广告 reklama annons
        mainos sponsored promoted gesponsert advertorial affiliate provision commission gutschein coupon amazon continues
    """,
    "author": """
        by von par por di door author autor autorin auteur autore redaktion redakteur redakteurin journalist reporter
        writer editor editing reporting correspondent columnist contributor written posted about über geboren profil
        staff freelance
    """,
    "date": """
        jan feb mar apr jun jul aug sep sept oct okt nov dec dez january february march april june july august
        september october november december januar februar märz mai juni juli oktober dezember enero febrero marzo
        abril mayo junio julio agosto septiembre octubre noviembre diciembre janvier février mars avril juin juillet
        août octobre novembre décembre updated published veröffentlicht aktualisiert stand uhr ago vor hace min minute
        minutes minuten lesezeit lesedauer hours gmt am pm publicado publié datum date
    """,
    "topics": """
        tags tag topics topic categories category filed keywords schlagwörter schlagworte stichwörter themen thema
        kategorien kategorie rubrik ressort etiquetas categorías tagged labels hashtags
    """,
    "control": """
        home startseite menu menü search suche back close schließen show anzeigen load details skip top oben listen
        anhören play save merken merkliste edit bearbeiten views aufrufe loading copy translate kontakt contact klicken
        click expand toggle pdf rate votes bewertung share view alle all here hier
    """,
}
"""What the words of a short line speak of, in the languages that most saved pages are in."""

LABELS: Final = re.compile(
    r"^\W*(?:"
    r"share(?: this)?(?: (?:article|story|post|on .{2,20}))?|tweet|print|e-?mail|save|subscribe.{0,40}|sign up.{0,40}|"
    r"advertisement|anzeige|werbung|publicidad|publicité|pubblicità|reklama?|реклама|広告|广告|廣告|광고|โฆษณา|विज्ञापन|إعلان|"
    r"advert|advertentie|annons|mainos|"
    r"read more|continue reading.{0,60}|more|weiterlesen|mehr|lire la suite|leer más|leggi (?:tutto|anche)|читать далее|"
    r"teilen|drucken|kommentare?|partager|imprimer|compartir|condividi|drukuj|udostępnij|поделиться|"
    r"comments?(?: \(\d+\))?|\d+ (?:comments?|likes?|replies|views)|leave a (?:comment|reply)|reply|log in.{0,40}|"
    r"(?:previous|next) (?:message|post)s?:.*|messages sorted by:.*|more information about the .{0,40}list|"
    r"follow us.{0,40}|follow .{0,60}on (?:twitter|facebook|instagram).{0,60}|folge[nt]? (?:sie )?uns .{0,60}|"
    r"tags?:?|filed under.{0,80}|categories:?|posted in.{0,80}|related(?: (?:articles|stories|posts))?:?|"
    r"photo|image|getty images|back to top|nach oben|skip to .{0,40}|loading\.*|close|copy link|listen|"
    r"(?:was this|did someone).{0,20} forward.{0,30}(?:sign up|subscribe).{0,20}|"
    r"click (?:here )?to (?:expand|collapse|show|reveal)\b.{0,20}|expand description|(?:show|see) (?:more|less)|"
    r"(?:mehr|weniger) anzeigen|afficher (?:plus|moins)|ver (?:más|menos|mais)|mostrar (?:más|menos|mais)|"
    r"(?:story|article) continues below.{0,30}|scroll to continue.{0,30}|"
    r"(?:titel|beitrags)?(?:fotos?|bild|bilder|symbolbild|quelle|photo|image|credits?|crédits?(?: photos?)?|créditos?|"
    r"fuente|źródło|fot\.)\s*[:：©(].{0,80}|\(?(?:foto|photo|bild|imagen|crédito)\s*:.{0,60}\)|"
    r"(?:lea|lee|leia|lire|leggi|lesen sie|see|read|watch|più)\s+(?:también|mais|também|aussi|anche|auch|also)\b.{0,100}|"
    r"(?:lea|mira|puedes ver|[lt]e puede interesar|ver también|lee más)\s*:.{0,100}|czytaj (?:też|także|więcej).{0,80}|"
    r"schon gelesen\??|mehr von .{1,30}|mehr zum thema.{0,30}|(?:neueste|ähnliche) (?:artikel|beiträge)|"
    r"weitere (?:artikel|themen|infos).{0,30}|das (?:thema )?könnte .{0,40}interessieren|"
    r"(?:bisher|noch) keine kommentare|kontakt:?|ansprechpartner(?:in)?:?|alle angaben ohne gewähr|"
    r"empfohlener (?:redaktioneller|externer) inhalt|all rights reserved.*|©.*|copyright \W*\d{4}.*"
    r")\W*$",
    re.IGNORECASE,
)
"""Whole lines that are no text of an article, wherever they stand."""

_WALL = re.compile(
    r"(?:^|[\s_-])(?:pay-?wall|reg-?wall|subscribers?-only|abo-?wall|paid-barrier|premium-(?:wall|barrier)|"
    r"meter(?:ed)?-(?:wall|content)|piano-offer)(?:$|[\s_-])"
)

WALL_WORDS: Final = ("wall", "subscriber", "-barrier", "meter", "piano-offer")
"""Parts of words, one of which stands in every name that `is_wall` is true of."""

# Generated class lists of thousands of characters say nothing that their beginning does not.
_LONG_NAMES = 300
_NAME_WORD = re.compile(r"[^\W\d_]+\d*[^\W\d_]*|\d[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _bits(table: Mapping[str, str]) -> dict[str, int]:
    """Each word with a number that has one bit set for every hint that the word gives."""
    bits: dict[str, int] = {}
    for place, words in enumerate(table.values()):
        for word in words.split():
            bits[word] = bits.get(word, 0) | 1 << place
    return bits


_NAME_BITS: Final = _bits(NAME_WORDS)
_LINE_BITS: Final = _bits(LINE_WORDS)
_SPEAKING: Final = frozenset(_LINE_BITS)


def bit_of(hint: str) -> int:
    """The bit of a hint of `NAME_WORDS`."""
    return 1 << list(NAME_WORDS).index(hint)


@lru_cache(maxsize=8192)
def name_bits(names: str) -> int:
    """What class names and ids say, one bit for each hint of `NAME_WORDS`."""
    bits = 0
    before = ""
    for name in names[:_LONG_NAMES].split():
        own, first, last = _name_bits(name)
        if first:
            bits |= own | _NAME_BITS.get(f"{before}-{first}", 0)
            before = last
    return bits


@lru_cache(maxsize=16_384)
def _name_bits(name: str) -> tuple[int, str, str]:
    """What one name says, its first word and its last; pages share more names than rows of names."""
    name = name.replace("twitter-tweet", "embed")  # what others say, not a button to say it
    folded = name if name.islower() else _CAMEL.sub("-", name).lower()
    parts = folded.replace("_", "-").split("-")
    # Most names are letters and hyphens: they are parted in half the time of the pattern.
    words = list(filter(None, parts)) if "".join(parts).isalpha() else _NAME_WORD.findall(folded)
    bits = 0
    for word in words:
        bits |= _NAME_BITS.get(word, 0)
    for one, two in pairwise(words):
        bits |= _NAME_BITS.get(f"{one}-{two}", 0)
    return (bits, words[0], words[-1]) if words else (0, "", "")


@lru_cache(maxsize=4096)
def is_wall(names: str) -> bool:
    """Whether a box is named after what stands before the rest of an article for whom has not paid."""
    return _WALL.search(names.lower()) is not None


def line_bits(words: Iterable[str]) -> int:
    """What the words of a line, in lower case, speak of, one bit for each hint of `LINE_WORDS`."""
    bits = 0
    for word in _SPEAKING.intersection(words):  # few do
        bits |= _LINE_BITS[word]
    return bits


def speaks_of_page(word: str) -> bool:
    """Whether a word of a line, in lower case, gives any of the hints of `LINE_WORDS`."""
    return word in _SPEAKING


def line_mask(hints: Iterable[str]) -> int:
    """The bits of some hints of `LINE_WORDS`."""
    return sum(1 << list(LINE_WORDS).index(hint) for hint in hints)
