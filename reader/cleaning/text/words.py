"""Words by which the furniture of a page is known when only its text is left.

Data in the languages of the web; a phrase is compared with the start of a short line.
"""

from __future__ import annotations

import re

from reader.cleaning.related_words import fold_heading

MAX_CHROME = 90
"""Longest line of furniture that is judged by its first words, in code points."""

# The whole line is one of these: "Share", "Menu", "Reply".
_WHOLE = """
share|print|email|save|menu|search|home|close|open|next|previous|back|more|login|log in|sign in|sign up|subscribe|follow|reply|like
advertisement|advert|ad|ads|sponsored|sponsored links?|logo|x|facebook|twitter|whatsapp|linkedin|pinterest|reddit|telegram|instagram|youtube|rss|tumblr
copy link|copy|link copied|share this|share article|listen|loading|loading...|skip|top|back to top|archive|about|contact|privacy|terms
cookies|cookie|help|sitemap|jobs|careers|english|tags|topics|comments|comment|view comments|show comments|bookmark|report|edit|translate
violet background|image|photo|video|gallery|caption|expand|toggle navigation|toggle menu|all rights reserved|discussion about this post
no posts|subscribe now|app-storeplay-store|permalink|quote|upvote|downvote|hide|flag|pocket|flipboard|messenger|viber|line
teilen|merken|drucken|anzeige|werbung|startseite|anmelden|abo|abonnieren|kommentare|kommentieren|suche|menü|impressum|datenschutz|agb
vorlesen|zurück|weiter|schließen|mehr|per mail|kopieren|link kopieren|antworten|feedback|kontakt|newsletter
partager|imprimer|publicité|accueil|s'abonner|se connecter|connexion|rechercher|fermer|commenter|réagir|commentaires|envoyer|copier le lien
écouter|mentions légales|répondre|lire plus tard|favoris|abonnez-vous|je m'abonne|offrir cet article|cgu|cgv|contact|nous contacter
compartir|imprimir|publicidad|inicio|suscríbete|suscribirse|iniciar sesión|copiar enlace|guardar|comentar|comentarios|buscar|cerrar|menú
escuchar|responder|aviso legal|política de cookies|contacto|regístrate|compartilhar|publicidade|início|assine|entrar|copiar link|salvar
ouvir|comentários|comente|fechar|partilhar|imprimir|continua após a publicidade|condividi|stampa|pubblicità|abbonati|accedi|commenta|cerca
ascolta|salva|chiudi|copia link|commenti|udostępnij|drukuj|reklama|zaloguj|szukaj|komentarze|strona główna|zamknij|regulamin|skopiuj link
поделиться|печать|реклама|главная|войти|подписаться|поиск|меню|комментарии|комментировать|ответить|скопировать ссылку|в закладки|закрыть
слушать|регистрация|контакты|вконтакте|одноклассники|телеграм|о нас|о проекте
スポンサーリンク|スポンサードリンク|シェア|共有|印刷|広告|ホーム|ログイン|会員登録|検索|メニュー|コメント|保存|閉じる|ツイート|リンクをコピー|トップ|プライバシーポリシー|利用規約|新規登録|いいね
공유|인쇄|광고|홈|로그인|회원가입|검색|메뉴|댓글|구독|닫기|스크랩|좋아요|글자크기|공유하기|기사저장|답글|분享|글자 크기
分享|打印|广告|廣告|首页|首頁|登录|登入|注册|註冊|搜索|搜尋|菜单|评论|評論|收藏|关闭|点赞|字号|返回顶部|留言|转发|微博|微信|复制链接
مشاركة|طباعة|إعلان|الرئيسية|تسجيل الدخول|بحث|paylaş|yazdır|reklam|anasayfa|giriş yap|delen|afdrukken|advertentie|inloggen|zoeken|del|dela
reageren|reacties|opslaan|sluiten|lees voor|annons|logga in|sök|spara|stäng|kommentera|kommentarer|lyssna|annonse|logg inn|søk|lukk|kommenter
annoncer|log ind|søg|luk|mainos|kirjaudu|haku|jaa|tallenna|kommentoi|kommentit|yorumlar|yorum yap|kaydet|kapat|ara|giriş|üye ol|kopyala
التعليقات|حفظ|إغلاق|نسخ الرابط|اشترك|القائمة|استمع|שתף|הדפס|פרסומת|כניסה|חיפוש|תגובות|שמור|סגור|اشتراک|تبلیغات|ورود|جستجو|نظرات|چاپ
शेयर|शेयर करें|विज्ञापन|होम|लॉग इन|खोजें|टिप्पणियाँ|टिप्पणी|प्रिंट|सेव करें|সরাসরি|শেয়ার|বিজ্ঞাপন|মন্তব্য|แชร์|โฆษณา|เข้าสู่ระบบ|ค้นหา|ความคิดเห็น|หน้าแรก
chia sẻ|quảng cáo|đăng nhập|tìm kiếm|bình luận|trang chủ|bagikan|iklan|masuk|cari|komentar|beranda|sdílet|tisk|přihlásit|hledat|komentáře|diskuse
partajează|publicitate|autentificare|căutare|comentarii|megosztás|nyomtatás|hirdetés|belépés|keresés|κοινοποίηση|διαφήμιση|σύνδεση|αναζήτηση|σχόλια
поширити|реклама|головна|увійти|пошук|коментарі|споделяне|вход|търсене|коментари|podeli|reklama|prijava|pretraga|komentari
""".strip().replace("\n", "|")  # noqa: E501 - a table of words

