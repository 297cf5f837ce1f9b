"""The page customers see: products from catalog, the order button from checkout."""

import json
import os
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

CATALOG = os.environ.get("CATALOG", "http://catalog:8080")


class Shell(BaseHTTPRequestHandler):
    def do_GET(self):
        with urllib.request.urlopen(CATALOG, timeout=2) as answer:
            products = json.load(answer)
        # A product without a price is shown without one: catalog may leave it out since the expand migration.
        rows = "".join(f"<li>{p['sku']} {p['price'] or ''}</li>" for p in products)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"<ul>{rows}</ul>".encode())


HTTPServer(("", 8080), Shell).serve_forever()
