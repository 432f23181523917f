"""Writes what went wrong in the last day as CSV: one line a row of the audit log, the newest first."""

import csv
import json
import os
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone

URL = os.environ.get("CAUSEWAY_URL", "http://127.0.0.1:4000").rstrip("/")
TOKEN = os.environ.get("CAUSEWAY_TOKEN", "")

TROUBLE = """
query ($from: DateTime!, $after: String) {
  auditEvents(first: 200, after: $after, filter: { from: $from, statuses: [ERROR] }) {
    items { at direction entity status code name description remoteUrl }
    pageInfo { endCursor hasNextPage }
  }
}
"""


def ask(query, **variables):
    """Answers the data; waits when the token's budget of the minute is used up."""
    request = urllib.request.Request(
        f"{URL}/graphql",
        data=json.dumps({"query": query, "variables": variables}).encode(),
        headers={"content-type": "application/json", "authorization": f"Bearer {TOKEN}"},
    )
    while True:
        try:
            with urllib.request.urlopen(request) as response:
                answer = json.load(response)
        except urllib.error.HTTPError as error:
            if error.code == 429:
                time.sleep(int(error.headers.get("retry-after", "5")))
                continue
            answer = json.load(error)
        if answer.get("errors"):
            sys.exit(answer["errors"][0]["message"])
        return answer["data"]


def rows():
    since = (datetime.now(timezone.utc) - timedelta(days=1)).isoformat()
    after = None
    while True:
        page = ask(TROUBLE, **{"from": since, "after": after})["auditEvents"]
        yield from page["items"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


columns = ["at", "direction", "entity", "status", "code", "name", "description", "remoteUrl"]
writer = csv.DictWriter(sys.stdout, columns)
writer.writeheader()
writer.writerows(rows())
