"""Receives Causeway's webhooks: checks that a message is from Causeway and is not old, takes each once, and answers at once."""
import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

SECRET = os.environ.get("WEBHOOK_SECRET", "")
PORT = int(os.environ.get("PORT", "8090"))
MAX_AGE_SECONDS = 5 * 60
seen = set()


def verified(headers, body):
    """The message, or None when it is not from Causeway. `body` are the bytes as they came."""
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > MAX_AGE_SECONDS:
        return None
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    # While the secret is being replaced there are two signatures, with a space between them.
    given = headers.get("webhook-signature", "").split(" ")
    return json.loads(body) if any(hmac.compare_digest(one, expected) for one in given) else None


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        message = verified(self.headers, body)
        self.send_response(204 if message else 401)
        self.end_headers()
        if not message or self.headers["webhook-id"] in seen:
            return
        seen.add(self.headers["webhook-id"])
        print(message["timestamp"], message["type"], message["data"]["sentence"], flush=True)

    def log_message(self, *args):
        pass


print(f"listening on port {PORT}", flush=True)
HTTPServer(("", PORT), Receiver).serve_forever()
