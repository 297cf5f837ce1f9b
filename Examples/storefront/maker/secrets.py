"""Credentials a release depends on, with the dates that decide whether it may begin. Throw-away ones."""

import base64
import datetime
import json

from maker.signing import openssl


def certificate(directory, name, subject, days, issuer=None, authority=False):
    key, request, out = (directory / f"{name}{suffix}" for suffix in (".key.pem", ".csr", ".pem"))
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key)
    key.chmod(0o600)
    openssl("req", "-new", "-key", key, "-subj", subject, "-out", request)
    extensions = directory / f"{name}.ext"
    extensions.write_text(
        "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n"
        if authority
        else "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nsubjectAltName=DNS:shop.example\n"
    )
    signer = ("-CA", directory / f"{issuer}.pem", "-CAkey", directory / f"{issuer}.key.pem") if issuer else ("-signkey", key)
    openssl("x509", "-req", "-in", request, *signer, "-set_serial", str(1000 + days), "-days", str(days), "-extfile", extensions, "-out", out)
    request.unlink()
    extensions.unlink()
    return out


def token(directory, name, now, days):
    """A JWT signed with ES256: header, claims and the raw r‖s signature, each base64url without padding (RFC 7515)."""

    def part(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    key = directory / f"{name}.key.pem"
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key)
    key.chmod(0o600)
    issued = int(now.timestamp()) - 86_400
    claims = {"iss": "https://id.acme.example", "sub": "deployer", "iat": issued, "nbf": issued,
              "exp": int((now + datetime.timedelta(days=days)).timestamp())}
    signed = part(b'{"alg":"ES256","typ":"JWT"}') + b"." + part(json.dumps(claims, separators=(",", ":")).encode())
    der = openssl("dgst", "-sha256", "-sign", key, stdin=signed)
    (directory / f"{name}.jwt").write_bytes(signed + b"." + part(raw(der)) + b"\n")


def raw(der):
    """ECDSA-Sig-Value (SEQUENCE of two INTEGERs) to r‖s of 32 bytes each."""
    values, at = [], 2
    for _ in range(2):
        length = der[at + 1]
        values.append(int.from_bytes(der[at + 2 : at + 2 + length], "big").to_bytes(32, "big"))
        at += 2 + length
    return b"".join(values)


def make(directory, now):
    directory.mkdir(parents=True)
    certificate(directory, "acme-ca", "/CN=Acme throw-away CA", 3650, authority=True)
    certificate(directory, "shop-tls", "/CN=shop.example", 90, issuer="acme-ca")
    certificate(directory, "payments-client", "/CN=payments", 180, issuer="acme-ca")
    bundle = (directory / "shop-tls.pem").read_bytes() + (directory / "acme-ca.pem").read_bytes()
    (directory / "shop-tls.pem").write_bytes(bundle)
    token(directory, "deploy-token", now, days=30)
