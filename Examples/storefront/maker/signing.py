"""Throw-away keys, and signatures in the two forms images carry: cosign's `.sig` tag and a Sigstore bundle as referrer.

The `openssl` program does all cryptography. Private keys stay below build/, which git ignores.
"""

import base64
import hashlib
import pathlib
import subprocess

from maker import oci

SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json"
BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json"
IN_TOTO = "application/vnd.in-toto+json"


def openssl(*arguments, stdin=None):
    done = subprocess.run(["openssl", *map(str, arguments)], input=stdin, capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"openssl {arguments[0]}: {done.stderr.decode().strip()}")
    return done.stdout


class Key:
    """An ECDSA P-256 key: the private half as PKCS#8, the public half as SubjectPublicKeyInfo, both PEM."""

    def __init__(self, private, public):
        self.private, self.public = pathlib.Path(private), pathlib.Path(public)
        self.private.parent.mkdir(parents=True, exist_ok=True)
        self.public.parent.mkdir(parents=True, exist_ok=True)
        openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", self.private)
        self.private.chmod(0o600)
        openssl("pkey", "-in", self.private, "-pubout", "-out", self.public)

    def sign(self, message):
        """ECDSA over SHA-256, DER."""
        return openssl("dgst", "-sha256", "-sign", self.private, stdin=message)

    @property
    def hint(self):
        """What cosign writes as a bundle's key hint: the digest of the public key, in base64."""
        der = openssl("pkey", "-pubin", "-in", self.public, "-outform", "DER")
        return base64.b64encode(hashlib.sha256(der).digest()).decode()


def sign_image(layout, image, repository, key):
    """cosign's layout: a manifest tagged `sha256-<hex>.sig` whose layer is the payload and whose annotation signs it."""
    payload = oci.encode({
        "critical": {
            "identity": {"docker-reference": repository},
            "image": {"docker-manifest-digest": image["digest"]},
            "type": "cosign container image signature",
        },
        "optional": None,
    })
    signature = base64.b64encode(key.sign(payload)).decode()
    config = {"architecture": "", "os": "", "config": {}, "rootfs": {"type": "layers", "diff_ids": [oci.digest(payload)]}}
    manifest = {
        "schemaVersion": 2,
        "mediaType": oci.MANIFEST,
        "config": layout.put(oci.CONFIG, oci.encode(config)),
        "layers": [layout.put(SIMPLE_SIGNING, payload, annotations={"dev.cosignproject.cosign/signature": signature})],
    }
    tag = image["digest"].replace(":", "-") + ".sig"
    layout.list(layout.put(oci.MANIFEST, oci.encode(manifest)), tag=tag)


def bundle(statement, key):
    """A Sigstore bundle v0.3 around a DSSE envelope: the signature covers the pre-authentication encoding."""
    payload = oci.encode(statement)
    encoding = b"DSSEv1 %d %s %d %s" % (len(IN_TOTO), IN_TOTO.encode(), len(payload), payload)
    return oci.encode({
        "mediaType": BUNDLE,
        "verificationMaterial": {"publicKey": {"hint": key.hint}},
        "dsseEnvelope": {
            "payload": base64.b64encode(payload).decode(),
            "payloadType": IN_TOTO,
            "signatures": [{"sig": base64.b64encode(key.sign(encoding)).decode()}],
        },
    })


def blob_bundle(data, key):
    """A Sigstore bundle v0.3 that signs a file: what `cosign sign-blob --bundle` writes."""
    return oci.encode({
        "mediaType": BUNDLE,
        "verificationMaterial": {"publicKey": {"hint": key.hint}},
        "messageSignature": {
            "messageDigest": {"algorithm": "SHA2_256", "digest": base64.b64encode(hashlib.sha256(data).digest()).decode()},
            "signature": base64.b64encode(key.sign(data)).decode(),
        },
    })


def attach(layout, image, repository, predicate_type, predicate, key):
    """Attests something about an image: a signed statement, attached to its digest as a referrer."""
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": repository, "digest": {"sha256": image["digest"].removeprefix("sha256:")}}],
        "predicateType": predicate_type,
        "predicate": predicate,
    }
    manifest = {
        "schemaVersion": 2,
        "mediaType": oci.MANIFEST,
        "artifactType": BUNDLE,
        "config": layout.put(oci.EMPTY, b"{}"),
        "layers": [layout.put(BUNDLE, bundle(statement, key))],
        "subject": {name: image[name] for name in ("mediaType", "digest", "size")},
        "annotations": {
            "dev.sigstore.bundle.content": "dsse-envelope",
            "dev.sigstore.bundle.predicateType": predicate_type,
            "org.opencontainers.image.created": oci.CREATED,
        },
    }
    described = layout.put(oci.MANIFEST, oci.encode(manifest), artifactType=BUNDLE, annotations=manifest["annotations"])
    layout.list(described)
