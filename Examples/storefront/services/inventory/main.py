"""How many of each product are in stock."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer

STOCK = {"kettle": 12, "toaster": 3}


class Inventory(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(STOCK).encode())


HTTPServer(("", 8080), Inventory).serve_forever()