# The line begins with one of these: "Skip to main content", "Sign up for our newsletter".
_START = r"""
skip to|jump to|post reply|quick reply|display posts|users browsing|who is online|board index|\d+ posts? |mark (?:this )?topic|(?:print|pin) recipe
sign up (?:for|to|now|here)|sign in|log in (?:to|or)|subscribe (?:to|for|now|today)|share (?:this|on|via|to)|follow us|tweet\b
print this|email this|thanks for reading|type your email|enter your email|get (?:started|our|the app)|download (?:the|our)|ready to read
explore what|try our|no comments yet|be the first|leave a (?:comment|reply)|join the (?:discussion|conversation)|please wait|you must be
this (?:site|website) uses|we use cookies|accept (?:all )?cookies|manage cookies|cookie (?:policy|settings)|privacy (?:policy|notice)|terms (?:of|and|&)
all rights reserved|copyright|©|\(c\) \d{4}|powered by|collection notice|follow (?:on|me|the)|report (?:this|a|an)|click here to|advertisement
image (?:source|caption|copyright)|photo(?:graph)?(?: by|:| credit)|picture:|\d+ (?:shares|likes|views|comments?)\b|reading time|support (?:us|our)
how (?:would|do) you rate|rate this|was this (?:article |story |page )?helpful|notez cet|bewerten sie|wie (?:hat|fanden)|valora|avalie|vota (?:l|q)|beoordeel|оцените|この記事を評価
filed under|posted in|tagged(?: with)?|tags?:|topics?:|categor(?:y|ies):|view (?:all|in browser)|unsubscribe|forward to|you are receiving|update your preferences
zum inhalt|zur (?:navigation|startseite)|jetzt (?:anmelden|abonnieren|registrieren|testen)|foto:|bild:|quelle:|teilen |auf facebook|artikel (?:teilen|drucken)|newsletter
alle rechte|laden sie|die app|kommentar schreiben|noch keine kommentare|schreiben sie|datenschutz|cookie|melden sie sich|folgen sie|lesezeit
aller au contenu|passer au contenu|inscrivez|abonnez|recevez|téléchargez|partager (?:sur|cet|l')|suivez|mentions légales|politique de|photo :|crédit|soyez le premier|tous droits
temps de lecture|gérer (?:les|mes)|réservé aux abonnés|aucun commentaire|laisser un commentaire|© |se désabonner|voir (?:tous|dans) |ir al contenido|saltar al
suscríb|compartir en|sé el primero|sin comentarios|deja (?:un|tu) comentario|descarga (?:la|nuestra)|síguenos|aviso legal|política de|todos los derechos|foto:|regístrate
tiempo de lectura|recibe|pular para|ir para|saltar para|assine|receba|compartilhe|seja o primeiro|nenhum comentário|deixe (?:um|seu|o seu)|baixe|siga-nos|siga o
todos os direitos|tempo de leitura|termos de|crédito:|vai al contenuto|iscriviti|ricevi|scarica|seguici|lascia un commento|nessun commento|tutti i diritti|tempo di lettura|foto di
przejdź do|zapisz się|pobierz|udostępnij|obserwuj|dodaj komentarz|brak komentarzy|polityka|wszelkie prawa|fot\.|czas czytania|zaloguj
перейти к|подпишитесь|подписывайтесь|скачайте|скачать|поделиться|оставьте|оставить комментарий|комментариев (?:пока )?нет|пока нет|все права|политика|пользовательское|фото:
время чтения|читайте нас|следите за|войдите|прокомментировать|本文へ|コンテンツへ|メニューを|メルマガ|アプリ|無料会員|会員登録|登録はこちら|ログイン|最初のコメント|コメント(?:は|を|する|\b)|写真[:：=＝]|撮影
フォロー|無断転載|続きを読む|利用規約|プライバシー|この記事を(?:シェア|共有)|お問い合わせ|文字サイズ|본문|바로가기|구독|앱|다운로드|댓글|무단|저작권|사진[=:]|공유|기사 ?(?:제보|저장)|좋아요|로그인|뉴스레터
跳到|跳至|跳转|下载|下載|订阅|訂閱|关注|關注|版权|版權|责任编辑|責任編輯|编辑[:：]|分享到|暂无评论|暫無|发表评论|發表|登录|登入|图片来源|圖片|图[:：]|扫码|打开app|点击|隐私|使用条款|联系我们
انتقل|اشترك|تابعنا|جميع الحقوق|hesabınız|abone ol|yorum yap|tüm hakları|ga naar|meld je|schrijf je|gå til|hopp til|hoppa till|följ oss
nog geen reacties|geen reacties|wees de eerste|download (?:de|nu)|begin nu|alle rechten|lees verder|leestijd|inga kommentarer|bli först|ladda ner|kom igång
prenumerera|alla rättigheter|lästid|ingen kommentarer|bli den første|vær den første|last ned|hent appen|kom i gang|alle rettigheter|ei kommentteja|lataa|kaikki oikeudet
henüz yorum|ilk yorumu|uygulamay[ıi]|hemen (?:başla|indir)|okuma süresi|لا توجد تعليقات|كن أول|حمل (?:التطبيق|تطبيق)|ابدأ الآن|وقت القراءة|אין (?:עדיין )?תגובות|היה הראשון
הורד (?:את )?ה|כל הזכויות|هنوز نظری|اپلیکیشن|अभी तक कोई|कोई टिप्पणी|ऐप (?:डाउनलोड|इंस्टॉल)|अभी (?:शुरू|डाउनलोड)|सर्वाधिकार|এখনো কোনো|অ্যাপ ডাউনলোড
ยังไม่มีความคิดเห็น|ดาวน์โหลด|chưa có bình luận|tải (?:ứng dụng|app)|belum ada komentar|unduh|zatím žádné|stáhn|zatiaľ žiadne|niciun comentariu|descarcă|még nincs|töltsd le
δεν υπάρχουν σχόλια|κατεβάστε|поки немає|завантаж|няма коментари|изтегли|još nema|nema komentara|preuzmi|ancora nessun|scarica|inizia ora|aún no hay|todavía no hay|empieza ahora
ainda não há|ainda sem|comece agora|aucun commentaire|commencez maintenant|jetzt loslegen|app herunterladen|brak komentarzy|zacznij teraz|комментариев пока|начните сейчас
まだコメント|今すぐ(?:始め|ダウンロード)|아직 댓글|지금 (?:시작|다운로드)|立即(?:开始|開始|下载|下載)
""".strip().replace("\n", "|")  # noqa: E501 - a table of words

