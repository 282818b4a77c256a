"""``consilia serve --fhir --dicomweb``: both views in one process, with one token, until it is told to stop."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from dicomweb_samples import STUDY, Client

from workstation.domain.user import Role, User
from workstation.errors import NotAllowed, UserMistake
from workstation.services import facade_tokens, sign_in, users
from workstation.services.clinic import Clinic
from workstation.services.dicomweb_server import DicomWebServer
from workstation.store.keys import CHEAP

PHRASE = "correct horse battery staple"


def test_both_views_are_served_and_ended(imaged: Clinic) -> None:
    secret, store = facade_tokens.add(imaged, "both"), imaged.data_dir
    imaged.close()
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).parents[2] / "main.py"), "serve", "--fhir", "0", "--dicomweb", "0",
         "--data-dir", str(store), "--json"], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"CONSILIA_PASSPHRASE": PHRASE, "PYTHONUNBUFFERED": "1"})
    try:
        assert process.stderr is not None
        fhir, dicomweb = (re.search(r"http://\S+/(?:fhir|dicomweb)", process.stderr.readline())[0] for _ in range(2))
        assert Client(fhir, secret)("/Patient").json["total"] == 2
        assert Client(dicomweb, secret)(f"/studies/{STUDY}/metadata").status == 200
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
        assert process.returncode == 0
        assert json.loads(said) == {"fhir": {"url": fhir, "requests": 1}, "dicomweb": {"url": dicomweb, "requests": 1}}
    finally:
        process.kill()
        process.communicate(timeout=20)


def test_it_is_for_this_computer_only_and_for_who_may(imaged: Clinic) -> None:
    for host in ("0.0.0.0", "192.0.2.1", "example.org"):
        with pytest.raises(UserMistake):
            DicomWebServer(imaged, 0, host)
    users.add(imaged, User("nina", "Nina", Role.NURSE), PHRASE, cost=CHEAP)
    with sign_in.sign_in(imaged.data_dir, "nina", PHRASE) as nurse, pytest.raises(NotAllowed):
        DicomWebServer(nurse, 0)
