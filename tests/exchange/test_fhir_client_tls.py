"""How the other server's certificate is known: the system's store, an authority of theirs, or the one certificate."""

from __future__ import annotations

import hashlib
import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from other_institution import bundle, fhir, served

from workstation.errors import CallFailed
from workstation.services import institutions
from workstation.services.clinic import Clinic
from workstation.services.institution_fetch import Session
from workstation.services.institutions import Institution, SignIn


def certificate(folder: Path) -> tuple[ssl.SSLContext, str, str]:
    """(the server's context, its certificate as PEM, its SHA-256)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "county.example")])
    now = datetime.now(UTC)
    made = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
            .add_extension(x509.BasicConstraints(True, None), True).sign(key, hashes.SHA256()))
    pem = made.public_bytes(serialization.Encoding.PEM)
    (folder / "cert.pem").write_bytes(pem + key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem")
    shown = hashlib.sha256(made.public_bytes(serialization.Encoding.DER)).hexdigest()
    return context, pem.decode(), shown


def test_only_the_agreed_certificate_is_talked_to(clinic: Clinic, tmp_path: Path) -> None:
    context, pem, shown = certificate(tmp_path)
    with served(context) as other:
        other.answer = lambda asked: fhir(bundle())

        def ask(name: str, **more: str) -> None:
            there = institutions.add(clinic, Institution(name, other.url, sign_in=SignIn.BEARER, **more), "token")
            assert Session(clinic, there).people([("name", "li")]) == []

        with pytest.raises(CallFailed, match="not trusted"):
            ask("stranger")
        with pytest.raises(CallFailed, match="another certificate"):
            ask("wrong", pin="0" * 64)
        assert other.asked == []                     # neither the token nor the question had left
        ask("authority", authority=pem)
        ask("pinned", pin=":".join(shown[i:i + 2] for i in range(0, 64, 2)).upper())
        assert [one.headers["authorization"] for one in other.asked] == ["Bearer token"] * 2
