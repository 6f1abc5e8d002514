# Nikola's own configuration, as its manual describes it; site.json beside it has our words.
import json
from pathlib import Path

ours = json.loads(Path("site.json").read_text(encoding="utf-8"))
BLOG_AUTHOR = ours["title"]["en"]
BLOG_TITLE = ours["title"]
SITE_URL = ours["address"] + "/"
BLOG_EMAIL = "office@example.com"
BLOG_DESCRIPTION = ours["title"]
DEFAULT_LANG = "en"
TRANSLATIONS = {"en": "", "fr": "./fr", "es": "./es"}
TRANSLATIONS_PATTERN = "{path}.{lang}.{ext}"


def frozen(value):
    return tuple(map(frozen, value)) if isinstance(value, list) else value


NAVIGATION_LINKS = {language: frozen(links) for language, links in ours["menu"].items()}
NAVIGATION_ALT_LINKS = dict.fromkeys(TRANSLATIONS, ())
THEME = "bootblog4"
POSTS = (("posts/*.html", "news", "post.tmpl"),)
PAGES = (
    ("pages/*.html", "pages", "page.tmpl"),
    ("events/*.html", "events", "page.tmpl"),
    ("jobs/*.html", "jobs", "page.tmpl"),
    ("tenders/*.html", "tenders", "page.tmpl"),
    ("people/*.html", "people", "page.tmpl"),
)
TIMEZONE = ours["zone"]
COMPILERS = {"html": (".html",)}
HIDE_UNTRANSLATED_POSTS = True
INDEX_DISPLAY_POST_COUNT = 10
INDEX_TEASERS = False
FEED_LENGTH = 10
FEED_TEASERS = False
CREATE_MONTHLY_ARCHIVE = True
WRITE_TAG_CLOUD = True
GALLERY_FOLDERS = {"galleries": "galleries"}
PRETTY_URLS = True
STRIP_INDEXES = True
CATEGORY_ALLOW_HIERARCHIES = False
SHOW_SOURCELINK = False
COPY_SOURCES = False
COMMENT_SYSTEM = ""
CONTENT_FOOTER = dict.fromkeys(TRANSLATIONS, "© {author}")
USE_BUNDLES = False
