"""The names of columns in other languages, as services that speak them write their headers."""

from __future__ import annotations

_NAMES = {
    "title": (
        "titel titre titulo titolo tytul nazev baslik rubrik otsikko название заголовок 标题 タイトル 제목"
    ),
    "url": (
        "adresse lien enlace direccion indirizzo odkaz adres webadresse internetadresse "
        "lank linkki ссылка адрес 链接 网址 링크"
    ),
    "tags": (
        "schlagworter schlagworte etiketten etiquettes etiquetas etichette stichworte "
        "motscles tagi stitky etiketler taggar теги метки 标签 タグ 태그"
    ),
    "saved": (
        "hinzugefugt gespeichert gespeichertam hinzugefugtam ajoute ajoutele datedajout "
        "dateajout anadido guardado fechadecreacion aggiunto salvato adicionado salvo "
        "opgeslagen toegevoegd dodano добавлено сохранено 添加时间 保存日期"
    ),
    "date": "datum fecha data dato tarih дата 日期 日付 날짜",
    "read": "gelesen lu leido letto lido gelezen przeczytane прочитано 已读",
    "starred": ("favorit favoriten favori favoris favorito favoritos preferito destacado избранное 收藏"),
    "note": ("notiz notizen nota notas anmerkung kommentar commentaire opmerking notatka заметка 笔记 备注"),
    "author": "autor auteur autore verfasser автор 作者",
    "archived": "archiviert archivado archiviato arquivado gearchiveerd",
    "folder": "ordner dossier carpeta cartella pasta map mappe папка 文件夹",
    "description": "beschreibung descripcion descrizione descricao beschrijving описание 描述",
    "published": "veroffentlicht publie publicado pubblicato",
}
COLUMNS_OF_OTHERS = {other: name for name, others in _NAMES.items() for other in others.split()}
"""The English name of a column by what it is called elsewhere: lower case, without diacritics and signs."""
