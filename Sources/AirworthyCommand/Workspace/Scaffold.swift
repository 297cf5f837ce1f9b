/// What `init` writes. Every document here loads; a test lints them.
enum Scaffold {
    struct File {
        let path: String
        let text: String
    }

    /// What to do then, as a shell takes it: the keys that the trust policy names are made, and all of it is sound.
    static let next = [
        "export AIRWORTHY_KEY_PASSWORD='one you choose' && mkdir -p ~/keys",
        "airworthy keys generate ~/keys/release-1 # signs images and files",
        "airworthy keys generate ~/keys/gate-1 # signs what runs come to",
        "cp ~/keys/release-1.pub.pem ~/keys/gate-1.pub.pem Keys/",
        "airworthy lint .",
    ]

    static let files = [
        File(path: "airworthy.yaml", text: project),
        File(path: "Keys/trust.yaml", text: trust),
        File(path: "Checklists/pre-release.yaml", text: preRelease),
        File(path: "Checklists/rollback.yaml", text: rollback),
        File(path: "release.yaml", text: release),
        File(path: "ci/airworthy.sh", text: continuousIntegration),
    ]

    private static let project = """
        # Settings of this project; every path is relative to this file.
        apiVersion: airworthy/v1
        trust: Keys/trust.yaml
        state: .airworthy
        verifier: {id: "https://release.example/gate"}
        registries: {}

        """

    private static let trust = """
        # Who may sign what. Raise `epoch` with every revocation (`airworthy keys revoke` does).
        # Make the keys first, outside this directory: `airworthy keys generate ~/keys/release-1` and `… ~/keys/gate-1`;
        # only the .pub.pem files belong here.
        apiVersion: airworthy/v1
        kind: TrustPolicy
        epoch: 1
        keys:
          - {id: release-1, file: release-1.pub.pem}
          - {id: gate-1, file: gate-1.pub.pem}
        rules:
          - {id: images, images: ["registry.example/**"], require: {anyOf: [release-1]}}
          - {id: files, blobs: ["**"], require: {anyOf: [release-1]}}
          - {id: runs, predicate: "https://airworthy.dev/checklist-run/v1", require: {anyOf: [gate-1]}}

        """

    private static let preRelease = """
        # For the release engineer, before anything ships.
        checklist: pre-release
        phase: pre-release
        title: Nothing ships that is unsigned or not what it says it is
        steps:
          - {id: images-pinned, title: Every image is named by digest, uses: image-pinned, forEach: images}
          - {id: images-intact, title: Every image is what its digest says, uses: image-digest, forEach: images}
          - {id: images-signed, title: Every image is signed, uses: image-signature, forEach: images, provides: [security.signed]}

        """

    private static let rollback = """
        # For whoever is about to go back, at any hour: run it on the manifest you return to.
        checklist: rollback
        phase: rollback
        title: What we return to is still what we once trusted
        steps:
          - {id: images-intact, title: Every image is still there and intact, uses: image-digest, forEach: images}
          - {id: images-signed, title: Every image is still believed, uses: image-signature, forEach: images}

        """

    private static let release = """
        # A sample: replace the digest with your image's.
        release: 2026.1.1-1
        environment: production
        sequence: 1
        window: {start: 2026-01-01T10:00:00Z, budget: 2h, bake: 1h, rollbackHorizon: 24h}
        services:
          web:
            version: "1.0.0"
            image: registry.example/acme/web@sha256:0000000000000000000000000000000000000000000000000000000000000000
            owner: team-web
        requires: [security.signed]

        """

    private static let continuousIntegration = """
        #!/bin/sh
        # The gate as a CI step: nothing after it runs unless the release is cleared.
        set -eu
        airworthy run pre-release -r release.yaml -k "$AIRWORTHY_KEY" -o text -o junit=airworthy.xml
        airworthy admit release.yaml --for promote

        """
}