# From such a line on, nothing belongs to the article.
_END = r"""
display posts from|users browsing this|who is online|comments?(?: \(\d+\)|:)?$|\d+ comments?$|no comments yet|leave a (?:comment|reply)|discussion about this post|post a comment|join the (?:discussion|conversation)|download the app
get the app|about the authors?$|more from this author|about us$|newsletter$|subscribe to our|sign up (?:for|to) |all rights reserved|© ?\d{4}|copyright (?:©|\d)|privacy policy|terms of (?:use|service)
kommentare?(?: \(\d+\))?$|\d+ kommentare|kommentar schreiben|impressum|datenschutz|noch keine kommentare|commentaires?(?: \(\d+\))?$|\d+ commentaires|téléchargez|mentions légales|laisser un commentaire|réagir|infolettre
comentarios(?: \(\d+\))?$|\d+ comentarios|aviso legal|deja (?:un|tu) comentario|comentários(?: \(\d+\))?$|\d+ comentários|deixe (?:um|seu) comentário|baixe o app|commenti(?: \(\d+\))?$|lascia un commento|note legali
komentarze(?: \(\d+\))?$|regulamin|dodaj komentarz|polityka prywatności|комментарии(?: \(\d+\))?$|\d+ комментари|оставить комментарий|скачайте|пользовательское соглашение|политика конфиденциальности|обсуждение$
コメント(?: ?[(（]\d+ ?件?[)）])?$|アプリをダウンロード|アプリで|利用規約|プライバシーポリシー|会社概要|無断転載|メルマガ|댓글(?: ?[(（]?\d+개?[)）]?)?$|\d+개의 댓글|앱 다운로드|이용약관|개인정보|저작권자|무단|评论(?: ?[(（]\d+ ?条?[)）])?$|評論$|网友评论|发表评论|下载|版权|隐私
yorumlar|reacties|kommentarer|التعليقات|nog geen reacties|inga kommentarer|ingen kommentarer|ei kommentteja|henüz yorum|لا توجد تعليقات|אין תגובות|תגובות$
अभी तक कोई|टिप्पणियाँ|ऐप डाउनलोड|ความคิดเห็น$|ดาวน์โหลดแอป|bình luận$|chưa có bình luận|belum ada komentar|komentáře$|zatím žádné|comentarii$|σχόλια$|коментарі$
حمل التطبيق|uygulamay[ıi] indir|download de app|ladda ner appen|last ned appen|hent appen|lataa sovellus|app herunterladen|scarica l'app|descarga la app|descarga la aplicación
baixe o aplicativo|téléchargez l'app|télécharger l'app|pobierz aplikację|ainda não há comentários|aún no hay comentarios|ancora nessun commento|aucun commentaire
""".strip().replace("\n", "|")  # noqa: E501 - a table of words

