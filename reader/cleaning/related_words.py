"""What the headings over link modules say, in the languages of the web.

Data first: a table of phrases for each kind of module, then the one function that reads it.
A phrase is matched at the start of a heading, or anywhere in it when it stands in `_ANYWHERE`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from reader.cleaning.article import StoryKind

HeadingKind = StoryKind | Literal["none", "next"]
"""`none`: the heading says that no stories stand under it. `next`: a previous or next article."""

# Longest heading of a module, in code points: "Related coverage from How to Do Everything: Money"
# is among the long ones; a longer line is a sentence or a headline.
MAX_HEADING = 70
# The same with the blanks of its markup; whole pages come by here, and folding them takes time.
_MAX_RAW = 400

# Order decides: the first kind with a phrase that fits wins, so that "Most popular related" is
# popularity and "Recommended by our partners" is not the editor's.
_STARTS: tuple[tuple[HeadingKind, str], ...] = (
    (
        "none",
        """
        .*\\b(?:stocks|shares|quotes|funds|scores|prices|tags|topics|searches)$
        comment(?:s\\b|\\s*\\()|leave a|\\d+ comments|subscribe|newsletter|sign up|follow|share
        tags?\\b|topics?\\b
        topics mentioned|categor(?:y|ies)|archives?\\b|about (?:us|the author|me\\b)|contact|advert
        references?\\b|sources?\\b|external links|footnotes|notes\\b|bibliography|table of contents
        contents\\b|in this article|on this page|jump to|shop\\b|buy\\b|products?\\b|our (?:products|services)
        services\\b|company\\b|legal\\b|help\\b|support\\b|account|log ?in|partners\\b|sponsors\\b
        downloads?\\b
        blogroll|meta\\b|links?$|friends|events?\\b|upcoming events|jobs\\b|books?\\b|written by|authors?\\b
        related (?:topics?|tags?|links to|products?|searches|jobs|books|people|companies|quotes|categories)
        more from (?:our )?(?:partners|sponsors)
        kommentar|schlagw|stichw|themen\\b|themen:|kategorien|teilen|folgen|anzeige|impressum|quellen
        einzelnachweise|weblinks|inhalt\\b|inhaltsverzeichnis|über (?:uns|den autor|die autor)|newsletter
        commentaires|partager|mots[- ]clés|catégories|sources|à propos|abonne|suivez
        commenti|condividi|categorie|etichette|chi siamo|iscriviti|argomenti|seguici
        comentarios|compart|etiquetas|categorías|temas\\b|suscr|síguenos|fuentes|sobre el autor
        comentários|compartilh|categorias|assin|siga|fontes|sobre o autor|temas
        kommentit|jaa\\b|avainsanat|aiheet|tilaa|reacties|delen|onderwerpen|dela\\b|ämnen|kommentarer
        комментари|поделиться|теги|рубрики|подпис|метки|ссылки|категории
        コメント|タグ|カテゴリ|シェア|共有|目次|댓글|태그|공유|카테고리|评论|标签|分类|分享|目录
        """,
    ),
    (
        "recommended_external",
        """
        (?:from |stories from )?(?:around|across|elsewhere on|all over|about) the web|elsewhere\\b
        elsewhere on
        sponsored|promoted|paid (?:content|stories|for)|partner|from our partners
        (?:stories|content) from our partners
        (?:more )?from the web|you may like.*(?:sponsored|promoted)|now on\\b|more videos from
        we recommend from
        recommended by (?:outbrain|taboola)|the most popular all over|ads? you may like|stories from elsewhere
        aus dem (?:netz|web)|empfehlungen aus dem netz|von unseren partnern|gesponsert
        ailleurs sur le web|sur le web|contenus? sponsorisés?|dal web|contenuti sponsorizzati|altre dal web
        contenido patrocinado|de nuestros socios|en la web|conteúdo patrocinado|pela web|na web
        kumppanien sisältöä|van onze partners|elders op het web|новости партн|партнер|от партн|в сети
        pr\\b|sponsored by|おすすめ.{0,4}pr|스폰서|赞助
        """,
    ),
    (
        "most_read",
        """
        (?:\\d+ )?most\\b(?! recent)|the most\\b
        popular\\b(?! (?:shopping|products|topics|tags|categories|searches))
        trending(?! (?:topics|tags|searches))|what(?:'s| is) (?:hot|trending|popular)
        hot (?:right )?now|top (?:10|ten|5|five)\\b|top (?:posts|reads|read|viewed)\\b|currently on tap
        (?:today's |this week's )?(?:best|top)[- ]?read|viral\\b|readers' favo|reader favo|best of the week
        meist(?:ge|kom|dis|ver|be)|am meisten|beliebt|populär|top[- ]?(?:themen|artikel)$|die meist|trends?\\b
        (?:les )?(?:articles )?(?:les )?plus (?:lus?|popul|vus?|partag|comment|consult)
        (?:articles )?populaires
        tendances?\\b|les plus|le plus (?:lu|vu)|top articles
        (?:i |le )?più (?:lett|vist|popol|condivis|comment)|articoli più|di tendenza|popolari\\b
        (?:lo |los |las )?más (?:leíd|vist|popular|comentad|compart|buscad)|lo más|lo + ?leído|populares\\b
        tendencias?\\b|noticias más|artículos populares
        (?:as |os )?mais (?:lid|vist|popular|comentad|compart|acessad)|artigos populares
        (?:posts )?populares|em alta
        luetuim|suosituim|katsotuim|luetuimmat|puhutuim
        mest (?:läst|lest|læst|sett|sete|delt|delad)|populära?|populært|populaire?
        meest (?:gelezen|bekeken)|best gelezen
        popul[aá]rn|nejčten|najčita|najpopular|najczęściej|popularne|legolvasottabb|népszerű
        cele mai (?:citite|populare)
        en çok (?:okunan|izlenen)|çok okunan|popüler|terpopuler|đọc nhiều|xem nhiều|terbanyak
        (?:самое )?(?:популярн|читаемое|обсуждаемое)|сейчас читают|топ\\b|популярні|найпопулярн|най-четени
        δημοφιλ
        人気|ランキング|アクセスランキング|よく読まれ|週間
        많이 본|인기|베스트|랭킹|热门|最热|热文|排行|热点|熱門|點擊
        الأكثر|الأعلى قراءة|رائج|הנקראות|הנצפות|הכי נקרא|पॉपुलर|ट्रेंडिंग|सबसे ज्यादा|সর্বাধিক|ยอดนิยม
        સૌથી વધુ|ಹೆಚ್ಚು ಓದಿದ|ഏറ്റവും കൂടുതൽ|zilizosomwa zaidi|ən çox oxunan|më të lexuarat|најчитани|mest lesið
        ყველაზე (?:კითხვადი|პოპულარული)|ամենաընթերցված|көп оқылған|eng ko'p o|irakurrien|o máis lido|mwyaf
        پربازدید|پربیننده|محبوب|paling (?:banyak|populer)|el més llegit|loetu|lasītāk|skaitomiausi
        """,
    ),
    (
        "next",
        """
        (?:« ?|‹ ?|← ?|< ?)?(?:previous|prev|next|older|newer)\\b
        up next|next up|read next$
        (?:vorheriger?|nächster?|voriger?) (?:beitrag|artikel|post)|(?:article|billet) (?:précédent|suivant)
        (?:articolo|post) (?:precedente|successivo)|(?:articolo )?(?:precedente|successivo)
        (?:entrada|artículo|noticia|nota) (?:anterior|siguiente)|anterior|siguiente
        (?:post|artigo|matéria) (?:anterior|seguinte)|próxim[oa]\\b|edellinen|seuraava|föregående|nästa
        vorige|volgende|предыдущ|следующ|前の記事|次の記事|이전|다음|上一篇|下一篇
        """,
    ),
    (
        "related",
        """
        related\\b|more on\\b|more about\\b|read (?:more|also|this|next|on)\\b|also read
        see (?:also|more|related)|also see
        you (?:may|might|could|will|'ll|'d)\\b|we (?:think|recommend)|recommended\\b|recommendations?\\b
        further reading
        similar\\b|if you (?:liked?|enjoyed)|keep reading|continue reading|what to read next|more like this
        (?:articles?|stories) (?:you|like|related)|in (?:the )?same (?:series|category|topic)|background\\b
        suggested
        posts related|don't miss these|for you\\b|picked for you|also (?:on|of interest|interesting)
        more in this series
        (?:this )?(?:story|article) is part of|dig deeper|learn more about|explore more|stories for you
        also in this
        other (?:articles|posts|stories) (?:you|on|about)|people also (?:read|viewed)|readers also|others also
        mehr zum\\b|mehr zu\\b|mehr (?:dazu|über)|zum thema|auch interessant|das könnte|lesen sie
        weiterlesen|mehr lesen
        ähnliche|verwandte|passend (?:zum|dazu)|auch auf|empfehlung|empfohlen
        weitere (?:artikel|beiträge|infos?) zu
        lesetipp|siehe auch|dazu passend|interessant auch|hintergrund|für sie empfohlen|schwerpunkt
        weiterführend
        (?:à )?lire (?:aussi|également|plus|la suite)|à lire|sur le même (?:sujet|thème)|voir aussi
        à voir aussi
        (?:articles?|contenus?|sujets?) (?:liés?|connexes|similaires|associés)
        vous (?:aimerez|pourriez|conseill)
        nous vous (?:recommand|conseill|suggér)|cela peut|recommandé|dans le même|pour aller plus loin
        ces articles
        leggi anche|leggi (?:pure|tutto)|(?:articoli|notizie|post|contenuti) (?:correlat|simili|collegat)
        correlat
        (?:ti )?potrebbe|potrebbero|vedi anche|ti (?:può|consiglia)|consigliati|per approfondire|approfond
        sullo stesso
        (?:artículos?|noticias?|notas?|contenidos?|entradas?|temas?) (?:relacionad|similar|recomendad)
        relacionad
        (?:te|le|les) (?:puede|podría|recomend)|lea (?:también|más)|le[eé] (?:también|más)
        leer (?:también|más)|además
        seguir leyendo|mira también|ve(?:r|a) (?:también|más)|también (?:te|puede|le)
        más (?:sobre|información)|recomendad
        quizás|tambié?n en|notas? relacion
        (?:artigos?|posts?|notícias?|matérias?|conteúdos?|textos?) (?:relacionad|semelhant|similar)
        leia (?:também|mais)
        veja (?:também|mais)|saiba mais|você (?:pode|também|vai)|talvez (?:você|goste)|mais sobre
        recomendad|relacionad
        confira também|poderá também
        lue (?:myös|lisää|seuraavaksi)|aiheesta|aiheeseen|katso myös|saatat|sinua (?:voisi|saattaa)
        suosittel|lisää aiheesta
        läs (?:också|mer|även|vidare)|relaterad|mer om|liknande|les (?:også|mer)|relater
        flere (?:saker )?om|mere om|læs (?:også|mere)
        lees (?:ook|meer|verder)|gerelateerd|meer over|misschien vind|zie ook|bekijk ook|verder lezen
        czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)|podobne|powiązane|przeczytaj
        čtěte (?:také|dále)|související|mohlo by|podobné|čítajte|súvisiace|kapcsolódó|olvass|ajánlott
        citește și|articole similare
        ilgili (?:haber|yaz|içerik)|benzer|bunlar da|şunlar da|baca juga|artikel terkait|terkait
        tin liên quan|bài liên quan|xem thêm
        по теме|читайте|читать (?:также|ещё|еще|далее)|похожие|связанные|вам (?:может|будет)|интересно
        материалы по|ещё по|еще по
        смотрите также|см\\. также|рекоменду|вас может|сюжет|подробнее|схожі|читай|пов'язан|свързани
        прочетете|σχετικ|διαβάστε
        関連|こちらも|あわせて読|合わせて読|おすすめ|あなたに|この記事を読|併せて|類似
        관련|추천|함께 (?:본|볼)|이 기사와|이런|같이 볼
        相关|相關|延伸阅读|延伸閱讀|推荐|推薦|猜你喜欢|更多关于|为你|您可能
        اقرأ|ذات صلة|مواضيع|קראו גם|עוד בנושא|संबंधित|यह भी
        (?:ये|इसे) भी|और पढ़|हेही वाचा|আর[ওো] পড়|সম্পর্কিত|এ সম্পর্কিত|மேலும் படிக்க|தொடர்புடைய
        ఇవి కూడా|సంబంధిత|مزید پڑھ|یہ بھی پڑھ|متعلقہ
        بیشتر بخوانید|همچنین بخوانید|(?:مطالب|اخبار|مقالات) مرتبط|مرتبط
        قد (?:يعجبك|يهمك)|(?:أخبار|مقالات|مواد|مواضيع|قصص) (?:ذات|متعلقة)|متعلق
        موضوعات (?:ذات|متعلقة)|شاهد أيضا|المزيد عن|تابع أيضا
        קרא (?:עוד|גם)|כתבות קשורות|קריאה נוספת|אולי (?:יעניין|תאהבו)|נושאים קשורים
        เรื่องที่|ข่าวที่เกี่ยวข้อง|อ่านเพิ่ม|บทความที่เกี่ยวข้อง|อ่านต่อ|บทความแนะนำ
        berita (?:terkait|berkaitan)|artikel berkaitan|ilginizi çek|önerilen|sıradaki haber
        vezi și|citeşte|articole recomandate|pe aceeași temă|ajánljuk|ezt is|още по темата|вижте още
        pročitajte|povezan|vezane vesti|možda će|preberite|sorodn|loe (?:ka|veel)|seotud
        lasi(?:et)? arī|saistīt|skaitykite|susij|també et pot|llegeix també|més sobre|за темою|дивіться також
        આ પણ વાંચો|સંબંધિત|ਇਹ ਵੀ ਪੜ੍ਹੋ|ਸਬੰਧਤ|ಇದನ್ನೂ ಓದಿ|ಸಂಬಂಧಿತ|(?:ഇതും|കൂടുതൽ) വായിക്കുക
        ബന്ധപ്പെട്ട|තවත් කියවන්න
        यो पनि पढ्नुहोस्|सम्बन्धित|soma (?:pia|zaidi)|habari zinazohusiana|basahin (?:din|rin)|kaugnay
        წაიკითხეთ (?:ასევე|აგრეთვე)|მსგავსი|დაკავშირებული|կարդա(?:ցեք|լ) (?:նաեւ|ավելին)|առնչվող
        həmçinin oxu|oxşar
        тағы (?:да )?оқы|ұқсас|shuningdek o|mavzuga oid|o'xshash|холбоотой мэдээ|чытайце таксама|падобныя
        lexo (?:edhe|më shumë)|të ngjashme|прочитај(?:те)? (?:и|повеќе)|поврзани
        irakurri (?:ere|gehiago)|erlazionatu
        le tamén|máis sobre|lesa meira|tengdar fréttir|sjá (?:einnig|líka)|darllen mwy|verwante|ជាប់ទាក់ទង
        andre læser|andra har läst|relateret|anbefalt|dette vil|こんな記事も|オススメ|大家也在看|你可能|看更多
        """,
    ),
    (
        "section",
        """
        latest|newest|new on|recent|most recent|top (?:stories|news|videos?|picks)
        more (?:from|in|stories|news|articles|posts|videos|top)\\b
        more [\\w& ]{2,25}$|editors?'? ?(?:picks?|choice)|don't miss|must[- ](?:read|listen|watch|see)
        featured?|headlines|in brief
        in (?:the )?(?:news|other news|case you missed)|breaking|what's new|today's|today in|news\\b
        articles?$|videos?$|video
        in pictures|photos|galler(?:y|ies)|opinion|columnists|stories$|also in
        other (?:articles|posts|stories|news)|our picks
        from the (?:archives?|blog)|blog posts|popular shopping|spotlight|watch\\b|listen\\b|podcasts?$
        [\\w ]{2,20} picks$
        neueste|neues\\b|aktuell|mehr (?:aus|von|artikel|news|nachrichten)|weitere\\b
        top[- ](?:bilder|videos|news|meldung)|schlagzeilen
        nachrichten|meldungen|ticker|artikel$|bildergalerien|letzte\\b|redaktionsempf|im fokus
        dernier|derni[eè]res|en ce moment|plus (?:en|de|d'|dans)|dans (?:la|le) (?:section|rubrique)
        à la une|actualit|à ne pas manquer|en continu
        ultim[ieo]|ultime|altr[ie] (?:notizie|articoli)|in (?:primo piano|evidenza)|notizie\\b
        da non perdere|primo piano
        últim[oa]s|lo último|más (?:en|de|noticias|artículos)|destacad|no te pierdas|noticias|portada
        otras noticias|recientes
        mais (?:em|de|notícias|artigos|do)|destaques?|notícias|recentes|não perca|outras
        uusimmat|tuoreimmat|lisää|pääuutiset|senaste|siste|nyheter|seneste|laatste|nieuws
        meer (?:uit|van|nieuws)|recent
        najnowsze|aktualno|nejnov|najnov|legfrissebb|son (?:dakika|haber)|berita|tin mới|mới nhất|ultimele
        свежие|последн|новости|главн|ещё|еще|другие|лента|новини|останні|новое|выбор редакции|в этой рубрике
        (?:이 블로그|.*카테고리의? (?:다른 )?글|.*다른 글$)
        أحدث|المزيد (?:من|في)|اخترنا لك|مختارات|آخرین|تازه|جدیدترین|כתבות נוספות|עוד (?:ב|כתבות)
        সর্বশেষ|আরও খবর
        terbaru|terkini|τελευταία|ροή ειδήσεων|najnovije|više iz|fler(?:e)? (?:artik|nyh)|més notícies|ข่าวอื่น
        最新|新着|ニュース|特集|一覧|최신|주요|뉴스|오늘의|최근|新闻|新聞|头条|要闻|精选|编辑|آخر|חדשות|ताज़ा|ข่าวล่าสุด
        """,
    ),
)

_PHRASES: tuple[tuple[HeadingKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile("(?:" + "|".join(line.strip() for line in table.strip().splitlines()) + ")"))
    for kind, table in _STARTS
)

# Where the telling word does not stand first: "The 5 most popular", "Our readers' most read".
_ANYWHERE: tuple[tuple[HeadingKind, re.Pattern[str]], ...] = (
    (
        "most_read",
        re.compile(
            r"\bmost (?:read|popular|viewed|watched|shared|commented)\b|\btrending\b|人気|ランキング|많이 본"
        ),
    ),
    (
        "recommended_external",
        re.compile(r"\b(?:sponsored|promoted) (?:stories|content|links)\b|outbrain|taboola"),
    ),
    (
        "related",
        re.compile(
            r"\brelated (?:articles?|stories|posts?|content|news|reading|coverage)\b|\bzum thema\b|関連"
            r"|\bпо теме\b|관련"
            r"|\brelacionad[oa]s\b|\bcorrelati\b|\byou (?:may|might) (?:also )?(?:like|enjoy|be)\b"
            r"|\bmore like this\b"
        ),
    ),
    ("section", re.compile(r"\beditors?'? ?(?:picks?|choice)\b|\blatest\b|\bpicks$")),
)

# Each of `_ANYWHERE` has one of these, which are looked for in a fifth of the time.
_STEMS = (
    "most ", "trending", "人気", "ランキング", "많이 본", "sponsored ", "promoted ", "outbrain", "taboola",
    "related ", "zum thema", "関連", "по теме", "관련", "relacionad", "correlati", "you may ", "you might ",
    "more like this", "editor", "latest", "picks",
)  # fmt: skip

# Arabic is printed with and without the marks of its vowels.
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "\u00a0": " ", "„": '"'} | dict.fromkeys(map(chr, range(0x64B, 0x653)), "")
)
_TURKISH_DOT = "\u0307"
"""What folding the capital `İ` leaves."""
_EDGES = ' \t\n:.…»«›‹>|[]()*•–—-→+!?★▶►"#'


def fold_heading(text: str) -> str:
    """Fold a heading for comparison: lower case, plain apostrophes, no marks around it."""
    folded = text.translate(_QUOTES).casefold().replace(_TURKISH_DOT, "")
    return " ".join(folded.split()).strip(_EDGES)


@lru_cache(maxsize=1024)
def heading_kind(text: str) -> HeadingKind | None:
    """Tell from its words what stands under a heading; None when they do not say."""
    if len(text) > _MAX_RAW:
        return None
    folded = fold_heading(text)
    if not folded or len(folded) > MAX_HEADING:
        return None
    for kind, pattern in _PHRASES[:3]:
        if pattern.match(folded):
            return kind
    if any(map(folded.__contains__, _STEMS)):
        for kind, pattern in _ANYWHERE:
            if pattern.search(folded):
                return kind
    return next((kind for kind, pattern in _PHRASES[3:] if pattern.match(folded)), None)


# A label in front of a link inside the running text: short, and of these words only.
_INLINE = re.compile(
    r"^\W*(?:read (?:more|also|next|on|this)|also read|see (?:also|more)|also see|related(?: (?:post"
    r"|story|article|content|coverage|reading)s?)?"
    r"|more(?: on this| info)?|don't miss|watch|must read|recommended(?: reading)?|further reading"
    r"|you may (?:also )?like|read"
    r"|lesen sie (?:auch|hier|mehr)|lesen sie dazu auch|mehr (?:zum thema|dazu|lesen)|siehe auch"
    r"|auch interessant|lesetipp"
    r"|(?:à )?lire (?:aussi|également)|à lire|voir aussi|sur le même sujet|leggi (?:anche|pure)"
    r"|vedi anche|per approfondire"
    r"|lea (?:también|más)|le[eé] (?:también|más|además)|leer (?:también|más)|te puede interesar"
    r"|mir[áa] también|ver también|vea también"
    r"|leia (?:também|mais)|veja (?:também|mais)|saiba mais|lue (?:myös|lisää)|katso myös|läs (?:också"
    r"|mer|även)|les også|læs også"
    r"|lees (?:ook|meer)|zie ook|czytaj (?:też|także|również|więcej)|zobacz (?:też|także)|čtěte také"
    r"|olvassa? (?:el )?(?:is|még)"
    r"|читайте (?:также|ещё|еще)|читать также|по теме|смотрите также|читайте також|baca juga|ilgili haber"
    r"|xem thêm"
    r"|関連記事|関連|あわせて読みたい|こちらも|관련 ?기사|相关阅读|延伸阅读|延伸閱讀"
    r"|اقرأ أيضا?|شاهد أيضا?|طالع أيضا?|بیشتر بخوانید|همچنین بخوانید|קראו? (?:גם|עוד)"
    r"|(?:यह|ये|इसे) भी (?:पढ़ें|देखें)"
    r"|আর[ওো] পড়ুন|อ่านเพิ่มเติม|διαβάστε (?:επίσης|ακόμα)"
    r"|citește (?:și|mai mult)|pročitajte (?:i|još)|ilginizi çekebilir)\W*(?:on \w+)?\W*$"
)


def is_inline_label(text: str) -> bool:
    """Whether a piece of running text does nothing but announce the link behind it."""
    if len(text) > _MAX_RAW:
        return False
    folded = " ".join(text.translate(_QUOTES).casefold().split())
    return 0 < len(folded) <= 40 and _INLINE.match(folded) is not None
