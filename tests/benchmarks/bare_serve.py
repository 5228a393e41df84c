"""A bare aiohttp handler, for `bench_serve.py`: it appends what it gets, with fsync, in batches.

    python tests/benchmarks/bare_serve.py FILE

Whoever asks while a batch is on its way to the disk goes along with the next one, in a thread of
its own, as Spiegel's writer does. It gives one page, holds requests, and wakes them all at POST
/next. It says the port that it listens on.
"""

import asyncio
import os
import sys
import threading
from pathlib import Path
from queue import SimpleQueue

from aiohttp import web

PAGE = ("<!doctype html><title>bare</title>" + "<p>Zo lang als een pagina.</p>\n" * 60).encode()


class Bare:
    def __init__(self, path: Path) -> None:
        self.loop = asyncio.get_running_loop()
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.queue: SimpleQueue[tuple[bytes, asyncio.Future[None]]] = SimpleQueue()
        self.news: asyncio.Future[None] = self.loop.create_future()
        threading.Thread(target=self.write, daemon=True).start()

    def write(self) -> None:
        while True:
            batch = [self.queue.get()]
            while not self.queue.empty():
                batch.append(self.queue.get())
            os.write(self.file, b"".join(line for line, _ in batch))
            os.fsync(self.file)
            for _, done in batch:
                self.loop.call_soon_threadsafe(done.set_result, None)

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        if request.method == "POST" and request.path == "/answer":
            body = await request.read()
            done: asyncio.Future[None] = self.loop.create_future()
            self.queue.put((body + b"\n", done))
            await done
            return web.Response(status=303, headers={"Location": "/"})
        if request.path == "/wait":
            await asyncio.shield(self.news)
            return web.Response(text="new")
        if request.path == "/next":
            news, self.news = self.news, self.loop.create_future()
            news.set_result(None)
        return web.Response(body=PAGE, content_type="text/html")


async def main(path: Path) -> None:
    server = web.Server(Bare(path), access_log=None)
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(server, "127.0.0.1", 0, backlog=1024)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
