"""A server that breaks off, stalls and lies: one path for each way in which an answer fails to come."""

from __future__ import annotations

import contextlib
import datetime
import gzip
import socket
import ssl
import tempfile
import threading
import time
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

#: Bytes sent for a path before the connection is closed; None: nothing, and it stays open.
ANSWERS: dict[str, bytes | None] = {
    "/fine": b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine",
    "/gone": b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n",
    "/busy": b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n",
    "/silent": None,
    "/closed": b"",
    "/half": b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\nhalf",
    "/half-chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\nhalf",
    "/garbage": b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    "/announced": b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n",
    "/unannounced": b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 200_000,
    "/bomb": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n" + gzip.compress(b"\0" * 5_000_000),
    "/round": b"HTTP/1.1 302 Found\r\nLocation: /round\r\nContent-Length: 0\r\n\r\n",
}


class BrokenServer:
    """Listens on `address`: HTTP on `port`, TLS with a certificate that nobody vouches for on `tls_port`; `dead_port` refuses."""

    def __init__(self, address: str) -> None:
        self._plain = _listen(address)
        self._secure = _listen(address)
        with contextlib.closing(_listen(address)) as dead:
            self.dead_port = int(dead.getsockname()[1])
        self.port = int(self._plain.getsockname()[1])
        self.tls_port = int(self._secure.getsockname()[1])
        self._context = _unvouched(address)
        self._open: list[socket.socket] = []
        for listener, context in ((self._plain, None), (self._secure, self._context)):
            threading.Thread(target=self._accept, args=(listener, context), daemon=True).start()

    def close(self) -> None:
        for one in (self._plain, self._secure, *self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self, listener: socket.socket, context: ssl.SSLContext | None) -> None:
        while True:
            try:
                connection, _peer = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection, context), daemon=True).start()

    def _answer(self, connection: socket.socket, context: ssl.SSLContext | None) -> None:
        with contextlib.suppress(OSError):
            if context is not None:
                connection = context.wrap_socket(connection, server_side=True)
            request = connection.recv(65536)
            answer = ANSWERS[request.split(b" ")[1].decode()]
            if answer is None:
                self._open.append(connection)
                return
            connection.sendall(answer)
            time.sleep(0.05)  # let it be read: a close with unread input would be a reset
        connection.close()


def _listen(address: str) -> socket.socket:
    one = socket.socket()
    one.bind((address, 0))
    one.listen(64)
    return one


def _unvouched(address: str) -> ssl.SSLContext:
    """A server's context with a certificate signed by itself, made anew each time."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - day, now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("www.ministry.test")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "both.pem")
        file.write_bytes(
            key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context.load_cert_chain(file)
    return context
