#!/usr/bin/env python3
"""Makes the storefront's project in build/: images, signatures, SBOMs, keys, secrets, manifests, and copies of what is in
this directory already. Everything a release team would have, in the places it would have it.

    make-images.py            everything, from nothing; build/ is replaced
    make-images.py tamper     flips one byte in the newest checkout image's application layer

Needs Python 3.9 and the openssl program; no container engine, no network, no other package. Images come out byte for byte the
same on every run; keys, and therefore signatures, do not.
"""

import datetime
import json
import shutil
import sys

sys.dont_write_bytecode = True  # nothing generated outside build/

from maker import oci, provenance, sbom, scan, secrets, signing, storefront
from maker.storefront import BUILD, ROOT, instant


def fill(template, values):
    text = (ROOT / "templates" / template).read_text()
    for name, value in values.items():
        text = text.replace(f"@{name}@", str(value))
    return text


def make_keys():
    """Private halves in build/private, public halves beside the trust policy."""
    return {
        name: signing.Key(BUILD / "private" / f"{name}.key.pem", BUILD / "Keys" / f"{name}.pub.pem")
        for name in ("release", "build", "scanner", "security", "gate", "old-ci", "dana")
    }


def make_images(keys, now):
    """Every version any release names: {(service, version): descriptor of its index}."""
    made, layouts = {}, {}
    for release in storefront.RELEASES:
        for service in release.services:
            if (service.name, service.version) in made:
                continue
            layout = layouts.setdefault(service.name, oci.Layout(BUILD / "images" / service.path))
            image = oci.image(layout, service, service.layers)
            signing.sign_image(layout, image, service.repository, keys["release"])
            for predicate_type, predicate, key in (
                (sbom.PREDICATE_TYPE, sbom.of(service, image, instant(now, hours=-1)), "build"),
                (provenance.PREDICATE_TYPE, provenance.of(service, now), "build"),
                (scan.PREDICATE_TYPE, scan.of(service, image, now), "scanner"),
                (scan.STATEMENT_TYPE, scan.excuse(service, image, now), "security"),
            ):
                signing.attach(layout, image, service.repository, predicate_type, predicate, keys[key])
            made[service.name, service.version] = image
    return made


def make_release(release, images, previous, now):
    services = "\n".join(
        f"""  {service.name}:
    version: "{service.version}"
    image: {service.repository}:{service.version}@{images[service.name, service.version]["digest"]}
    revision: "{service.revision}"
    owner: {service.owner}
    class: {service.kind}
    dependsOn: [{", ".join(service.depends_on)}]"""
        for service in release.services
    )
    day = now - datetime.timedelta(days=release.days_ago)
    files = {
        "up": "db/0007-price-nullable.up.sql",
        "down": "db/0007-price-nullable.down.sql",
        "checkout-config": "configs/desired/checkout.yaml",
        "payments-config": "configs/desired/payments.json",
    }
    values = {name: oci.digest((ROOT / path).read_bytes()).removeprefix("sha256:") for name, path in files.items()}
    text = fill("release.yaml", {
        **values,
        "id": f"{day:%Y.%m.%d}-{release.sequence % 10}",
        "sequence": release.sequence,
        "previous": f"previous: {previous}" if previous else "# The first release of this environment: nothing came before it.",
        "start": instant(day, minutes=30),
        "revision": f'"{release.services[0].revision}"',
        "services": services,
    })
    (BUILD / release.file).write_text(text)
    return oci.digest(text.encode())


def copy_project():
    """What a team would keep in version control, in its usual places."""
    for folder in ("configs", "db"):
        shutil.copytree(ROOT / folder, BUILD / folder)
    (BUILD / "Checklists").mkdir()
    for checklist in sorted((ROOT.parent.parent / "Checklists").glob("*.yaml")):
        text = checklist.read_text().replace("$schema=../Docs", "$schema=../../../../Docs")
        (BUILD / "Checklists" / checklist.name).write_text(text)
        if checklist.name == "pre-release.yaml":
            # An environment's first release has nothing to roll back to, which somebody must say, once.
            first = text.replace("checklist: pre-release\n", "checklist: first-release\n")
            first = first.replace("    uses: rollback-target\n", "    uses: rollback-target\n    with: {first: true}\n")
            (BUILD / "Checklists" / "first-release.yaml").write_text(first)
    shutil.copytree(ROOT / "workflows", BUILD / ".github" / "workflows")
    shutil.copy(ROOT / "smoke", BUILD / "smoke")
    (BUILD / "airworthy.yaml").write_text(fill("airworthy.yaml", {}))


def make():
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir()
    copy_project()
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    keys = make_keys()
    images = make_images(keys, now)
    (BUILD / "Keys" / "trust.yaml").write_text(
        fill("trust.yaml", {"from": instant(now, days=-30), "until": instant(now, days=335), "revoked": instant(now, days=-3)}))
    previous = None
    for release in storefront.RELEASES:
        previous = make_release(release, images, previous, now)
    for path in [*BUILD.glob("db/*.sql"), *(BUILD / release.file for release in storefront.RELEASES)]:
        path.with_name(path.name + ".sigstore.json").write_bytes(signing.blob_bundle(path.read_bytes(), keys["release"]))
    secrets.make(BUILD / "secrets", BUILD / "private" / "authority", now)
    (BUILD / "secrets" / "inventory.yaml").write_text(
        fill("secrets.yaml", {"now": instant(now), "rotated": instant(now, days=-40), "rotation": instant(now, days=45),
                              "provider": instant(now, days=200)}))
    blobs = sum(1 for _ in (BUILD / "images").glob("acme/*/blobs/sha256/*"))
    print(f"made {len(images)} images for {len(storefront.SERVICES)} services and {len(oci.PLATFORMS)} platforms: {blobs} blobs, in build/")


def tamper():
    """What somebody with write access to the registry's storage could do: one byte, long after signing."""
    checkout = next(service for service in storefront.NEXT.services if service.name == "checkout")
    layout = BUILD / "images" / checkout.path

    def read(of):
        return json.loads((layout / "blobs" / "sha256" / of.removeprefix("sha256:")).read_bytes())

    listed = json.loads((layout / "index.json").read_bytes())["manifests"]
    tagged = next(m for m in listed if m.get("annotations", {}).get("org.opencontainers.image.ref.name") == checkout.version)
    layer = read(read(tagged["digest"])["manifests"][0]["digest"])["layers"][-1]
    path = layout / "blobs" / "sha256" / layer["digest"].removeprefix("sha256:")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    print(f"flipped one bit of {layer['digest'][:19]}…, the application layer of checkout {checkout.version}")


if __name__ == "__main__":
    match = {(): make, ("tamper",): tamper}.get(tuple(sys.argv[1:]))
    if match is None:
        raise SystemExit(__doc__)
    match()
