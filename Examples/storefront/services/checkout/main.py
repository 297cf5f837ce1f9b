"""Turns a basket into an order: asks inventory whether everything is there."""

import json
import os
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

INVENTORY = os.environ.get("INVENTORY", "http://inventory:8080")


class Checkout(BaseHTTPRequestHandler):
    def do_POST(self):
        basket = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with urllib.request.urlopen(INVENTORY, timeout=2) as answer:
            stock = json.load(answer)
        available = all(stock.get(sku, 0) >= count for sku, count in basket.items())
        self.send_response(201 if available else 409)
        self.end_headers()


HTTPServer(("", 8080), Checkout).serve_forever()
