import Airworthy
import Trust

extension SchemaSpecimen {
    private static let a = String(repeating: "a", count: 64)
    private static let wide = "sha512:" + String(repeating: "b", count: 128)

    static let yaml = [release, checklist, stepGroup, trust, project, inventory]

    private static let release = SchemaSpecimen(
        schema: .release,
        text: """
            release: "2026.11"
            environment: production
            sequence: 3
            previous: sha256:\(a)
            window: {start: 2026-11-21T14:00:00Z, budget: 2h, bake: 1h30m, rollbackHorizon: 24h}
            services:
              web: {version: "1.0", image: "registry.example/acme/web:1@sha256:\(a)", owner: team, class: edge, dependsOn: []}
            migrations:
              - {id: m, engine: postgres, phase: expand, up: {path: up.sql, sha256: \(a)}}
            flags:
              price: {safeDefault: false, target: true, ramp: [1, 50, 100], owner: team}
            configs:
              app.yaml: {sha256: sha256:\(a)}
            platforms: [linux/amd64]
            requires: [images.signed]
            intended:
              terraform: [{address: a.b, actions: [update], paths: [/x], before: 1, after: 2}]
              kubernetes: [{object: apps/v1/Deployment/shop/web, actions: [create]}]
            variables: {pre-release: {color: blue}}
            """,
        wrong: [
            Change("environment:", "enviroment:"), Change("sequence: 3\n", ""), Change("sequence: 3", "sequence: 0"),
            Change("sequence: 3", "sequence: \"3\""), Change("release: \"2026.11\"", "release: 2026.11"),
            Change("sha256:\(a)\nwindow", "md5:\(a)\nwindow"), Change("budget: 2h", "budget: 2"),
            Change("budget: 2h, ", ""), Change("budget: 2h", "budget: 1234567890s"),
            Change("14:00:00Z", "14:00:00+01:00"), Change("14:00:00Z", "14:00:60Z"), Change("11-21T", "11-31T"),
            Change(":1@sha256:\(a)", ":1"), Change("registry.example/acme/web", "web"),
            Change("registry.example/", "registry/"), Change("class: edge", "class: sink"),
            Change("dependsOn: []", "dependsOn: api"), Change("phase: expand", "phase: later"),
            Change(", up: {path: up.sql, sha256: \(a)}", ""), Change("up.sql, sha256: \(a)", "up.sql, sha256: a"),
            Change("[1, 50, 100]", "[1, 50]"), Change("[1, 50, 100]", "[]"), Change("[1, 50, 100]", "[0, 100]"),
            Change("target: true", "target: \"yes\""), Change("[linux/amd64]", "[amd64]"),
            Change("[linux/amd64]", "[linux/amd64, linux/amd64]"), Change("[update]", "[]"),
            Change("[update]", "[update, update]"), Change("[update]", "[create]"), Change("[/x]", "[x]"),
            Change("paths: [/x], ", ""), Change("address: a.b", "address: a.b, output: o"),
            Change("address: a.b, ", ""), Change("[update]", "[update], from: a.c"),
            Change("apps/v1/Deployment/shop/web", "web"), Change("{color: blue}", "blue"),
        ],
        right: [
            Change("\"2026.11\"", "\"\""), Change("sha256:\(a)\nwindow", "\(wide)\nwindow"),
            Change("configs:\n  app.yaml: {sha256: sha256:\(a)}", "configs: {}"),
            Change("[1, 50, 100]", "[100]"), Change("[linux/amd64]", "[]"), Change("[/x], before: 1, after: 2", "[]"),
            Change("[update], paths: [/x], before: 1, after: 2", "[move, update], from: a.c"),
            Change("address: a.b", "drift: a.b"), Change("dependsOn: []", "exposes: {http: 80}, consumes: none"),
            Change("requires:", "strategy: all-at-once\nrollback: [a]\nrequires:"),
            Change("14:00:00Z", "14:00:00.25Z"), Change("registry.example/", "localhost/"),
            Change("registry.example/", "127.0.0.1:5000/"),
        ])

