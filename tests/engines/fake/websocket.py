"""A WebSocket on the port of a werkzeug server: takes over the socket of the call that asks for it."""

import queue
import select
import socket
from contextlib import suppress

from flask import Request, Response
from websockets.frames import Opcode
from websockets.http11 import Request as Handshake
from websockets.server import ServerProtocol

Outgoing = queue.Queue[str | bytes | None]


def serve_messages(request: Request, outgoing: Outgoing) -> Response:
    """Sends what is put into `outgoing` until None comes or the other side leaves."""
    sock: socket.socket = request.environ["werkzeug.socket"]
    protocol = ServerProtocol()
    protocol.receive_data(_handshake(request))
    for event in protocol.events_received():
        if isinstance(event, Handshake):
            protocol.send_response(protocol.accept(event))
    with suppress(OSError):
        _flush(protocol, sock)
        while _is_open(protocol, sock):
            _send_next(protocol, outgoing)
            _flush(protocol, sock)
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
    return Response(b"")


def _handshake(request: Request) -> bytes:
    head = [f"GET {request.full_path} HTTP/1.1", *(f"{name}: {value}" for name, value in request.headers.items())]
    return ("\r\n".join(head) + "\r\n\r\n").encode()


def _is_open(protocol: ServerProtocol, sock: socket.socket) -> bool:
    """Takes in what the other side sent; False when it has left."""
    if select.select([sock], [], [], 0.005)[0]:
        data = sock.recv(65536)
        protocol.receive_data(data) if data else protocol.receive_eof()
        if any(getattr(event, "opcode", None) is Opcode.CLOSE for event in protocol.events_received()) or not data:
            _flush(protocol, sock)
            return False
    return True


def _send_next(protocol: ServerProtocol, outgoing: Outgoing) -> None:
    with suppress(queue.Empty):
        message = outgoing.get_nowait()
        if message is None:
            raise ConnectionAbortedError
        if isinstance(message, bytes):
            protocol.send_binary(message)
        else:
            protocol.send_text(message.encode())


def _flush(protocol: ServerProtocol, sock: socket.socket) -> None:
    for data in protocol.data_to_send():
        if data:
            sock.sendall(data)
