"""A real mail server for tests: it speaks enough SMTP to take letters, to refuse them, or to hang up.

It listens on this machine, in a thread of its own, and keeps what it took.
"""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Sink:
    """`letters` are those taken, in order. `answers` maps a command (RCPT, DATA, END) to a reply other than yes;
    an empty reply hangs up without one. `pause` is how many seconds taking a letter lasts."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0

    @property
    def url(self) -> str:
        """What EMAIL_URL says to use this server."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def mailers(self) -> dict[str, dict]:
        """What settings.MAILERS says to use this server."""
        options = {"host": "127.0.0.1", "port": self.port, "timeout": 5}
        return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


YES = {"EHLO": "250 sink", "HELO": "250 sink", "MAIL": "250 ok", "RCPT": "250 ok", "END": "250 taken"}
YES |= {"DATA": "354 go on", "RSET": "250 ok", "NOOP": "250 ok", "QUIT": "221 bye"}


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 sink")
        while line := self.rfile.readline():
            command = line.split()[0].decode().upper()
            reply = self._reply(command)
            if not reply:
                return
            self._say(reply)
            if reply.startswith("354"):
                self._take()
            if command == "QUIT":
                return

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        time.sleep(self._sink.pause)
        reply = self._reply("END")
        if reply.startswith("250"):
            self._sink.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self._say(reply)

    def _reply(self, command: str) -> str:
        return self._sink.answers.get(command, YES.get(command, "502 no"))

    def _say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())

    @property
    def _sink(self) -> Sink:
        return self.server.sink  # type: ignore[attr-defined]


@contextmanager
def smtp_sink() -> Iterator[Sink]:
    """The server, running until the block ends."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversation) as server:
        server.daemon_threads = True
        server.sink = sink = Sink(port=server.server_address[1])  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield sink
        finally:
            server.shutdown()
            thread.join()