    private static let checklist = SchemaSpecimen(
        schema: .checklist,
        text: """
            checklist: sample
            phase: pre-release
            title: A sample
            defaults: {timeout: 60s, severity: block, retry: {attempts: 2, backoff: 1s, flaky: allow}}
            limits: {timeout: 1h, retries: 3}
            approval: required
            variables:
              color: {type: enum, values: [blue, green], default: blue}
              size: {type: integer, min: 1, max: 9, default: 3}
              wait: {type: duration, default: 5m}
            steps:
              - {id: pinned, uses: image-pinned, forEach: images, minSubjects: 0, provides: [images.pinned]}
              - id: smoke
                title: Smoke
                uses: command
                with: {program: ./smoke, args: ["${{ vars.color }}", "${{ vars.size }}", "${{ vars.wait }}"], expect: {output: {lines: ["ok"]}}}
                needs: [pinned]
                when: {environment: [production], phase: [pre-release], variables: {color: {equals: blue}}}
                outputs: {count: {from: stdout, jsonpath: $.count, type: integer, min: 1}}
                severity: warn
                timeout: 10s
                owner: team
              - id: switch
                uses: command
                with: {program: ./switch, proof: exit}
                effect: true
                probe: {uses: command, with: {program: ./which, proof: exit}, timeout: 10s}
                compensate: {uses: command, with: {program: ./back, proof: exit}, after: failure}
              - {id: well, uses: command, with: {program: ./well, proof: exit}, steady: true}
              - {include: group.yaml, sha256: \(Digest.of(Array(group.utf8))), as: more, with: {size: 3}, needs: [smoke]}
            """,
        wrong: [
            Change("title: A sample", "titel: A sample"), Change("phase: pre-release\n", ""),
            Change("phase: pre-release", "phase: later"), Change("title: A sample", "title: 5"),
            Change("timeout: 60s", "timeout: 60"), Change("attempts: 2, ", ""), Change("attempts: 2", "attempts: 11"),
            Change("attempts: 2", "attempts: 0"), Change("flaky: allow", "flaky: maybe"),
            Change("retries: 3", "retries: -1"), Change("approval: required", "approval: optional"),
            Change("values: [blue, green], ", ""), Change("[blue, green]", "[blue]"),
            Change("[blue, green]", "[blue, blue]"), Change("type: enum", "type: string"),
            Change("type: integer, min: 1, max: 9, default: 3", "type: integer, default: three"),
            Change("type: integer, min: 1, max: 9, default: 3", "type: boolean, min: 1"),
            Change("default: 5m", "default: soon"), Change("  wait:", "  9wait:"), Change("id: pinned", "id: Pinned"),
            Change("id: pinned", "id: pinned-"), Change("uses: image-pinned", "uses: image-pined"),
            Change("forEach: images", "forEach: image"), Change("forEach: images", "forEach: [a, a]"),
            Change("minSubjects: 0", "minSubjects: -1"), Change("provides: [images.pinned]", "provides: images.pinned"),
            Change("program: ./switch, ", ""), Change("program: ./switch", "programme: ./switch"),
            Change("    with: {program: ./switch, proof: exit}\n", ""), Change("needs: [pinned]", "needs: pinned"),
            Change("{environment: [production], phase: [pre-release], variables: {color: {equals: blue}}}", "{}"),
            Change("environment: [production]", "environment: []"), Change("phase: [pre-release]", "phase: [later]"),
            Change("{equals: blue}", "{}"), Change("{equals: blue}", "{equal: blue}"),
            Change("{equals: blue}", "{oneOf: []}"), Change("{equals: blue}", "{between: [1]}"),
            Change("{equals: blue}", "{contains: \"\"}"), Change("{equals: blue}", "{lt: \"5\"}"),
            Change("from: stdout, ", ""), Change("severity: warn", "severity: error"),
            Change("    effect: true\n", ""), Change("effect: true", "effect: true\n    steady: true"),
            Change("uses: command\n    with: {program: ./switch, proof: exit}", "uses: image-pinned"),
            Change("uses: command, with: {program: ./which, proof: exit}", "with: {program: ./which, proof: exit}"),
            Change("with: {program: ./which, proof: exit}", "with: {proof: exit}"),
            Change("./back, proof: exit}, after: failure", "./back, proof: exit}, after: all"),
            Change("as: more", "as: More"), Change("sha256: sha256:", "sha256: "),
            Change("include: group.yaml", "include: group.yaml, title: T"),
        ],
        right: [
            Change("title: A sample", "title: \"\""), Change("forEach: images", "forEach: platforms"),
            Change("forEach: images", "forEach: [a, b]"), Change("forEach: images", "forEach: []"),
            Change("id: switch", "id: 2nd"),
            Change("{equals: blue}", "{allOf: [{matches: \"b.*\"}, {not: {equals: b}}]}"),
            Change("variables: {color: {equals: blue}}", "variables: {}"),
            Change("severity: warn", "severity: info\n    retry: {attempts: 10}"),
            Change("with: {program: ./smoke, args", "with: {keepOutput: \"${{ vars.color }}\", program: ./smoke, args"),
            Change("after: failure", "after: always"),
            Change("type: integer, min: 1, max: 9, default: 3", "type: integer"),
        ])

