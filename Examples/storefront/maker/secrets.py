"""Credentials a release depends on, with the dates that decide whether it may begin. Throw-away ones."""

import base64
import json
import shutil

from maker.signing import openssl
from maker.storefront import instant

AUTHORITY = "acme-ca"

# `openssl ca` is the one command of every OpenSSL 3 that can date a certificate back.
SETTINGS = """
[ca]
default_ca = throw_away
[throw_away]
database = {directory}/database
new_certs_dir = {directory}
rand_serial = yes
unique_subject = no
default_md = sha256
policy = anything
[anything]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
subjectAltName = DNS:shop.example
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


def new_key(path):
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path)
    path.chmod(0o600)
    return path


def certificate(directory, workshop, name, now, since, until):
    """A certificate valid from `since` to `until` days from now, signed by the throw-away authority (or by itself)."""
    key = new_key(directory / f"{name}.key.pem")
    request, out = workshop / f"{name}.csr", directory / f"{name}.pem"
    openssl("req", "-new", "-key", key, "-subj", f"/CN={name}", "-out", request)
    if name == AUTHORITY:
        signer = ("-selfsign", "-keyfile", key, "-extensions", "authority")
    else:
        signer = ("-cert", directory / f"{AUTHORITY}.pem", "-keyfile", directory / f"{AUTHORITY}.key.pem", "-extensions", "leaf")
    dates = [instant(now, days=day).replace("-", "").replace(":", "").replace("T", "") for day in (since, until)]
    openssl("ca", "-batch", "-notext", "-config", workshop / "settings", *signer, "-in", request, "-out", out,
            "-startdate", dates[0], "-enddate", dates[1])
    return out


def token(directory, name, now, until):
    """A JWT signed with ES256: header, claims and the raw r‖s signature, each base64url without padding (RFC 7515)."""

    def part(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    key = new_key(directory / f"{name}.key.pem")
    issued = int(now.timestamp()) - 86_400
    claims = {"iss": "https://id.acme.example", "sub": "deployer", "iat": issued, "nbf": issued,
              "exp": int(now.timestamp()) + until * 86_400}
    signed = part(b'{"alg":"ES256","typ":"JWT"}') + b"." + part(json.dumps(claims, separators=(",", ":")).encode())
    signature = raw(openssl("dgst", "-sha256", "-sign", key, stdin=signed))
    (directory / f"{name}.jwt").write_bytes(signed + b"." + part(signature) + b"\n")


def raw(der):
    """ECDSA-Sig-Value (SEQUENCE of two INTEGERs) to r‖s of 32 bytes each."""
    values, at = [], 2
    for _ in range(2):
        length = der[at + 1]
        values.append(int.from_bytes(der[at + 2 : at + 2 + length], "big").to_bytes(32, "big"))
        at += 2 + length
    return b"".join(values)


def make(directory, workshop, now):
    """What templates/secrets.yaml lists. The private halves stay beside them, as they would in a secret store."""
    directory.mkdir(parents=True)
    workshop.mkdir(parents=True)
    (workshop / "database").touch()
    (workshop / "settings").write_text(SETTINGS.format(directory=workshop))
    authority = certificate(directory, workshop, AUTHORITY, now, since=-400, until=3250)
    shop = certificate(directory, workshop, "shop-tls", now, since=-20, until=70)
    shop.write_bytes(shop.read_bytes() + authority.read_bytes())
    client = certificate(directory, workshop, "payments-client", now, since=-345, until=20)
    (directory / "payments-client.password").write_text("throw-away\n")
    openssl("pkcs12", "-export", "-in", client, "-inkey", directory / "payments-client.key.pem",
            "-passout", f"file:{directory / 'payments-client.password'}", "-out", directory / "payments-client.p12")
    client.unlink()
    token(directory, "deploy-token", now, until=30)
    shutil.rmtree(workshop)
