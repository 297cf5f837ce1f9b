"""A CycloneDX 1.6 software bill of materials for one service, with the elements NTIA asks for as a minimum."""

import uuid

from maker import oci

PREDICATE_TYPE = "https://cyclonedx.org/bom"

# What the base and runtime layers hold, with who supplies it and under which licence.
PARTS = (
    ("base-files", "12.4", "Debian", "GPL-2.0-or-later", "pkg:deb/debian/base-files@12.4"),
    ("ca-certificates", "20230311", "Debian", "MPL-2.0", "pkg:deb/debian/ca-certificates@20230311"),
    ("python3.11-minimal", "3.11.2", "Debian", "PSF-2.0", "pkg:deb/debian/python3.11-minimal@3.11.2"),
    ("openssl", "3.0.15", "Debian", "Apache-2.0", "pkg:deb/debian/openssl@3.0.15"),
)


def of(service, image, created):
    own = f"pkg:oci/{service.name}@{image['digest']}"
    components = [
        {
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "supplier": {"name": supplier},
            "licenses": [{"license": {"id": licence}}],
            "purl": purl,
            "hashes": [{"alg": "SHA-256", "content": oci.digest(purl.encode()).removeprefix("sha256:")}],
        }
        for name, version, supplier, licence, purl in PARTS
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid.uuid5(uuid.NAMESPACE_URL, own).urn,
        "version": 1,
        "metadata": {
            "timestamp": created,
            "authors": [{"name": service.owner}],
            "supplier": {"name": "Acme"},
            "tools": {"components": [{"type": "application", "name": "storefront-maker", "version": "1"}]},
            "component": {
                "type": "container",
                "bom-ref": own,
                "name": service.name,
                "version": service.version,
                "supplier": {"name": "Acme"},
                "purl": own,
                "hashes": [{"alg": "SHA-256", "content": image["digest"].removeprefix("sha256:")}],
            },
        },
        "components": components,
        "dependencies": [
            {"ref": own, "dependsOn": [part["bom-ref"] for part in components]},
            *({"ref": part["bom-ref"], "dependsOn": []} for part in components),
        ],
    }
