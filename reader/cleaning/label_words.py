"""Lines that are no text of an article in the languages beyond the six that `block_words.LABELS` knows best.

Each table says one habit: what a line begins with that leads to another story, asks to follow the paper in a
network, or lists the topics. In languages with few pages to learn from, the words are the only sign.
"""

from __future__ import annotations

import re
from typing import Final

_READ_ALSO: Final = r"""
(?:यह|ये|इसे|यहां)\s+(?:भी\s+)?(?:पढ़ें|पढ़ें|देखें) | आणखी\sवाचा | আরও\sপড়ুন | மேலும்\sபடிக்க | ఇవి\sకూడా\sచదవండি
| [إا]قر[أا]\s(?:أيض|ايض|المزيد)\w* | شاهد\s(?:أيض|ايض)\w* | طالع\s(?:أيض|ايض)\w*
| (?:همچنین\s)?بیشتر\sبخوانید | یہ\sبھی\sپڑھیں
| קראו\s(?:עוד|גם) | כתבות\sנוספות | (?:читайте|смотрите)\s(?:также|ещё|еще) | (?:читайте|дивіться)\sтакож
| (?:материалы|новости|ещё|еще)\sпо\sтеме | чытайце\sтаксама | прочетете\s(?:още|също)
| pročitajte\s(?:još|i) | przeczytaj\s(?:też|także|również)
| zobacz\s(?:też|także|również) | (?:čtěte|přečtěte\ssi)\s(?:také|i|více|též) | prečítajte\ssi\s(?:aj|tiež)
| cite[sș]te\s[sș]i | ez\sis\sérdekelheti | (?:ayrıca|bunu\sda|bunlar\sda)\s(?:oku|bak)\w* | ilgili\shaber\w*
| baca\s(?:juga|selengkapnya|lainnya) | (?:xem|đọc)\sthêm | διαβάστε\s(?:επίσης|ακόμη|ακόμα|περισσότερα)
| อ่าน(?:เพิ่มเติม|ข่าวที่เกี่ยวข้อง|ต่อ) | ข่าวที่เกี่ยวข้อง | läs\s(?:också|även|mer) | læs\sogså
| les\sogså | lue\s(?:myös|lisää) | lees\s(?:ook|meer)
| 関連記事 | あわせて読みたい | 【関連(?:記事)?】 | 関連ニュース
| 관련\s?(?:기사|뉴스)
| (?:相关|相關)(?:阅读|新闻|报道|閱讀|新聞|報導|文章) | 延伸(?:阅读|閱讀)
| (?:推荐|推薦)(?:阅读|閱讀) | 更多(?:新闻|新聞|报道|報導|精彩)
"""
_TOPICS: Final = r"""
टैग्?स? | الكلمات\s(?:المفتاحية|الدلالية|الدالة) | ال?وسوم | علامات | برچسب\S* | תגיות | теги | метки
| ключевые\sслова | мітки
| etiketler | anahtar\skelimeler | từ\skhóa | tagar | ετικέτες | แท็ก | 키워드 | 태그 | タグ | キーワード
| 标签 | 標籤 | 关键词 | 關鍵字 | 關鍵詞
| tagi | štítky | címkék | etichete | taggar | emner | trefwoorden | avainsanat | mots[\s-]clés | tópicos
| assuntos | temas
"""
_FOLLOW: Final = r"""
(?:подписывайтесь|подпишитесь|присоединяйтесь|підписуйтесь|підпишіться|приєднуйтесь|следите\sза\sнами)
| (?:لمتابعة|تابعونا|تابعوا|تابع|اشترك\w*|انضم\w*)\s.*(?:قنا|تليجرام|تلغرام|تيليجرام|واتس|تويتر|فيس|جوجل|نيوز)
| .{0,90}(?:फॉलो\sकरें|सब्सक्राइब\sकरें|ज्वाइन\sकरें) | .{0,60}takip\sed(?:in|ebilirsiniz)
| (?:ikuti|dapatkan|simak)\s.*(?:whatsapp|telegram|google\snews|channel)
| (?:siga|acompanhe|receba|entre|participe)\s.*(?:whatsapp|telegram|instagram|google)
| (?:síguenos|sigue|únete|suscríbete)\s.*(?:whatsapp|telegram|instagram|google|canal|twitter|facebook)
| (?:seguici|suivez[\s-]nous|rejoignez)\s.*
| (?:theo\sdõi|ติดตาม)\s?.*(?:facebook|zalo|google|youtube|line) | ακολουθήστε\s.*google
| (?:śledź|obserwuj)\snas
| (?:follow|join)\s(?:us|our)\b.*
"""
_SHARE: Final = r"""
शेयर(?:\sकरें)? | مشاركة | شارك(?:ها|ه)? | اشتراک\S* | שתפו | поделиться | поділитися | paylaş | bagikan
| chia\ssẻ | 공유(?:하기)? | 기사\s?공유
| シェア(?:する)? | ツイート | ポスト | 分享(?:到.{1,12})? | κοινοποίηση | แชร์ | sdílet | megosztás
| distribuie | jaa | deel | dela | del
"""


_END: Final = r"(?:(?<=[\u0e00-\u0e7f\u3000-\u9fff\uac00-\ud7af])|(?!\w))"
"""Of the words: signs of East Asia run on without a blank."""
_LABELS: Final = re.compile(
    rf"\W*(?:(?:{_READ_ALSO}){_END}.{{0,140}}|(?:{_TOPICS})\s*[:：].{{0,140}}|(?:{_FOLLOW}).{{0,120}}|(?:{_SHARE}))\W*",
    re.IGNORECASE | re.VERBOSE,
)


def says_label(text: str) -> bool:
    """Whether a short line leads away from the article, by the words it begins with."""
    return _LABELS.fullmatch(text) is not None
