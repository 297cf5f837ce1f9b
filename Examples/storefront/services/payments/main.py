"""Charges an order that checkout confirmed."""

import os
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

CHECKOUT = os.environ.get("CHECKOUT", "http://checkout:8080")


class Payments(BaseHTTPRequestHandler):
    def do_POST(self):
        with urllib.request.urlopen(CHECKOUT, timeout=2) as answer:
            confirmed = answer.status == 201
        self.send_response(202 if confirmed else 402)
        self.end_headers()


HTTPServer(("", 8080), Payments).serve_forever()