    private static let stepGroup = SchemaSpecimen(
        schema: .group,
        text: """
            group: rollout
            title: A group
            variables: {color: {type: string}}
            defaults: {timeout: 60s}
            steps:
              - {id: pinned, uses: image-pinned, forEach: images, when: {variables: {color: {equals: blue}}}}
            """,
        wrong: [
            Change("group: rollout\n", ""), Change("group: rollout", "group: 5"), Change("title:", "phase:"),
            Change("{id: pinned, uses: image-pinned, forEach: images,", "{id: pinned, needs: 5, uses: image-pinned,"),
            Change("type: string", "type: text"), Change("timeout: 60s", "timout: 60s"), Change("id: pinned, ", ""),
        ], right: [Change("title: A group\n", ""), Change("group: rollout", "group: \"\"")])

    private static let trust = SchemaSpecimen(
        schema: .trust,
        text: """
            apiVersion: airworthy/v1
            kind: TrustPolicy
            epoch: 2
            keys:
              - {id: release, file: release.pem, validFrom: 2026-01-01T00:00:00Z, validUntil: 2027-01-01T00:00:00Z}
            people:
              - {id: lee, key: lee.pem, roles: [release-manager]}
            rules:
              - {id: images, images: ["registry.example/**"], require: {anyOf: [release]}}
              - {id: waivers, predicate: "https://airworthy.dev/waiver/v1", require: {role: release-manager, threshold: 1, notAuthor: true}, maxLifetime: 30d}
              - {id: files, blobs: ["*.yaml"], require: {of: [release], threshold: 1}}
            checklists:
              - {phase: pre-release, checklist: pre-release, sha256: sha256:\(a)}
            """,
        wrong: [
            Change("airworthy/v1", "airworthy/v2"), Change("kind: TrustPolicy\n", ""), Change("epoch: 2\n", ""),
            Change("epoch: 2", "epoch: 0"), Change("epoch: 2", "epoch: two"), Change("validFrom:", "validfrom:"),
            Change("2026-01-01T00:00:00Z", "2026-01-01"), Change("file: release.pem, ", ""),
            Change("id: release,", "id: \"\","), Change("key: lee.pem, ", ""),
            Change("[release-manager]", "release-manager"),
            Change("[\"registry.example/**\"]", "[]"), Change("[\"registry.example/**\"]", "\"registry.example/**\""),
            Change("images: [\"registry.example/**\"], ", ""),
            Change("id: files, blobs", "id: files, predicate: p, blobs"),
            Change(", require: {of: [release], threshold: 1}", ""), Change("{of: [release], threshold: 1}", "{}"),
            Change("{anyOf: [release]}", "{anyOf: [release], threshold: 1}"),
            Change("{anyOf: [release]}", "{anyOf: []}"),
            Change("{anyOf: [release]}", "{anyOf: [release], role: release-manager}"),
            Change("{of: [release], threshold: 1}", "{of: [release]}"),
            Change("{of: [release], threshold: 1}", "{of: [release], threshold: 0}"),
            Change("notAuthor: true", "notAuthor: \"true\""), Change("maxLifetime: 30d", "maxLifetime: 30"),
            Change("phase: pre-release, ", ""), Change("phase: pre-release", "phase: early"),
            Change("sha256: sha256:", "sha256: "),
            Change("rules:", "identities: [{id: i, issuer: x, subject: y}]\nrules:"),
            Change("rules:", "sigstore: {trustedRoots: []}\nrules:"),
        ],
        right: [
            Change("sha256:\(a)", wide), Change(", sha256: sha256:\(a)", ""),
            Change(", roles: [release-manager]", ", roles: [release-manager, x]"),
            Change("rules:", "identities: []\nrules:"),
        ])

