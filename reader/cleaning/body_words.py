"""The words by which pages name their parts, in class names and in short lines, as data.

Templates are named in English in nearly every country; where another language is common in class names,
its words stand beside the English ones. Lines are matched folded to lower case. A word alone takes nothing
out: it is one of the signs that `body_signs` weighs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final


def _names(words: str) -> re.Pattern[str]:
    """Whole parts of a class name: parted by blanks, `-` and `_`, or by a capital letter."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words.split())})(?:$|[\s_-])")


NAME_HINTS: Final[Mapping[str, re.Pattern[str]]] = {
    "body": _names(
        "article-?body|article-?content|article-?text|articlebody|body-?copy|body-?text|story-?body|story-?content"
        "|story-?text|post-?body|post-?content|post-?text|entry-?content|entry-?body|entry-?text|content-?body"
        "|content-?text|page-?content|main-?content|maincontent|rich-?text|richtext|prose|markdown(?:-body)?|hentry"
        "|mw-parser-output|e-content|td-post-content|ce-bodytext|bodytext|artikel-?text|artikel-?inhalt|fliesstext"
        "|texto|cuerpo|corps|testo|text-?body|news-?text|paragraph|text-?block|wysiwyg|body|text"
    ),
    "article": _names("article|story|post|entry|artikel|beitrag|noticia|nota|articolo|single|detail|hentry|blogpost"),
    "comment": _names(
        "comments?|commentlist|comment-?[a-z]+|disqus|respond|reply|replies|discussion|kommentare?|comentarios?"
        "|commentaires?|livefyre|fb-comments|reader-?comments|leserkommentare?"
    ),
    "share": _names(
        "share|shares|sharing|share-?[a-z]+|sharedaddy|jp-sharing|social|social-?[a-z]+|socials|addthis|addtoany|a2a|shariff"
        "|follow|follow-?us|teilen|likes?|like-button|print|printfriendly|heateor[a-z]*|tweet|facebook|twitter"
        "|whatsapp|pinterest|instagram"
    ),
    "related": _names(
        "related|related-?[a-z]+|relateds?|relacionad[oa]s?|recommend[a-z]*|recirc[a-z]*|read-?more|readmore|more-?[a-z]+|also-?[a-z]+"
        "|see-?also|similar|yarpp|jp-relatedposts|most-?[a-z]+|popular|trending|latest|recent-?[a-z]+|recent"
        "|teaser|teasers|teaser-?[a-z]+|mehr|weitere|verwandt[a-z]*|next-?[a-z]+|prev[a-z]*|previous-?[a-z]+|nextprev|outbrain|taboola|zergnet|mgid"
        "|plista|empfehlung(?:en)?|suggest[a-z]*|cards?|card-?[a-z]+|carousel|slider|swiper"
    ),
    "promo": _names(
        "newsletter[a-z]*|subscri[a-z]+|sign-?up|signup|mailchimp|mc4wp|optin|opt-in|promo|promo-?[a-z]+|promotion|cta|call-?to-?action"
        "|abo|abonnement|banner|donat[a-z]+|spenden?|support-?us|petition|app-?[a-z]+|offer|offers|shop|product-?box"
        "|affiliate|sponsor[a-z]*|partner|angebot"
    ),
    "advert": _names("ads?|advert[a-z]*|ad-?[a-z]+|adsbygoogle|dfp|gpt|anzeige[a-z]*|werbung|publicidad|commercial|pub|rectangle|google-?ads?"),
    "wall": _names("paywall|paywall-?[a-z]+|regwall|piano|premium|login|log-?in|signin|register|locked|metered|subscriber-?only|cookie[a-z]*|cookie-?[a-z]+|consent|gdpr|privacy|modal|popup|pop-up|overlay|lightbox|dialog|disclaimer|alert|notice|cmp"),
    "menu": _names(
        "nav|navs|nav-?[a-z]+|navbar|navi|navigation|navigation-?[a-z]+|menu|menus|menu-?[a-z]+|submenu|breadcrumbs?|breadcrumb-?[a-z]+|bread|pagination|pager|paging"
        "|page-?numbers|pagenavi|skip-?[a-z]*|toolbar|tabs?|tab-?[a-z]+|topbar|top-?bar|dropdown|sitemap|toc|table-?of-?contents|ez-toc[a-z-]*|inhaltsverzeichnis|search|search-?[a-z]+|suche|filter"
    ),
    "frame": _names("header|site-?header|page-?header|masthead|head|footer|footer-?[a-z]+|foot|site-?footer|colophon|copyright|impressum|legal|bottom|logo"),
    "aside": _names("sidebar|sidebar-?[a-z]+|side|side-?bar|aside|widget|widgets|widget-?[a-z]+|widget_[a-z]+|rail|right-?rail|right-?col[a-z]*|secondary|complementary|marginal[a-z]*|box|infobox|factbox|info-?box|kasten|module|block-?[a-z]+"),
    "about": _names(
        "byline|by-line|author|authors|author-?[a-z]+|autor|autor-?[a-z]+|autoren|bio|biography|profile|about|avatar|vcard|contributors?|writer|editor|redakteur|posted-?by|written-?by|contact|kontakt"
    ),
    "meta": _names(
        "meta|meta-?[a-z]+|metadata|post-?meta|entry-?meta|article-?meta|post-?info|article-?info|info|date|dates|datetime|dateline|timestamp|time|published|publish-?[a-z]+|updated|datum|fecha|read-?time|reading-?time"
        "|lesezeit|views|counter|count|rating|ratings|votes?|stars|score|details|data|post-?date|entry-?date|source|quelle"
    ),
    "tags": _names("tags?|tag-?[a-z]+|tagcloud|topics?|topic-?[a-z]+|categor[a-z]+|category-?[a-z]+|cat|cat-?links|keywords?|kategorien?|schlagwort[a-z]*|etiquetas|label|labels|section-?label|kicker|rubrik|hashtags?"),
    "caption": _names(
        "caption|captions|wp-caption[a-z-]*|figcaption|image-?[a-z]+|img-?[a-z]+|photo|photo-?[a-z]+|picture|pic|media|media-?[a-z]+|gallery|gallery-?[a-z]+|slideshow|credit|credits|copyright|bildunterschrift|bild|bild-?[a-z]+|foto|featured-?[a-z]+|video|video-?[a-z]+|player|audio|attribution"
    ),
    "lead": _names("lead|lede|intro|introduction|teaser-?text|standfirst|dek|deck|subtitle|sub-?title|subheadline|sub-?headline|summary|excerpt|abstract|description|vorspann|einleitung|chapeau|entradilla|bajada|sapo|sommario|lead-?[a-z]+|article-?lead|article-?intro"),
    "title": _names("title|titles|headline|headlines|entry-?title|post-?title|article-?title|page-?title|heading|h1|dachzeile|overline|titel|titulo|title-?[a-z]+"),
    "unseen": _names("hidden|visually-?hidden|sr-only|screen-?reader[a-z-]*|invisible|hide|no-?print|noprint|print-?only|d-none|collapse|collapsed|offscreen|u-hidden|is-hidden|tooltip|noscript"),
    "embed": _names("embed|embedded|oembed|twitter-?tweet|tweet|instagram-?media|fb-post|fb-video|pullquote|pull-?quote|quote|zitat|blockquote"),
}  # fmt: skip
"""What a class name, id or the like says of an element and of what it holds."""


