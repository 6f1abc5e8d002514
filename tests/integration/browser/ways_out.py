"""A page that tries every way we know to reach a server past whoever watches it, and that server."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.integration.crawl.scripted_site import Answer, ScriptedSite

#: What the page tries, by the name under which the forbidden side would see it.
WAYS = """
const at = 'http://127.0.0.1:FORBIDDEN/', here = location.origin + '/';
const add = (tag, set) => { const e = document.createElement(tag); Object.assign(e, set); document.body.append(e); return e; };
const tries = {
  image: () => add('img', {src: at + 'image'}),
  redirected_image: () => add('img', {src: here + 'to/redirected_image'}),
  fetch: () => fetch(at + 'fetch', {mode: 'no-cors'}),
  redirected_fetch: () => fetch(here + 'to/redirected_fetch', {mode: 'no-cors'}),
  xhr: () => { const x = new XMLHttpRequest(); x.open('GET', at + 'xhr'); x.send(); },
  keepalive: () => fetch(at + 'keepalive', {mode: 'no-cors', keepalive: true, method: 'POST', body: 'x'}),
  websocket: () => new WebSocket(at.replace('http', 'ws') + 'websocket'),
  worker: () => new Worker(URL.createObjectURL(new Blob(
    ["importScripts('" + at + "worker');"], {type: 'text/javascript'}))),
  worker_fetch: () => new Worker(URL.createObjectURL(new Blob(
    ["fetch('" + at + "worker_fetch', {mode: 'no-cors'});"], {type: 'text/javascript'}))),
  shared_worker: () => new SharedWorker(URL.createObjectURL(new Blob(
    ["fetch('" + at + "shared_worker', {mode: 'no-cors'});"], {type: 'text/javascript'}))),
  service_worker: () => navigator.serviceWorker.register(here + 'service.js'),
  form_popup: () => { const f = add('form', {action: at + 'form_popup', target: '_blank'}); f.submit(); },
  window_open: () => window.open(at + 'window_open'),
  prerender: () => add('script', {type: 'speculationrules', textContent: JSON.stringify(
    {prerender: [{urls: [here + 'to/prerender'], eagerness: 'immediate'}],
     prefetch: [{urls: [at + 'speculation'], eagerness: 'immediate'}]})}),
  iframe: () => add('iframe', {src: at + 'iframe'}),
  object: () => add('object', {data: at + 'object'}),
  embed: () => add('embed', {src: at + 'embed'}),
  style_import: () => add('style', {textContent: "@import url('" + at + "style_import');"}),
  stylesheet: () => add('link', {rel: 'stylesheet', href: at + 'stylesheet'}),
  font: () => new FontFace('x', "url('" + at + "font')").load(),
  script: () => add('script', {src: at + 'script'}),
  module: () => import(at + 'module.js'),
  event_source: () => new EventSource(at + 'event_source'),
  beacon: () => navigator.sendBeacon(at + 'beacon', 'x'),
  preconnect: () => add('link', {rel: 'preconnect', href: at}),
  prefetch: () => add('link', {rel: 'prefetch', href: at + 'prefetch'}),
  preload: () => add('link', {rel: 'preload', as: 'image', href: at + 'preload'}),
  manifest: () => add('link', {rel: 'manifest', href: at + 'manifest'}),
  icon: () => add('link', {rel: 'icon', href: at + 'icon'}),
  video: () => add('video', {src: at + 'video', preload: 'auto', autoplay: true, muted: true}),
  audio: () => add('audio', {src: at + 'audio', preload: 'auto'}),
  track: () => { const v = add('video', {src: at + 'video'}); v.append(Object.assign(document.createElement('track'),
    {src: at + 'track', default: true})); },
  ping: () => { const a = add('a', {href: '#x', ping: at + 'ping'}); a.click(); },
  download: () => { const a = add('a', {href: at + 'download', download: 'x'}); a.click(); },
  report: () => add('img', {src: at + 'reported'}),
  webrtc: () => { const p = new RTCPeerConnection({iceServers: [{urls: 'stun:DATAGRAMS'}]});
    p.createDataChannel('x'); p.createOffer().then(o => p.setLocalDescription(o)); },
};
for (const [name, act] of Object.entries(tries)) {
  try { const done = act(); if (done && done.catch) done.catch(() => 0); } catch (error) { console.log(name + error); }
}
"""

_REDIRECTED = ("redirected_image", "redirected_fetch", "prerender")


class Forbidden:
    """Listens on loopback, TCP and UDP. `seen` has the name of each way that came through; a bare connection is `connection`."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        forbidden = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                forbidden.seen.add(self.path.strip("/").partition(".")[0])
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.send_header("Access-Control-Allow-Origin", "*")
                self.end_headers()

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass

        class Listener(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def process_request(self, *arguments: object) -> None:
                forbidden.seen.add("connection")
                super().process_request(*arguments)  # type: ignore[arg-type]

            def handle_error(self, *_: object) -> None:
                pass

        self._listener = Listener(("127.0.0.1", 0), Handler)
        self.port = int(self._listener.server_address[1])
        threading.Thread(target=self._listener.serve_forever, args=(0.05,), daemon=True).start()
        self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._datagrams.bind(("", 0))
        self.udp_port = int(self._datagrams.getsockname()[1])
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        with suppress(OSError):
            while self._datagrams.recv(2048):
                self.seen.add("webrtc")

    def close(self) -> None:
        self._listener.shutdown()
        self._listener.server_close()
        with suppress(OSError):
            self._datagrams.shutdown(socket.SHUT_RDWR)
        self._datagrams.close()


def lay_out(site: ScriptedSite, forbidden: Forbidden) -> None:
    """Put the page, its service worker and its redirects on a site."""
    ways = WAYS.replace("FORBIDDEN", str(forbidden.port)).replace("DATAGRAMS", f"127.0.0.1:{forbidden.udp_port}")
    away = f"http://127.0.0.1:{forbidden.port}/"
    site.answers["/"] = Answer(
        f"<!DOCTYPE html><html><head><title>Ways out</title></head><body><h1>Ways out</h1><p>{'words ' * 60}</p>"
        f"<script>{ways}</script></body></html>".encode(),
        headers={"Link": f"<{away}early>; rel=preload; as=script", "Reporting-Endpoints": f'r="{away}reports"'},
    )
    site.answers["/service.js"] = Answer(
        f"self.addEventListener('install', e => e.waitUntil(fetch('{away}service_worker', {{mode: 'no-cors'}})));".encode(),
        "text/javascript",
    )
    for name in _REDIRECTED:
        site.answers[f"/to/{name}"] = Answer(status=302, headers={"Location": away + name})
