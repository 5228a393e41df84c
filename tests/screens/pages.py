"""The pages of the devices, as a window knows them."""

from spiegel.meeting.port.serving import Serving


class Pages:
    """They start at once and do what is asked; three devices are on them."""

    def __init__(self):
        self.serving, self.asked = None, []

    def look(self):
        return self.serving

    def addresses(self):
        return ("192.168.8.20", "127.0.0.1")

    def start(self, then, *, address, port=8080, seats=0):
        link = f"http://{address}:{port}/BCDF-abcd2345"
        self.serving = Serving(address=address, port=port, link=link, code="BCDF", joined=(1, 2, 7))
        then("")

    def ask(self, request, then=None):
        self.asked.append(request)