_CHROME = re.compile(f"(?:(?:{_WHOLE})$|(?:{_START}))")
_ENDING = re.compile(f"(?:{_END})")
_TAGS = re.compile(
    r"\W*(?:tags|filed under|schlag(?:wörter|worte)|etiquetas|mots-clés|tagi|etiketler|теги|метки|タグ|标签|標籤|태그)\s*(?:[:：]|$)",  # noqa: E501
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"\((?:images?(?: credits?)?|pictures?|pics?|photos?|credits?|fotos?|bild(?:er)?|imagen|crédits?)"
    r"\s*:[^()]{2,60}\)\W*$",
    re.IGNORECASE,
)
_MOST_OF_CAPTION = 250
_STARS = re.compile("[★☆⭐]{3,}")
_MIN_READ = re.compile(
    r"^\W*\d+[ -]?(?:min(?:ute)?s?\b|minutos?|минут|分(?:で読|钟|鐘)|분)(?: (?:read|lesezeit|de lecture|de lectura|de leitura|di lettura|чтения))?\W*$",  # noqa: E501
    re.IGNORECASE,
)
_PHRASES = re.compile(
    r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(_WHOLE.split("|"), key=len, reverse=True))) + r")(?!\w)"
)


_COMMENTS = re.compile(
    r"(?:\d+ |one |no )?(?:(?:user |reader )?comments?|responses?|repl(?:y|ies)|thoughts?|"
    r"kommentare?|antworten?|meinungen|"
    r"leserkommentare|commentaires?|réponses?|réactions?|avis|comentarios?|respuestas?|comentários?|respostas?|"
    r"commenti|risposte|komentarz[ey]?|odpowiedzi|комментари\w*|ответ\w*|yorum(?:lar)?|reacties|"
    r"kommentarer|kommentit|التعليقات|תגובות|نظرات|टिप्पणियाँ|মন্তব্য|"
    r"ความคิดเห็น|bình luận|komentáře|comentarii|σχόλια|"
    r"коментар[іи]|komentari|コメント|댓글|评论|評論|留言)\b"
    r"(?: ?[(（]\d+ ?[件条條개]?[)）]| (?:\(?\d+\)?|(?:to|on|so far|zu|à|a|en|sur|su|do|к)\b.*))?\W*$"
)


def opens_comments(line: str) -> bool:
    """Whether a line is the heading of what readers wrote: `34 responses to "Low tide"`, `Comments (3)`."""
    return len(line) <= 2 * MAX_CHROME and _COMMENTS.match(fold_heading(line)) is not None


def is_chrome(line: str) -> bool:
    """Whether a line is furniture by its words alone: sharing, log in, adverts, rights, skip links."""
    if len(line) > MAX_CHROME:
        return False
    folded = fold_heading(line)
    if not folded:
        return True
    if (
        _STARS.search(line)
        or _CHROME.match(folded)
        or _MIN_READ.match(folded)
        or line.lstrip().startswith("©")
    ):
        return True
    # A row of buttons: "WhatsApp Facebook X Copy link".
    rest = "".join(filter(str.isalnum, _PHRASES.sub("", folded)))
    return len(rest) < 0.35 * sum(map(str.isalnum, folded))


def is_credited(line: str) -> bool:
    """Whether a line ends with the credit of a picture: `The crane (Image: GETTY)`; it is a caption."""
    return len(line) <= _MOST_OF_CAPTION and _CREDITED.search(line) is not None


def names_tags(line: str) -> bool:
    """Whether a line stands over the tags of an article, or begins them; these stand under its text."""
    return len(line) <= MAX_CHROME and _TAGS.match(line) is not None


def ends_article(line: str) -> bool:
    """Whether comments, legal notes or an advert for an app begin with this line."""
    return len(line) <= MAX_CHROME and bool(
        _ENDING.match(fold_heading(line)) or line.lstrip().startswith("©")
    )