    private static let project = SchemaSpecimen(
        schema: .project,
        text: """
            apiVersion: airworthy/v1
            trust: Keys/trust.yaml
            state: .airworthy
            verifier: {id: "https://acme.example/gate"}
            parallelism: 8
            waivers: {notice: 3d}
            cache: {maxAge: 1d, layers: true}
            registries:
              a.example: {layout: images}
              b.example: {mirrors: [m.example], caFile: ca.pem, requests: 100}
              c.example: {location: m.example/hub}
            hosts:
              vault.example: {clientCertificate: me.pem, clientKey: me.key}
              plain.example: {plainHTTP: true}
            """,
        wrong: [
            Change("apiVersion: airworthy/v1\n", ""), Change("airworthy/v1", "airworthy/v2"),
            Change("trust: Keys", "trusts: Keys"),
            Change("parallelism: 8", "parallelism: 0"), Change("parallelism: 8", "parallelism: 65"),
            Change("parallelism: 8", "parallelism: many"), Change("notice: 3d", "notice: 3"),
            Change("id: \"https://acme.example/gate\"", ""), Change("layers: true", "layers: \"true\""),
            Change("layers: true", "layer: true"), Change("layout: images", "layout: [images]"),
            Change("layout: images", "layout: images, caFile: ca.pem"),
            Change("layout: images", "layout: images, plainHTTP: true"),
            Change("layout: images", "layout: images, mirrors: [m.example]"), Change("[m.example]", "m.example"),
            Change("requests: 100", "requests: 0"),
            Change("location: m.example/hub", "location: m.example/hub, caFile: ca.pem"),
            Change(", clientKey: me.key", ""), Change("clientCertificate: me.pem, ", ""),
            Change("plainHTTP: true", "plainHTTP: true, caFile: ca.pem"), Change("plainHTTP: true", "layout: images"),
        ],
        right: [
            Change("https://acme.example/gate", "gate"), Change("[m.example]", "[]"),
            Change("cache: {maxAge: 1d, layers: true}", "cache: {}"),
            Change("layout: images", "layout: images, plainHTTP: false, mirrors: []"),
            Change("trust: Keys/trust.yaml\n", ""),
        ])

    private static let inventory = SchemaSpecimen(
        schema: .inventory,
        text: """
            asOf: 2026-11-20T08:00:00Z
            credentials:
              - {id: tls, kind: certificate, owner: team, usedBy: [release, rollback], file: tls.pem, roots: ca.pem, crl: ca.crl}
              - {id: store, kind: pkcs12, owner: team, file: s.p12, passwordFile: s.password}
              - {id: db, kind: password, owner: team, rotatedAt: 2026-10-01T00:00:00Z, maxAge: 90d, covers: [secret/shop/db#password]}
              - {id: pay, kind: api-key, owner: team, expiresAt: 2027-03-01T00:00:00Z, nextRotation: 2026-11-22T00:00:00Z, overlap: 4h}
              - {id: users, kind: aws-credential-report, owner: team, file: r.csv, asOf: 2026-11-20T00:00:00Z, users: [ci], maxAge: 90d}
              - {id: lease, kind: vault-lease, owner: team, url: "https://v.example", tokenFile: t, lease: l/1, namespace: ns}
              - {id: signer, kind: signing-key, owner: team, trusted: release}
              - {id: ci, kind: token, owner: team, covers: [github/TOKEN], renewal: {ready: true, lastSucceeded: 2026-11-01T00:00:00Z}}
            """,
        wrong: [
            Change("asOf: 2026-11-20T08:00:00Z\n", ""), Change("asOf: 2026-11-20T08:00:00Z", "asOf: 2026-11-20"),
            Change("asOf: 2026-11-20T08:00:00Z", "asof: 2026-11-20T08:00:00Z"), Change("id: tls, ", ""),
            Change("kind: certificate", "kind: cert"), Change("kind: certificate, owner: team", "kind: certificate"),
            Change("kind: certificate, owner: team", "kind: certificate, owner: \" \""),
            Change("[release, rollback]", "[]"),
            Change("[release, rollback]", "[deploy]"), Change("[release, rollback]", "release"),
            Change("file: tls.pem, roots", "roots"), Change("crl: ca.crl", "expiresAt: 2027-01-01T00:00:00Z"),
            Change("file: s.p12, ", ""), Change("kind: pkcs12", "kind: jwt"),
            Change("kind: password", "kind: password, file: f"),
            Change("rotatedAt: 2026-10-01T00:00:00Z, ", ""), Change("maxAge: 90d", "maxAge: 90"),
            Change("secret/shop/db#password", "db"), Change("secret/shop/db#password", "secret/a/b/c"),
            Change("nextRotation: 2026-11-22T00:00:00Z, ", ""), Change("r.csv, asOf: 2026-11-20T00:00:00Z", "r.csv"),
            Change("users: [ci]", "users: []"), Change("kind: api-key", "kind: api-key, users: [ci]"),
            Change(", lease: l/1", ""), Change("tokenFile: t, ", ""), Change("kind: vault-lease", "kind: vault-token"),
            Change("url: \"https://v.example\", ", ""), Change("namespace: ns", "namespace: \"\""),
            Change("kind: signing-key", "kind: token"), Change("ready: true, ", ""),
            Change("ready: true", "ready: \"true\""),
            Change("renewal: {", "renewal: {next: 1, "), Change("covers: [github/TOKEN]", "expires: never"),
        ],
        right: [
            Change("id: tls", "id: \"\""), Change("github/TOKEN", "secret/db"),
            Change("usedBy: [release, rollback], ", ""),
            Change("covers: [github/TOKEN]", "covers: []"), Change(", roots: ca.pem, crl: ca.crl", ", maxAge: 90d"),
        ])
}
