"""Many devices in a process of their own, for `bench_serve.py`: commands on standard input.

    python tests/benchmarks/crowd.py PORT JOIN_PATH COUNT

JOIN_PATH is empty for the bare handler. `form` gets the page that is answered; `answer SPREAD` has
all answer at random moments within so many seconds, and says how long each took until it had the
page after it; `wait` leaves all waiting; `woken` says when the last had the new page. Each command
is answered by one line of JSON. Times are of CLOCK_MONOTONIC, which all processes share.
"""

import asyncio
import json
import random
import re
import sys
import time

HIDDEN = re.compile(rb'type="hidden" name="(\w+)" value="([^"]*)"')


class Device:
    """One connection that stays, as a browser keeps it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie = ""
        self.fields: dict[str, str] = {}
        self.version = ""
        self.reader: asyncio.StreamReader
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, body: str = "") -> tuple[int, dict, bytes]:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
        if self.cookie:
            head += f"Cookie: {self.cookie}\r\n"
        if body:
            head += "Content-Type: application/x-www-form-urlencoded\r\n"
            head += f"Content-Length: {len(body)}\r\n"
        self.writer.write(f"{head}\r\n{body}".encode())
        raw = await self.reader.readuntil(b"\r\n\r\n")
        status = int(raw[9:12])
        headers = dict(
            line.lower().split(": ", 1) for line in raw.decode().split("\r\n")[1:] if ": " in line
        )
        content = await self.reader.readexactly(int(headers.get("content-length", 0)))
        if found := re.search(rb"(?i)set-cookie: ([^;]+)", raw):
            self.cookie = found[1].decode()
        return status, headers, content

    async def page(self, path: str = "/") -> bytes:
        _status, _headers, content = await self.ask("GET", path)
        self.fields = {k.decode(): v.decode() for k, v in HIDDEN.findall(content)}
        found = re.search(rb'data-version="(\w+)"', content)
        self.version = found[1].decode() if found else ""
        return content

    async def join(self, path: str) -> None:
        if path:
            await self.page(path)
            await self.ask("POST", "/join", self.form())
        await self.page()

    def form(self, **more: object) -> str:
        return "&".join(f"{k}={v}" for k, v in {**self.fields, **more}.items()) or "a=1"

    async def answer(self, after: float, value: int) -> tuple[float, bool]:
        """Seconds from the tap to the page that says it is saved; whether it says so."""
        await asyncio.sleep(after)
        start = time.monotonic()
        status, _headers, _content = await self.ask("POST", "/answer", self.form(value=value))
        content = await self.page()
        return time.monotonic() - start, status == 303 and b"Fout" not in content

    async def wait(self) -> float:
        """The moment at which this device has the new page."""
        _status, _headers, told = await self.ask("GET", f"/wait?v={self.version}")
        assert told == b"new", told
        await self.page()
        return time.monotonic()


async def main(port: int, path: str, count: int) -> None:
    devices = [Device(port) for _ in range(count)]
    for start in range(0, count, 50):
        await asyncio.gather(*(device.join(path) for device in devices[start : start + 50]))
    say({"joined": len({device.cookie for device in devices})})
    waiting: list[asyncio.Task[float]] = []
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command, *more = line.split()
        if command == "form":
            for start in range(0, count, 50):
                await asyncio.gather(*(device.page() for device in devices[start : start + 50]))
            say({"forms": sum(bool(device.fields) for device in devices)})
        elif command == "answer":
            spread = float(more[0])
            after = [spread * random.random() for _ in devices]
            taken = await asyncio.gather(
                *(
                    d.answer(a, 1 + n % 5)
                    for n, (d, a) in enumerate(zip(devices, after, strict=True))
                )
            )
            say({"took": [t for t, _ in taken], "saved": sum(s for _, s in taken)})
        elif command == "wait":
            waiting = [asyncio.ensure_future(device.wait()) for device in devices]
            await asyncio.sleep(0.5)
            say({"waiting": len(waiting)})
        elif command == "woken":
            say({"at": await asyncio.gather(*waiting)})


def say(what: dict) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
