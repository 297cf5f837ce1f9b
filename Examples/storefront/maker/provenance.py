"""SLSA provenance v1 for one image: who built it, from which commit of which repository."""

from maker.storefront import instant

PREDICATE_TYPE = "https://slsa.dev/provenance/v1"
BUILDER = "https://acme.example/builders/release"
REPOSITORY = "https://github.com/acme/storefront"
REF = "refs/heads/main"


def of(service, now):
    return {
        "buildDefinition": {
            "buildType": "https://actions.github.io/buildtypes/workflow/v1",
            "externalParameters": {"workflow": {"path": ".github/workflows/release.yml", "ref": REF, "repository": REPOSITORY}},
            "internalParameters": {"service": service.name},
            "resolvedDependencies": [{"uri": f"git+{REPOSITORY}@{REF}", "digest": {"gitCommit": service.revision}}],
        },
        "runDetails": {
            "builder": {"id": f"{BUILDER}@v2"},
            "metadata": {
                "invocationId": f"{REPOSITORY}/actions/runs/{service.revision[:8]}",
                "startedOn": instant(now, hours=-2),
                "finishedOn": instant(now, hours=-1),
            },
        },
    }
