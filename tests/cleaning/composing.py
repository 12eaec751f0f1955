"""Put what sites put around an article: `python -m tests.cleaning.composing LAYOUT TITLE < BODY > PAGE`.

LAYOUT is a kind of site (news, blog, docs, forum, wiki, ...) or a language (de, ja, ...); the pages
beside this module were made with it. The same arguments give the same page.
"""

from __future__ import annotations

import random
import sys
from html import escape

_SECTIONS = (
    "Local,World,Business,Culture,Science,Weather,Sport,Opinion,"
    "Travel,Food,Gardens,Books,Music,Podcasts,Puzzles"
)
_STORIES = (
    "Council votes for a second footbridge",
    "Why the heron left the mill pond",
    "A town without a clock gets one",
    "Five lighthouses that you can sleep in",
    "The baker who mends umbrellas",
    "Rail line to the coast stays open",
    "What the drought did to the chestnuts",
    "Swimmers ask for a warmer sea",
)
_WORDS = {
    "en": (
        "Home|Subscribe|Sign in|Contact",
        "We use cookies to measure visits.",
        "Related articles",
        "Comments",
    ),
    "de": (
        "Start|Abo|Anmelden|Kontakt",
        "Wir verwenden Cookies, um Besuche zu messen.",
        "Mehr zum Thema",
        "Kommentare",
    ),
    "fr": (
        "Accueil|Abonnement|Connexion|Contact",
        "Nous utilisons des cookies.",
        "À lire aussi",
        "Commentaires",
    ),
    "es": (
        "Inicio|Suscripción|Entrar|Contacto",
        "Usamos cookies para medir las visitas.",
        "Te puede interesar",
        "Comentarios",
    ),
    "ru": (
        "Главная|Подписка|Войти|Контакты",
        "Мы используем файлы cookie.",
        "Читайте также",
        "Комментарии",
    ),
    "zh": (
        "首页|订阅|登录|联系我们",
        "本网站使用 Cookie。",
        "相关文章",
        "评论",
    ),
    "ja": (
        "ホーム|購読|ログイン|お問い合わせ",
        "当サイトは Cookie を使用します。",
        "関連記事",
        "コメント",
    ),
    "ko": (
        "홈|구독|로그인|문의",
        "이 사이트는 쿠키를 사용합니다.",
        "관련 기사",
        "댓글",
    ),
    "th": (
        "หน้าแรก|สมัครสมาชิก|เข้าสู่ระบบ|ติดต่อเรา",
        "เว็บไซต์นี้ใช้คุกกี้",
        "ข่าวที่เกี่ยวข้อง",
        "ความคิดเห็น",
    ),
    "ar": (
        "الرئيسية|اشتراك|دخول|اتصل بنا",
        "يستخدم هذا الموقع ملفات تعريف الارتباط.",
        "مقالات ذات صلة",
        "تعليقات",
    ),
    "he": (
        "ראשי|מינוי|כניסה|צור קשר",
        "אתר זה משתמש בעוגיות.",
        "כתבות נוספות",
        "תגובות",
    ),
}
_REMARKS = (
    "I was there, and it was louder than you write.",
    "My grandfather told this differently.",
    "First!",
    "Could you put the map larger next time?",
    "Thank you, this made my morning.",
)
_SMALL = frozenset({"poem", "comic", "recipe", "newsletter", "soup", "amp", "forum"})
"""Kinds of pages that carry little around their text."""


def compose(layout: str, title: str, body: str) -> str:
    """A whole page around the body of an article."""
    language = layout.removeprefix("rtl-") if layout.removeprefix("rtl-") in _WORDS else "en"
    chance = random.Random(title)
    words = _WORDS[language]
    direction = ' dir="rtl"' if layout.startswith("rtl") else ""
    is_small = layout in _SMALL
    tag, inner = ("div", "story") if layout == "soup" else ("article", "article-body")
    content = f"""<{tag}>
<h1>{escape(title)}</h1>
<div class="{inner}">{body}</div>
</{tag}>"""
    around = [
        _cookies(words[1]),
        _head_of_page(words[0], chance, 6 if is_small else 30),
        f"<main>\n{content}\n",
        _newsletter() if not is_small else "",
        _related(words[2], chance),
        "</main>",
        _sidebar(chance) if not is_small else "",
        _comments(words[3], chance) if not is_small else "",
        _footer(words[0], chance, 4 if is_small else 40),
    ]
    script = _script(chance, 4 if is_small else 130)
    return f"""<!DOCTYPE html>
<html lang="{language}"{direction}{" amp" if layout == "amp" else ""}>
<head>
<meta charset="utf-8">
<title>{escape(title)}</title>
<link rel="canonical" href="https://{layout}.example.org/story/">
<style>{_style(chance, 3 if is_small else 110)}</style>
<script>{script}</script>
</head>
<body class="page-{layout}">
{"".join(around)}
</body>
</html>
"""


