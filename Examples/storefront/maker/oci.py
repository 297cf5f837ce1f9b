"""OCI images and layouts, byte for byte the same on every run.

Follows the OCI image specification 1.1: image-layout.md, manifest.md, image-index.md, config.md.
"""

import gzip
import hashlib
import io
import json
import pathlib
import tarfile

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
EMPTY = "application/vnd.oci.empty.v1+json"

CREATED = "2026-01-01T00:00:00Z"
PLATFORMS = ("amd64", "arm64")


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def encode(document):
    """JSON without a choice left: sorted keys, no spaces."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def descriptor(media_type, data, **fields):
    return {"mediaType": media_type, "digest": digest(data), "size": len(data), **fields}


def layer(files):
    """A gzipped tar of {path: (bytes, mode)} and the digest of the tar itself, which the image's config names."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for path, (content, mode) in sorted(files.items()):
            entry = tarfile.TarInfo(path)
            entry.size, entry.mode, entry.mtime = len(content), mode, 0
            entry.uname = entry.gname = "root"
            tar.addfile(entry, io.BytesIO(content))
    plain = archive.getvalue()
    return gzip.compress(plain, compresslevel=6, mtime=0), digest(plain)


class Layout:
    """One repository as an OCI layout directory."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory)
        self.entries = []
        (self.directory / "blobs" / "sha256").mkdir(parents=True, exist_ok=True)
        (self.directory / "oci-layout").write_bytes(encode({"imageLayoutVersion": "1.0.0"}))

    def path(self, of):
        return self.directory / "blobs" / "sha256" / of.removeprefix("sha256:")

    def put(self, media_type, data, **fields):
        """Stores a blob and returns its descriptor."""
        described = descriptor(media_type, data, **fields)
        self.path(described["digest"]).write_bytes(data)
        return described

    def list(self, described, tag=None):
        """Makes a manifest findable: by tag, or, without one, as a referrer."""
        entry = dict(described)
        if tag:
            entry["annotations"] = {"org.opencontainers.image.ref.name": tag}
        self.entries.append(entry)
        index = {"schemaVersion": 2, "mediaType": INDEX, "manifests": self.entries}
        (self.directory / "index.json").write_bytes(encode(index))


def image(layout, service, layers_for):
    """Writes an index with one image for each platform; `layers_for(platform)` gives its layers as {path: (bytes, mode)}."""
    manifests = []
    for platform in PLATFORMS:
        blobs = [layer(files) for files in layers_for(platform)]
        config = {
            "architecture": platform,
            "os": "linux",
            "created": CREATED,
            "config": {
                "Entrypoint": ["/usr/bin/python3", "/app/main.py"],
                "User": "65532:65532",
                "Labels": {"org.opencontainers.image.title": service.name, "org.opencontainers.image.version": service.version},
            },
            "rootfs": {"type": "layers", "diff_ids": [plain for _, plain in blobs]},
            "history": [{"created": CREATED, "created_by": f"storefront {part}"} for part in ("base", "runtime", "app")],
        }
        manifest = {
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": layout.put(CONFIG, encode(config)),
            "layers": [layout.put(LAYER, blob) for blob, _ in blobs],
        }
        manifests.append(layout.put(MANIFEST, encode(manifest), platform={"architecture": platform, "os": "linux"}))
    index = {
        "schemaVersion": 2,
        "mediaType": INDEX,
        "manifests": manifests,
        "annotations": {
            "org.opencontainers.image.title": service.name,
            "org.opencontainers.image.version": service.version,
            "org.opencontainers.image.revision": service.revision,
        },
    }
    described = layout.put(INDEX, encode(index))
    layout.list(described, tag=service.version)
    return described
