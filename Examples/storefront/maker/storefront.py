"""The five services and the three releases the example tells its story with."""

import dataclasses
import datetime
import hashlib
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The end-to-end tests make one project each.
BUILD = pathlib.Path(os.environ.get("STOREFRONT_BUILD", ROOT / "build"))
REGISTRY = "registry.example"


def instant(now, **offset):
    """RFC 3339 in UTC, some days or hours from now."""
    return (now + datetime.timedelta(**offset)).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclasses.dataclass(frozen=True)
class Service:
    name: str
    version: str
    kind: str
    depends_on: tuple = ()

    @property
    def owner(self):
        return f"team-{self.name}"

    @property
    def path(self):
        return f"acme/{self.name}"

    @property
    def repository(self):
        return f"{REGISTRY}/{self.path}"

    @property
    def revision(self):
        """Stands for a commit: 40 hex digits that follow from name and version."""
        return hashlib.sha1(f"{self.name} {self.version}".encode()).hexdigest()

    def layers(self, platform):
        """Base and runtime are the same bytes for all services, as they would be in a real registry."""
        base = {
            "etc/os-release": (b"NAME=storefront-base\nVERSION_ID=12\n", 0o644),
            "etc/passwd": (b"nobody:x:65532:65532::/:/sbin/nologin\n", 0o644),
            "etc/machine": (platform.encode(), 0o644),
        }
        runtime = {f"usr/lib/runtime/part-{number:02}": (noise(f"{platform} {number}"), 0o644) for number in range(8)}
        app = {
            "app/main.py": ((ROOT / "services" / self.name / "main.py").read_bytes(), 0o644),
            "app/VERSION": (f"{self.version} {self.revision}\n".encode(), 0o644),
        }
        return [base, runtime, app]


def noise(seed, size=16_384):
    """Bytes that look like a program to a compressor and are the same every time."""
    out, block = b"", seed.encode()
    while len(out) < size:
        block = hashlib.sha256(block).digest()
        out += block
    return out[:size]


SERVICES = (
    Service("catalog", "5.2.0", "producer"),
    Service("inventory", "2.10.0", "producer"),
    Service("checkout", "3.0.1", "consumer", ("inventory",)),
    Service("payments", "4.1.0", "consumer", ("checkout",)),
    Service("frontend-shell", "7.4.2", "edge", ("catalog", "inventory", "checkout", "payments")),
)


def with_versions(**versions):
    return tuple(
        dataclasses.replace(service, version=versions.get(service.name.replace("-", "_"), service.version))
        for service in SERVICES
    )


@dataclasses.dataclass(frozen=True)
class Release:
    file: str
    sequence: int
    days_ago: int
    services: tuple


PREVIOUS = Release("previous.yaml", 411, 7, with_versions(catalog="5.1.3", checkout="3.0.0"))
CURRENT = Release("release.yaml", 412, 0, SERVICES)
# The one somebody tampers with: only checkout is new, so only checkout can be what stops it.
NEXT = Release("next.yaml", 413, 0, with_versions(checkout="3.0.2"))
RELEASES = (PREVIOUS, CURRENT, NEXT)
