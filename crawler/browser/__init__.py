"""Pages built by scripts: a browser that runs them, and has no network of its own.

    limits       the bounds of a page, and of the browser
    finding      where this machine has a browser
    closed_door  the proxy that stands before the browser's network, and lets nothing through
    browsers     one browser a process, lent to the crawls that need it
    answering    what a page asks for while it is rendered: judged, and answered by the crawl
    rendering    one page: from its document to its DOM
    dom          pure: what a DOM says, to see whether it changed
    render       the downloader middleware that does all this for requests with `press_render`

A page's document is fetched like every other page, by the crawl: host lease, robots.txt, delay, guard, redirects, capture. Then
the browser is given it under its address, and whatever its scripts ask for comes back to the crawl and goes the same way. What
slips past that (a WebSocket, a worker, a page's own trick) meets the closed door. `docs/decisions/015` has the reasons.

**For a crawl of one's own** (without a visit):

    async with Browsers(RenderLimits.of(settings)) as browsers:   # crawler.browser.browsers, .limits
        await browsers.start()                                    # raises NoBrowser, with the remedy
        own = settings.copy()
        let_render(own)                                           # crawler.browser.limits: adds the middleware
        crawler = Crawler(MySpider, own)
        lend(crawler, browsers)                                   # crawler.browser.browsers
        await crawler.crawl_async()

A Request with `meta["press_render"] = True` then comes back with the DOM as its body (UTF-8), where its answer was HTML with
status 200; any other answer comes as it is. `response.meta` has

    press_answers    tuple[ApiAnswer, ...]: what the page's scripts asked and were answered with JSON or text, in order
    press_rendered   True; absent where the answer was passed on as it was
    press_render_allows   (yours to set, optional) a function of an address: False, and scripts are not given it

A page that cannot be rendered ends in RenderFailed (`word`, `detail`, `transient`), which `crawler.backoff.reason_of` reads.
"""
