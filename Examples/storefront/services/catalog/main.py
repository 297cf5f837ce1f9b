"""The products and their prices. A price may be absent while the new pricing is being rolled out."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer

PRODUCTS = [{"sku": "kettle", "price": 2499}, {"sku": "toaster", "price": None}]


class Catalog(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(PRODUCTS).encode())


HTTPServer(("", 8080), Catalog).serve_forever()