def _lines(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


LINE_HINTS: Final[Mapping[str, re.Pattern[str]]] = {
    "asks to share": _lines(
        r"^\W*(?:share|tweet|teilen|sharen|print|drucken|e-?mail|pin it|whatsapp|facebook|twitter|compart|partag|condivid|udost|поделиться|delen|dela|jaa\b|del\b)",
        r"share (?:this|on|via|with)|teilen (?:auf|sie|mit|per)|auf (?:facebook|twitter) teilen|click to (?:share|print|email)",
        r"klick(?:en)?,? um (?:auf|dies|über)|spread the|follow us|folge(?:n sie)? uns|síguenos|suivez-nous|seguici|like us on|copy link|link kopieren",
    ),
    "asks to read on": _lines(
        r"^\W*(?:read more|read also|also read|read next|see also|see more|related|more (?:from|on|about|stories|news)|recommended|you (?:may|might) also|don't miss|continue reading|next article|watch:|up next|most (?:read|popular|viewed)|trending|popular|latest|recent (?:posts|articles|comments)|editor'?s? picks?|in this (?:article|story)|further reading|top stories|keep reading)\b",
        r"^\W*(?:mehr (?:zum|zu|aus|von|lesen|dazu|über|artikel|infos?)|lesen sie (?:auch|mehr|hier|dazu)|lies (?:auch|mehr)|weiterlesen|weitere[rsn]? |auch interessant|siehe auch|zum thema|passend dazu|ähnliche|verwandte|das könnte|meist(?:gelesen|kommentiert)|aktuelle|neueste|top-?themen|empfohlene|empfehl|die redaktion empfiehlt|schlagzeilen|nächster|vorheriger|der nächste|der vorherige|hier geht es|zurück)",
        r"^\W*(?:lea también|lee también|leer más|te puede interesar|también te|más (?:sobre|noticias|en|leíd|información)|temas? relacionad|notas? relacionad|noticias? relacionad|artículos? relacionad|le puede|ver también|mira también|lo más)",
        r"^\W*(?:lire (?:aussi|la suite|plus)|à lire|voir aussi|articles? (?:liés|similaires|connexes)|sur le même|plus d|leggi (?:anche|tutto)|potrebbe|ti potrebbe|articoli correlati|vedi anche|leia (?:também|mais)|veja (?:também|mais)|saiba mais|notícias relacionadas|lees (?:ook|meer)|meer over|läs (?:också|mer|även)|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)|czytaj (?:też|także|więcej)|zobacz (?:też|także|również)|przeczytaj|polecane|czytajte|přečtěte|čtěte|читайте|подробнее|по теме|ещё|devamını oku|ilgili|baca juga|xem thêm|相关|相關|関連|あわせて読みたい|관련)",
    ),
    "asks to subscribe": _lines(
        r"newsletter|subscribe|subscription|sign up|signing up|your inbox|abonnieren|abonnement|abonnent|\babo\b|suscr[ií]b|boletín|abonnez|inscri(?:vez|ption|viti)|iscriviti|assine|nieuwsbrief|prenumer|подпис|posteingang|e-mail-adresse|email address|rss|push-nachricht|mailing list|購読|订阅",
        r"jetzt (?:testen|bestellen|kaufen|sichern|anmelden|registrieren|spenden|kostenlos)|download (?:our|the) app|whatsapp-kanal|free trial|donate|spenden|support us|unterstütz|become a (?:member|patron|supporter)|patreon|steady|paypal",
    ),
    "speaks of cookies": _lines(
        r"cookie|datenschutz|privacy|privacidad|confidentialité|gdpr|dsgvo|einwilligung|zustimm|consent|terms (?:of|and)|nutzungsbedingungen|impressum|agb\b|adblock|ad-block|werbeblocker|javascript|browser|externe[rn]? inhalt",
    ),
    "owns rights": _lines(
        r"©|\(c\)|copyright|all rights reserved|alle rechte|derechos reservados|tous droits|tutti i diritti|prawa zastrze|licen[sc]ed under|creative commons|trademark|warenzeichen|nachdruck",
    ),
    "credits a picture": _lines(
        r"^\W*(?:photo|foto|fotos|bild|bilder|image|images|picture|quelle|source|fuente|crédit|credit|grafik|video|illustration|symbolbild|archivbild|screenshot|abb\.|abbildung|figure|fig\.|zdj|fot\.|kuva)\b",
        r"getty images|shutterstock|istock|\bdpa\b|\bafp\b|\bapa\b|reuters|imago|picture alliance|unsplash|pixabay|adobe ?stock|keystone|\(ap\)|\bap photo|wikimedia|via getty|symbolbild|courtesy of|\bfoto:|\bphoto(?: by|:)|\bbild:|\bcredit:|enlarge image|vergrößern|view gallery|bildergalerie|fotostrecke",
    ),
    "asks to comment": _lines(
        r"\bcomments?\b|kommentar|comentario|commentaire|commento|commenti|komment|reacties|leave a|reply|antwort|deja un|laisser un|lascia un|комментар|hinterlass|hinterlasse|评论|コメント|댓글|diskutier|mitdiskutieren|beitrag melden|answers?\b|log in to|einloggen|anmelden|registrier|sign in|login|log in|create an? account|inicia sesión",
    ),
    "is an advert": _lines(
        r"^\W*(?:advertisement|advertisment|advertise|ad|ads|anzeigen?|werbung|publicidad|publicité|pubblicità|реклама|広告|广告|reklam[ae]?|annons|mainos|sponsored|promoted|gesponsert|story continues|article continues|scroll to|continue below|advertorial)\b",
        r"affiliate|provision|commission|gutschein|amazon|coupon|rabatt|product(?:s)? (?:we|featured)|\* ?(?:link|anzeige|werbe)",
    ),
    "names the author": _lines(
        r"^\W*(?:by|von|par|por|di|door|av|af|autor(?:in|en|es|a)?|author|text|posted (?:by|on|in)|written by|published by|reporting by|editing by|redaktion|ein (?:beitrag|artikel|gastbeitrag) von|über (?:den|die) autor|about the author|sobre el autor|à propos de)\b",
        r"is an? (?:\w+ ){0,3}(?:writer|reporter|editor|journalist|author|professor|correspondent|columnist|freelance)|geboren|ist (?:redakteur|autor|journalist|freie)|follow (?:him|her|me|them|\w+) on|@\w+",
    ),
    "states a date": _lines(
        r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}\.? ?(?:jan|feb|mär|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic)[a-zäé]*\.?,? ?\d{4}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? ?\d{4}\b|年\d{1,2}月|\b\d{1,2}:\d\d\b|\bago\b|\bvor \d+|hace \d+|il y a|min(?:ute)?s? read|min\.? lesezeit|lesezeit|lesedauer|\buhr\b|veröffentlicht|aktualisiert|published|updated|posted|publicado|publié|stand:",
    ),
    "lists topics": _lines(
        r"^\W*(?:tags?|topics?|categor(?:y|ies)|filed under|posted in|keywords?|schlagwörter|schlagworte|stichwörter|themen?|kategorien?|rubrik|ressort|etiquetas|categorías|mots-clés|tagged|labels?|veröffentlicht in|hashtags?|tagi|this entry was|dieser beitrag wurde|dieser eintrag)\b",
    ),
    "is a control": _lines(
        r"^\W*(?:home|startseite|menu|menü|search|suche|back|zurück|close|schließen|next|previous|weiter|show more|mehr anzeigen|load more|more|mehr|details|skip to|zum inhalt|top|nach oben|back to top|listen|anhören|play|download|save|merken|merkliste|edit|bearbeiten|views?|aufrufe|loading|copy|translate|language|contact|kontakt|about(?: us)?|über uns|bewerten|jetzt|hier klicken|click here|expand|toggle|drucken|pdf|rate|votes?|bewertung)\b.{0,25}$",
    ),
}  # fmt: skip
"""What a short line says, in the languages most saved pages are in."""
