"""A desktop HIS that asks the plugin, in Python 3 with nothing but its standard library.

    FORECHECK_TOKEN=... python3 check.py http://127.0.0.1:18421 [message-3101.json]

It asks about one order through our JSON API and, when a file is named, sends that message of the national interface as it is. A
plugin that is dead, slow or talks nonsense holds nothing up: within the limit there is an answer, and the order goes on unchecked.
It ends with 0 when the order may be saved, and with 3 when something has to be done about it first.
"""

import json
import os
import sys
import threading
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone

# Longer than any answer takes, shorter than anybody notices. A machine that is very busy may need more.
TIME_LIMIT_S = float(os.environ.get("FORECHECK_TIME_LIMIT_S", "0.3"))
MAY_SAVE = 0
IS_HELD = 3
# Decisions of the institution's policy that ask something of whoever saves.
HOLDING = ("block", "require-fix", "require-reason")
# The engine reads dates as they are in China, wherever this runs.
CHINA = timezone(timedelta(hours=8))


def main(url, message_file=None):
    # From the environment: the list of running programs shows everybody what is on the command line.
    token = os.environ.get("FORECHECK_TOKEN", "")
    held = show_check(ask(url + "/v1/check", token, {"encounter": order()}))
    if message_file is not None:
        with open(message_file, encoding="utf-8") as file:
            show_answer(ask(url + "/nhsa", token, json.load(file)))
    return IS_HELD if held else MAY_SAVE


def order():
    """An order as the HIS has it in its tables. Nobody of it exists."""
    now = datetime.now(CHINA).strftime("%Y-%m-%d %H:%M")
    return {
        "id": "DESKTOP-1",
        "asOf": now,
        "phase": "prompt",
        "scene": "outpatient-order",
        "insuredPerson": {"sex": "female", "birthDate": "1986-07-01", "insuranceType": "employee"},
        "institution": {"kind": "hospital", "level": "tertiary"},
        "visit": {"type": "outpatient"},
        "diagnoses": [{"code": "L70.0", "isMain": True}],
        "historyCoverage": "local",
        "items": [
            {"id": "1", "code": "XL02BBA326A001010102180", "name": "阿帕他胺片", "kind": "drug", "quantity": 1},
        ],
    }


def ask(url, token, body, limit_s=TIME_LIMIT_S):
    """What came back, or nothing and why not. Always within the limit."""
    answer = {}
    asking = threading.Thread(target=send, args=(url, token, body, limit_s, answer), daemon=True)
    asking.start()
    # The limit of `urlopen` is for each piece that arrives: an answer that drips would take for ever.
    asking.join(limit_s)
    return dict(answer) or {"why": "plugin-silent"}


def send(url, token, body, limit_s, answer):
    headers = {"content-type": "application/json", "authorization": "Bearer " + token}
    data = json.dumps(body, ensure_ascii=False).encode("utf-8")
    # Not through the proxy of this machine: what is asked concerns a person.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(url, data, headers), timeout=limit_s) as response:
            answer["body"] = json.load(response)
    except urllib.error.HTTPError as error:
        answer["why"] = "plugin-refused " + str(error.code)
    except ValueError:
        answer["why"] = "answer-malformed"
    except OSError:
        answer["why"] = "plugin-unreachable"


def show_check(answer):
    """Prints the alerts. Whether something has to be done before the order is saved."""
    body = answer.get("body")
    if not isinstance(body, dict) or "evaluation" not in body or "decision" not in body:
        print("not checked: " + answer.get("why", "answer-malformed") + "; the order goes on")
        return False
    alerts = body["evaluation"]["alerts"]
    for alert in alerts:
        print(alert["severity"] + " " + alert["rule"] + ": " + alert["message"]["zh-CN"])
        print("  " + alert["basis"][0]["instrument"])
        print("  fixes: " + ", ".join(fix["kind"] for fix in alert["fixes"]))
    print("decision: " + body["decision"] + ", alerts: " + str(len(alerts)))
    return body["decision"] in HOLDING


def show_answer(answer):
    """Prints what the national interface answered."""
    body = answer.get("body")
    if not isinstance(body, dict):
        print("3101 not answered: " + answer.get("why", "answer-malformed"))
        return
    if body.get("infcode") != 0:
        print("3101 refused: " + str(body.get("infcode")))
        return
    results = body["output"]["result"]
    for result in results:
        print("3101 " + result["rule_id"] + ": " + result["vola_cont"])
    print("3101 answered, results: " + str(len(results)))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
