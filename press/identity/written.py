"""What the publisher wrote: a text without the lines that its page has beside it and that change without anybody's hand.

An equivalence on single texts, never a guess about two: so a page's history is the same in whatever order it was read.
"""

from __future__ import annotations

import re

from press import text
from press.extraction.main_text.prompts import is_prompt
from press.grammar.furniture import is_furniture
from press.grammar.page_lines import is_pages_own, plain

#: A title below `Related news` has no more signs than this, and such a list no more titles.
_LONGEST_TITLE, _MOST_TITLES = 180, 15
#: What ends a sentence, and so a paragraph of prose; three dots are a title that was cut.
_SENTENCE = re.compile(r"(?<!\.\.)[.。．।؟۔:：;；](?:[\"'”’»)\]]{0,2})$")

_HEADING = re.compile(
    r"(?:(?:read|see) (?:also|more|next|on)|also read|(?:more )?related(?: (?:news|articles?|stories|posts?|content|topics"
    r"|reading|releases|press releases"
    r"|links?|items|coverage))?|more (?:news|stories|articles|releases|press releases)(?: from .{1,40})?|(?:latest|recent"
    r"|other|top|trending|popular) "
    r"(?:news|articles|stories|posts|releases|press releases)|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|most (?:read|popular|viewed)|recommended(?: for you)?"
    r"|don.t miss|trending(?: now)?|a lire (?:aussi|egalement)|lire (?:aussi|egalement)|voir aussi|sur le meme (?:sujet"
    r"|theme)|articles? (?:lies|similaires|connexes|recents)"
    r"|(?:autres|dernieres) (?:actualites|articles|communiques)|les plus lus|actualites liees|mehr zum thema|lesen sie auch"
    r"|auch interessant|das konnte sie auch interessieren"
    r"|weitere (?:meldungen|nachrichten|artikel|pressemitteilungen|themen)|ahnliche (?:artikel|beitrage|meldungen)"
    r"|verwandte (?:artikel|themen|beitrage)|meistgelesen|zum thema"
    r"|noticias? relacionadas?|articulos relacionados|lea tambien|leer tambien|le(?:e|er) mas|te puede interesar"
    r"|(?:tambien )?te (?:podria|puede) interesar|mas noticias"
    r"|ultimas noticias|otras noticias|lo mas (?:leido|visto)|conteudo relacionado|materias relacionadas|leia (?:tambem"
    r"|mais)|veja (?:tambem|mais)|mais (?:noticias|lidas|lidos)"
    r"|outras noticias|اخبار (?:ذات صلة|متعلقة|مشابهة)|(?:مواضيع|مقالات|موضوعات|مواد) (?:ذات صلة|متعلقة|مشابهة|قد تهمك)"
    r"|اقرا (?:ايضا|المزيد|كذلك)|قد يعجبك (?:ايضا)?|شاهد ايضا"
    r"|(?:اخر|احدث) الاخبار|الاكثر (?:قراءة|مشاهدة)|читайте (?:также|еще|ещё)|читать (?:также|далее)|(?:похожие|другие"
    r"|последние|связанные) (?:новости|материалы|статьи|публикации)"
    r"|(?:материалы|новости|еще) по теме|相关(?:新闻|阅读|文章|链接|报道|推荐|稿件)|相關(?:新聞|閱讀|文章|報導|連結)"
    r"|(?:推荐|推薦|延伸|扩展)(?:阅读|閱讀)|热门(?:新闻"
    r"|文章)|最新(?:新闻|文章|消息)"
    r"|猜你喜欢|関連(?:記事|ニュース|リンク|情報|するニュース)|あわせて読みたい|おすすめ(?:記事)?|最新(?:ニュース|記事)"
    r"|ilgili (?:haberler|haber|icerikler|yazilar)"
    r"|benzer haberler"
    r"|diger haberler|son haberler|bunlar da ilginizi cekebilir|bunu da okuyun|cok okunanlar|leggi anche|(?:notizie"
    r"|articoli) (?:correlat[ei]|simili|recenti)|potrebbe(?:ro)? interessarti(?: anche)?"
    r"|(?:altre|ultime) notizie|i piu letti|lees (?:ook|meer|verder)|gerelateerd(?:e (?:artikelen|berichten|nieuws))?"
    r"|gerelateerd nieuws|meer nieuws|laatste nieuws|ander nieuws"
    r"|meest gelezen|baca (?:juga|selengkapnya)|(?:berita|artikel) (?:terkait|terkini|lainnya|terbaru|populer)|terpopuler"
    r"|simak juga)"
)
#: With the title behind it in the same line. `See also` is not among them: laws are cited so.
_WITH_TITLE = re.compile(
    r"\W{0,4}(?:read also|also read|read more|related(?: news| articles?| stor(?:y|ies))?|(?:a )?lire (?:aussi|egalement)"
    r"|lesen sie auch|mehr zum thema|lea tambien|leer tambien"
    r"|leia (?:tambem|mais)|اقرا (?:ايضا|المزيد)|читайте также|相关(?:新闻|阅读)|延伸阅读|関連記事|ilgili haber"
    r"|leggi anche|lees ook"
    r"|baca juga)\s?[:：|–—»>-]\s?\S"
)
_LONGEST_WITH_TITLE = 220


def digest(headline: str | None, body: str) -> str:
    """sha-256, lowercase hex, of the normalised headline and of what the publisher wrote of the body."""
    said = written(body)
    # Blanks do not count: where no line is left out the body itself is asked for, which the page's keys ask for as well.
    return text.digest(headline, body if len(said.split()) == len(body.split()) else said)


def written(body: str) -> str:
    """The body's lines that are the publisher's words; all of it where none would be left.

    Left out: counters, reading times, ages, stamps of update and print, share buttons, cookie notices, calls to subscribe,
    and lists of titles under `Related news`. A paragraph of prose stays whatever it says.
    """
    lines = body.split("\n")
    kept, number = [], 0
    while number < len(lines):
        line = lines[number].strip()
        if not line or _is_beside(line):
            number += 1
        elif _is_list_heading(line) and (end := _list_end(lines, number + 1)) > number + 1:
            number = end
        elif _is_list_heading(line) and not any(rest.strip() for rest in lines[number + 1 :]):
            number += 1
        else:
            kept.append(line)
            number += 1
    return "\n".join(kept) if kept else body


def _is_beside(line: str) -> bool:
    if is_pages_own(line) or is_furniture(line) or is_prompt(line):
        return True
    return len(line) <= _LONGEST_WITH_TITLE and _WITH_TITLE.match(_folded(line)) is not None


def _is_list_heading(line: str) -> bool:
    return len(line) <= 60 and _HEADING.fullmatch(_folded(line)) is not None


def _list_end(lines: list[str], number: int) -> int:
    """The number after the titles that begin at `number`. The last one before prose is the prose's own heading, but the first."""
    first = number
    titles: list[int] = []
    while number < len(lines) and len(titles) < _MOST_TITLES:
        line = lines[number].strip()
        if line and not _is_beside(line):
            if len(line) > _LONGEST_TITLE or _SENTENCE.search(line):
                break
            titles.append(number)
        number += 1
    if not titles:
        return first
    goes_on = any(rest.strip() and not _is_beside(rest.strip()) for rest in lines[number:])
    if goes_on and len(titles) > 1:
        titles.pop()
    return titles[-1] + 1


def _folded(line: str) -> str:
    """As `plain`, with the forms of Alef as one: they are written with and without their marks."""
    return plain(line).translate(_ALEF)


_ALEF = str.maketrans("أإآٱ", "اااا")
