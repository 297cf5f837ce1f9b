"""What a scanner found in one image, as `cosign attest --type vuln` has it, and what security says of it, in OpenVEX.

The scan has one finding that matters: a CVE of Python's URL parser, which none of the five programs calls. The scanner cannot know
that, so somebody who may says it, signed.
"""

from maker.storefront import instant

PREDICATE_TYPE = "https://cosign.sigstore.dev/attestation/vuln/v1"
STATEMENT_TYPE = "https://openvex.dev/ns/v0.2.0"
SCANNER = "0.87.0"

# (id, package, severity, score, where it is fixed)
MATCHES = (
    ("CVE-2023-24329", ("python3.11-minimal", "3.11.2"), "High", 7.5, "3.11.4"),
    ("CVE-2024-13176", ("openssl", "3.0.15"), "Medium", 4.1, "3.0.16"),
)
EXCUSED, _ = MATCHES


def purl(package):
    name, version = package
    return f"pkg:deb/debian/{name}@{version}"


def of(service, image, now):
    """The scanner's own JSON, in the predicate that says how old its database was."""
    scanned, database = instant(now, hours=-1), instant(now, hours=-9)
    return {
        "invocation": {"uri": "", "builder.id": "", "event_id": "", "parameters": []},
        "scanner": {
            "uri": f"pkg:github/anchore/grype@v{SCANNER}",
            "version": SCANNER,
            "db": {"uri": "", "version": "6", "lastUpdate": database},
            "result": {
                "matches": [match(*each) for each in MATCHES],
                "source": {"type": "image", "target": {
                    "userInput": f"{service.repository}@{image['digest']}",
                    "manifestDigest": image["digest"],
                    "repoDigests": [f"{service.repository}@{image['digest']}"],
                }},
                "distro": {"name": "debian", "version": "12", "idLike": []},
                "descriptor": {
                    "name": "grype", "version": SCANNER, "timestamp": scanned,
                    "db": {"status": {"schemaVersion": "v6.0.2", "built": database, "valid": True}},
                },
            },
        },
        "metadata": {"scanStartedOn": scanned, "scanFinishedOn": scanned},
    }


def match(identity, package, severity, score, fixed):
    name, version = package
    return {
        "vulnerability": {
            "id": identity, "severity": severity, "dataSource": f"https://security-tracker.debian.org/tracker/{identity}",
            "cvss": [{"type": "Primary", "version": "3.1", "metrics": {"baseScore": score}}],
            "fix": {"state": "fixed", "versions": [fixed]},
        },
        "relatedVulnerabilities": [],
        "matchDetails": [{"type": "exact-direct-match", "matcher": "dpkg-matcher"}],
        "artifact": {"name": name, "version": version, "type": "deb", "purl": purl(package)},
    }


def excuse(service, image, now):
    """Why the one that matters does not: for this image and this package, and no other."""
    identity, package, *_ = EXCUSED
    product = f"pkg:oci/{service.name}@{image['digest']}"
    return {
        "@context": "https://openvex.dev/ns/v0.2.0",
        "@id": f"https://acme.example/vex/{service.name}/{image['digest'][7:19]}",
        "author": "team-security",
        "timestamp": instant(now, hours=-1),
        "version": 1,
        "statements": [{
            "vulnerability": {"name": identity},
            "products": [{"@id": product, "subcomponents": [{"@id": purl(package)}]}],
            "status": "not_affected",
            "justification": "vulnerable_code_not_in_execute_path",
        }],
    }
