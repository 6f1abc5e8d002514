"""Run by Plone's own Python, `zconsole run zope.conf fill.py CONTENT.json`: makes a site in two languages and fills it."""

import json
import sys
from pathlib import Path

import transaction
from AccessControl.SecurityManagement import newSecurityManager
from DateTime import DateTime
from plone.app.multilingual.browser.setup import SetupMultilingualSite
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobImage
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.factory import addPloneSite
from Testing.makerequest import makerequest
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

content = json.loads(Path(sys.argv[-1]).read_text(encoding="utf-8"))
app = makerequest(app)  # noqa: F821  (zconsole brings it)
setRequest(app.REQUEST)
newSecurityManager(None, app.acl_users.getUser("admin").__of__(app.acl_users))
portal = addPloneSite(
    app, "plone", title=content["name"], setup_content=False, default_language=content["languages"][0],
    portal_timezone=content["zone"], extension_ids=("plone.app.contenttypes:default", "plonetheme.barceloneta:default"),
)  # fmt: skip
setSite(portal)
portal.portal_workflow.setDefaultChain("simple_publication_workflow")
portal.portal_setup.runAllImportStepsFromProfile("profile-plone.app.multilingual:default")
registry = getUtility(IRegistry)
registry["plone.available_languages"] = content["languages"]
registry["plone.default_language"] = content["languages"][0]
registry["plone.enable_sitemap"] = True
registry["plone.display_publication_date_in_byline"] = True
registry["plone.allow_anon_views_about"] = True
SetupMultilingualSite().setupSite(portal)


def dated(item, published, modified=None):
    item.setEffectiveDate(DateTime(published))
    item.creation_date = DateTime(published)
    item.modification_date = DateTime(modified or published)
    item.reindexObject(idxs=["effective", "created", "modified"])


def add(container, kind, name, fields, published="2024-02-05T10:00:00+00:00", modified=None):
    """A published item; `body` is its HTML, `start` and `end` an event's times."""
    body, start, end = fields.pop("body", None), fields.pop("start", None), fields.pop("end", None)
    item = createContentInContainer(container, kind, id=name, checkConstraints=False, **fields)
    item.language = container.Language()
    if body is not None:
        item.text = RichTextValue(body, "text/html", "text/x-html-safe")
    if start is not None:
        item.start, item.end = DateTime(start).asdatetime(), DateTime(end).asdatetime()
    if portal.portal_workflow.getChainFor(item):
        portal.portal_workflow.doActionFor(item, "publish")
    item.reindexObject()
    dated(item, published, modified)
    return item


def listing(folder, name, kind, title, path):
    """A collection as the folder's page: items of one type, newest first, ten a page."""
    query = [
        {"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": [kind]},
        {"i": "path", "o": "plone.app.querystring.operation.string.absolutePath", "v": path},
    ]
    made = add(folder, "Collection", name, {
        "title": title, "query": query, "sort_on": "effective", "sort_reversed": True, "item_count": 10,
    })  # fmt: skip
    made.setLayout("summary_view")
    folder.setDefaultPage(name)
    return made


translated = {}


def same(key, item):
    """Items with the same key are each other's translations."""
    if key in translated:
        ITranslationManager(translated[key]).register_translation(item.Language(), item)
    else:
        translated[key] = item


for language, root in content["sites"].items():
    home = portal[language]
    home.title = root["title"]
    home.reindexObject()
    dated(home, "2024-02-05T10:00:00+00:00")
    for section in root["sections"]:
        folder = add(home, "Folder", section["id"], {"title": section["title"]})
        same(f"section {section['key']}", folder)
        for item in section["items"]:
            within = folder
            if item["year"]:
                if item["year"] not in folder:
                    add(folder, "Folder", item["year"], {"title": item["year"]})
                within = folder[item["year"]]
            made = add(within, item["type"], item["id"], item["fields"], item["published"], item["modified"])
            same(item["key"], made)
        for picture in section["pictures"]:
            data = NamedBlobImage(Path(picture).read_bytes(), contentType="image/png", filename=Path(picture).name)
            add(folder, "Image", Path(picture).name, {"title": section["title"], "image": data})
        if section["lists"]:
            path = "/".join(["", language, section["id"]])
            same(f"listing {section['key']}", listing(folder, "all", section["lists"], section["title"], path))
        elif section["pictures"]:
            folder.setLayout("album_view")
    for page in root["pages"]:
        same(page["key"], add(home, "Document", page["id"], page["fields"]))
    front = add(home, "Document", "front-page", {"title": root["title"], "description": root["about"], "body": root["front"]})
    home.setDefaultPage("front-page")
    same("front", front)
    transaction.commit()
print("filled")