def _style(chance: random.Random, count: int) -> str:
    rules = (
        f".c{n}-{chance.randrange(999)}{{margin:{chance.randrange(40)}px 0;color:#333}}" for n in range(count)
    )
    return "\n".join(rules)


def _script(chance: random.Random, count: int) -> str:
    pushes = (f'window.layer.push({{"slot":"s{n}","id":{chance.randrange(10**8)}}});' for n in range(count))
    return "window.layer=[];\n" + "\n".join(pushes)


def _cookies(words: str) -> str:
    return f"""<div id="cookie-banner" class="cookie-notice" role="dialog"><p>{words}</p>
<button>OK</button><a href="/privacy">?</a></div>
"""


def _head_of_page(words: str, chance: random.Random, count: int) -> str:
    sections = [chance.choice(_SECTIONS.split(",")) for _ in range(count)]
    links = "\n".join(
        f'<li class="menu-item item-{n}"><a href="/{name.lower()}/{n}" data-nav="{n}">{name}</a></li>'
        for n, name in enumerate([*words.split("|"), *sections])
    )
    return f'<header class="site-header"><nav class="main-menu"><ul>\n{links}\n</ul></nav></header>\n'


def _newsletter() -> str:
    return """<div class="newsletter-signup"><h3>Our letter in your inbox</h3>
<p>Sign up for the weekly newsletter. You can leave at any time.</p>
<form action="/subscribe"><input type="email" placeholder="Address"><button>Sign up</button></form></div>
"""


def _related(heading: str, chance: random.Random) -> str:
    links = "\n".join(
        f'<li class="teaser"><a href="/story/{chance.randrange(10**6)}">{story}</a></li>'
        for story in chance.sample(_STORIES, 4)
    )
    return f'<section class="related-articles"><h2>{heading}</h2><ul>\n{links}\n</ul></section>\n'


def _sidebar(chance: random.Random) -> str:
    cards = "\n".join(
        f'<div class="card card--small"><a href="/story/{chance.randrange(10**6)}">'
        f'<img src="/t/{n}.jpg" alt="">'
        f'<span class="card__title">{story}</span></a><span class="card__age">{n + 2} hours ago</span></div>'
        for n, story in enumerate(chance.sample(_STORIES, 8))
    )
    advert = '<div class="ad-slot">Advertisement</div>'
    return f'<aside class="sidebar"><h3>Most read</h3>\n{cards}\n{advert}</aside>\n'


def _comments(heading: str, chance: random.Random) -> str:
    remarks = "\n".join(
        f'<li class="comment" id="comment-{n}"><div class="author">reader{chance.randrange(999)}</div>'
        f"<p>{chance.choice(_REMARKS)}</p><a href='#reply-{n}'>Reply</a></li>"
        for n in range(12)
    )
    return f'<section id="comments" class="comments"><h2>{heading}</h2><ol>\n{remarks}\n</ol></section>\n'


def _footer(words: str, chance: random.Random, count: int) -> str:
    links = "\n".join(
        f'<li><a class="footer__link" href="/about/{n}">{chance.choice(_SECTIONS.split(","))} {n}</a></li>'
        for n in range(count)
    )
    end = words.split("|")[-1]
    return f'<footer class="site-footer"><ul>\n{links}\n</ul><p>© Example Press · {end}</p></footer>\n'


def main() -> None:
    """Wrap what comes in."""
    layout, title = sys.argv[1:3]
    sys.stdout.write(compose(layout, title, sys.stdin.read()))


if __name__ == "__main__":
    main()
