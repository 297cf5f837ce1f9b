import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("lint: defects of other tools' files, each by its code and place, and none where there is none")
struct ForeignLintTests {
    /// One defect: the file that has it, where it is, and the file without it.
    struct Sample: Sendable {
        let code: LintCode
        let bad: String
        /// Line and column.
        let place: (Int, Int)
        let good: String

        /// A workflow of these lines of one step's script.
        static func script(
            _ code: LintCode, _ bad: String, at place: (Int, Int), good: String
        ) -> Sample {
            Sample(code: code, bad: workflow(bad), place: place, good: workflow(good))
        }

        /// A metric over this query.
        static func query(_ code: LintCode, _ bad: String, at place: (Int, Int), good: String) -> Sample {
            Sample(
                code: code, bad: template(metric(query: bad)), place: place, good: template(metric(query: good)))
        }
    }

    static func workflow(_ script: String) -> String {
        let lines = script.split(separator: "\n", omittingEmptySubsequences: false).map { "          \($0)" }
        return """
            on: {workflow_dispatch: {}}
            jobs:
              release:
                steps:
                  - run: |
            \(lines.joined(separator: "\n"))
            """
    }

    static let query = "sum(rate(http_total{hash=\"{{args.hash}}\"}[1m]))"

    static func metric(
        query: String = query, condition: String = "successCondition: result[0] < 0.02",
        address: String = "address: http://prometheus", extra: String = ""
    ) -> String {
        """
            - name: errors
              \(condition)
              provider:
                prometheus:
                  \(address)
                  query: '\(query.replacing("'", with: "''"))'
              \(extra)
        """
    }

    static func template(_ metric: String) -> String {
        """
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: {name: errors}
        spec:
          metrics:
        \(metric)
        """
    }

    static func rollout(pause: String, extra: String = "", query: String = query) -> String {
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: {name: web}
        spec:
          strategy:
            canary:
              steps:
                - setWeight: 25
                - pause: {\(pause)}
                - analysis: {templates: [{templateName: errors}]}
        ---
        \(template(metric(query: query, extra: extra)))
        """
    }

    static func pod(_ fields: String) -> String {
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: a}
        spec:
          containers:
            - name: a
              \(fields)
        """
    }

    static let digest = "@\(Digest.of([1]))"
    static let build = "docker build -t r.example/a:1 .\n"
    static let push = "docker push r.example/a:1\n"

    static let samples: [Sample] = [
        .script(
            .templateInjection, "echo start\necho \"${{ inputs.services }}\"", at: (7, 17),
            good: "echo \"$SERVICES\" ${{ github.sha }} ${{ github.event.pull_request.number }}"),
        .script(
            .unknownFlag, "argocd app sync web --revision \"$SHA\" --wait", at: (6, 49),
            good: "argocd app sync web --revision=\"$SHA\" --timeout 300 -l app=web"),
        .script(
            .syncWithoutRevision, "set -e; argocd app sync web", at: (6, 19),
            good: "argocd app sync web --revision ${{ github.sha }}\nargocd app wait web"),
        .script(
            .signByTag, "cosign sign --yes \\\n  r.example/acme/web:${{ github.sha }}", at: (7, 13),
            good:
                "cosign sign --yes r.example/acme/web\(digest)\ncosign sign \"$IMAGE\"\ncosign sign a/b:${{ steps.push.outputs.digest }}"
        ),
        .script(
            .signUnpushed, build + "cosign sign r.example/a\(digest)", at: (7, 11),
            good: build + push + "cosign sign r.example/a\(digest)"),
        .script(
            .signBlobImage, "cosign sign-blob r.example/acme/web:1.0", at: (6, 28),
            good: "cosign sign-blob --bundle out.json ./dist/web.tar.gz"),
        .script(
            .sbomUnattached, "syft r.example/a -o cyclonedx-json > sbom.json", at: (6, 11),
            good: "syft r.example/a -o cyclonedx-json > s\ncosign attest --predicate s r.example/a\(digest)"),
        .script(
            .scanAfterSigning, "cosign sign r.example/a\(digest)\ngrype r.example/a", at: (7, 11),
            good: "grype r.example/a\ncosign sign r.example/a\(digest)\ngrype r.example/a"),
        .script(
            .pactNotAsked, "pact-broker publish ./pacts --consumer-app-version 1", at: (6, 11),
            good: "pact-broker publish ./pacts\npact-broker can-i-deploy\npact-broker record-deployment"),
        .script(
            .pactNotRecorded, "pact-broker can-i-deploy --pacticipant web", at: (6, 11),
            good: "pact-broker can-i-deploy\npact-broker record-deployment"),
        .script(
            .templateInjection, "echo '${{ toJSON( inputs ) }}'", at: (6, 17),
            good: "echo '${{ toJSON(needs) }} ${{ matrix.inputs-set }}'"),
        .script(
            .gateIgnored, "cosign verify \"$IMAGE\" || true", at: (6, 11),
            good: "cosign verify \"$IMAGE\" || exit 1\ncosign verify a || { echo no; exit 1; }\ntrue"),
        .script(
            .gateIgnored, "set -eu\ncosign verify-attestation \"$IMAGE\" 2>&1 | jq .", at: (7, 11),
            good: "set -euo pipefail\ncosign verify-attestation \"$IMAGE\" 2>&1 | jq .\ncat a | slsa-verifier b"),
        Sample(
            code: .gateIgnored, bad: workflow("grype --fail-on high a") + "\n    continue-on-error: true",
            place: (7, 24), good: workflow("grype --fail-on high a") + "\n    continue-on-error: false"),
        Sample(
            code: .gateIgnored,
            bad: workflow("airworthy run promote") + "\n        continue-on-error: ${{ inputs.brave }}", place: (7, 28),
            good: workflow("airworthy run promote")
                + "\n        id: gate\n        continue-on-error: true\n      - run: test ${{ steps.gate.outcome }} = success"
        ),
        Sample(
            code: .gateIgnored, bad: workflow("sha256sum -c sums | tee log") + "\n        shell: bash -e {0}",
            place: (6, 11), good: workflow("sha256sum -c sums | tee log") + "\n        shell: bash"),
        Sample(
            code: .noCondition, bad: template(metric(condition: "interval: 1m")), place: (6, 7),
            good: template(metric(condition: "failureCondition: result[0] >= 0.02"))),
        Sample(
            code: .scalarResult, bad: template(metric(condition: "successCondition: result < 0.02")), place: (7, 25),
            good: template(metric(condition: "successCondition: len(result) > 0 && result[0] < 0.02"))),
        Sample(
            code: .noAddress, bad: template(metric(address: "insecure: true")), place: (10, 11),
            good: template(metric())),
        .query(
            .queryInvalid, "sum(rate(a{hash=\"x\"}[1m])) \\ / sum(b)", at: (11, 46),
            good: "sum(rate(a{hash=\"x\"}[1m])) / sum(b) # share"),
        .query(
            .queryUnscoped, "sum(rate(http_total[1m]))", at: (11, 18),
            good: "sum(rate(http_total{pod_template_hash=\"x\"}[1m]))"),
        .query(
            .noDataUnhandled, "sum(rate(a{hash=\"x\", status=~\"5..\"}[1m])) / sum(rate(a[1m]))", at: (11, 18),
            good: "(sum(rate(a{hash=\"x\", status=~\"5..\"}[1m])) or vector(0)) / sum(rate(a[1m]))"),
        Sample(
            code: .endlessAnalysis, bad: rollout(pause: "duration: 5m", extra: "interval: 1m"), place: (23, 17),
            good: rollout(pause: "duration: 5m", extra: "interval: 1m\n      count: 5")),
        Sample(
            code: .windowOverlap, bad: rollout(pause: "duration: 60s"), place: (10, 34),
            good: rollout(pause: "duration: 61")),
        Sample(
            code: .imageNotPinned, bad: pod("image: r.example/acme/web:1.0"), place: (7, 14),
            good: pod("image: r.example/acme/web:1.0\(digest)")),
        Sample(
            code: .imageInvalid, bad: pod("image: r.example/acme/web:1.0+abc"), place: (7, 14),
            good: pod("image: \"r.example/acme/web:1.0-abc\(digest)\"")),
        Sample(
            code: .unquotedText, bad: pod("env: [{name: VERSION, value: 2.10}]"), place: (7, 36),
            good: pod("env: [{name: VERSION, value: \"2.10\"}, {name: NOTHING, value: null}]")),
    ]

    private static func findings(_ texts: String...) throws -> [Finding<LintCode>] {
        var lint = ForeignLint()
        for (index, text) in texts.enumerated() {
            #expect(try lint.add(Array(text.utf8), name: "\(index).yaml") != nil)
        }
        return lint.findings()
    }

    @Test("every code is produced by a file that has the defect, at its place, and not by the one that has not")
    func samples() throws {
        for sample in Self.samples {
            let found = try Self.findings(sample.bad)
            #expect(found.map(\.code) == [sample.code], "\(sample.bad)\n\(found.map(\.message))")
            #expect(
                found.first?.location == .file("0.yaml", line: sample.place.0, column: sample.place.1),
                "\(sample.code): \(found.first?.location?.description ?? "")")
            let good = try Self.findings(sample.good)
            #expect(good.isEmpty, "\(sample.code): \(sample.good)\n\(good.map(\.message))")
        }
        #expect(Set(Self.samples.map(\.code)) == Set(LintCode.allCases))
    }

    @Test("each command of a script is read as the shell would, and no text is taken for one")
    func scripts() throws {
        let quiet = [
            "# argocd app sync web --wait", "echo 'argocd app sync web --wait'", "echo \"cosign sign a/b:1\"",
            "argocd app list --wait", "cosign verify r.example/a:1",
        ]
        for script in quiet { #expect(try Self.findings(Self.workflow(script)).isEmpty, "\(script)") }
        let loud = [
            "A=1 sudo argocd app sync web --wait --revision x",
            "if true; then argocd app sync web --wait --revision x; fi",
            "x=$(/usr/local/bin/argocd app sync web --wait --revision x)",
            "true && argocd app sync web --revision x --wait",
            "argocd app sync web \\\n  --revision x \\\n  --wait", "argocd 'app' \"sync\" web --revision x --wait=true",
        ]
        for script in loud {
            #expect(try Self.findings(Self.workflow(script)).map(\.code) == [.unknownFlag], "\(script)")
        }
    }

    @Test("an input is somebody's text whatever it is called and however it is spelt; a number is none")
    func inputs() throws {
        let loud = [
            "inputs.created_at", "inputs['x']", "Inputs.X", "github.event.inputs.id", "github.event.client_payload.sha",
            "GitHub.Event.issue.title", "github['event']['issue']['title']", "format('}}{0}', inputs.x)",
            "github.event.issue.title || github.event.number",
        ]
        for expression in loud {
            let found = try Self.findings(Self.workflow("echo \"${{ \(expression) }}\""))
            #expect(found.map(\.code) == [.templateInjection], "\(expression)")
        }
        let quiet = [
            "github.event.number", "github['event']['number']", "format('}}{0}', github.sha)", "'inputs'",
            "github.event.number || github.event.issue.number", "github.event.pull_request.head.sha",
        ]
        for expression in quiet {
            let found = try Self.findings(Self.workflow("echo \"${{ \(expression) }}\""))
            #expect(found.isEmpty, "\(expression)")
        }
    }

    @Test("actions count as what they do")
    func actions() throws {
        func workflow(_ steps: String...) -> String {
            "on: push\njobs:\n  a:\n    steps:\n" + steps.map { "      - \($0)" }.joined(separator: "\n")
        }
        let scan = "uses: anchore/scan-action@v4"
        let sign = "run: cosign sign r.example/a\(Self.digest)"
        let build = "{uses: docker/build-push-action@v6, with: {push: true}}"
        #expect(try Self.findings(workflow(sign, scan)).map(\.code) == [.scanAfterSigning])
        #expect(try Self.findings(workflow(scan, sign)).isEmpty)
        #expect(try Self.findings(workflow(build, sign)).isEmpty)
        #expect(
            try Self.findings(workflow("uses: docker/build-push-action@v6", sign)).map(\.code) == [.signUnpushed])
        let unpushed = build.replacing("push: true", with: "push: false")
        #expect(try Self.findings(workflow(unpushed, sign)).map(\.code) == [.signUnpushed])
        #expect(try Self.findings(workflow("uses: anchore/sbom-action@v0")).map(\.code) == [.sbomUnattached])
        #expect(
            try Self.findings(workflow("uses: anchore/sbom-action@v0", "uses: actions/attest-sbom@v2")).isEmpty)
        let github = "{uses: actions/github-script@v7, with: {script: \"f('${{ inputs.x }}')\"}}"
        #expect(try Self.findings(workflow(github)).map(\.code) == [.templateInjection])
        let python = "{uses: actions/setup-python@v5, with: {python-version: 3.10}}"
        #expect(try Self.findings(workflow(python)).map(\.code) == [.unquotedText])
    }

    @Test("an analysis is judged with the rollout of another file, and by itself may go on for ever")
    func acrossFiles() throws {
        let metric = Self.metric(extra: "interval: 1m")
        #expect(try Self.findings(Self.template(metric)).isEmpty)
        let rollout = String(
            Self.rollout(pause: "duration: 5m").prefix { $0 != "-" || true }.split(separator: "\n---")[0])
        let found = try Self.findings(rollout, Self.template(metric))
        #expect(found.map(\.code) == [.endlessAnalysis])
        #expect(found.first?.location == .file("1.yaml", line: 12, column: 17))
        // A pause that somebody ends may be long enough.
        #expect(try Self.findings(Self.rollout(pause: "")).isEmpty)
        let other = Self.template(metric).replacing("AnalysisTemplate", with: "ClusterAnalysisTemplate")
        #expect(try Self.findings(rollout, other).isEmpty)
    }

    @Test(
        "only the whole result compared with a number is a mistake",
        arguments: [
            ("result < 1", true), ("1 > result", true), ("result==0", true), ("result[0] < 1", false),
            ("len(result) > 0", false), ("all(result, # < 1)", false), ("default(result, 0) < 1", false),
            ("isNaN(result[0]) || result[0] < 1", false), ("len(result) == 0 || result < 1", true),
            ("results < 1", false), ("result.ok == true", false),
        ])
    func conditions(text: String, isMistake: Bool) throws {
        let found = try Self.findings(Self.template(Self.metric(condition: "successCondition: '\(text)'")))
        #expect(found.map(\.code) == (isMistake ? [.scalarResult] : []))
        // One number is compared with a number.
        let scalar = Self.metric(query: "scalar(\(Self.query))", condition: "successCondition: '\(text)'")
        #expect(try Self.findings(Self.template(scalar)).isEmpty)
    }

    @Test(
        "what is no PromQL is told where it is",
        arguments: ["sum(a", "sum(a))", "a{hash=\"x}", "a $ b", "a[1m)", "", "a ? b", "a{{hash", "a;b"])
    func queries(query: String) throws {
        #expect(try Self.findings(Self.template(Self.metric(query: query))).map(\.code) == [.queryInvalid])
    }

    @Test("a trailing backslash of a plain scalar stays in the query, and is told at its line")
    func continuation() throws {
        let metric = """
                - name: errors
                  successCondition: result[0] < 0.02
                  provider:
                    prometheus:
                      address: http://prometheus
                      query: sum(rate(a{hash="x"}[1m])) \\
                        / sum(rate(b[1m]))
            """
        let found = try Self.findings(Self.template(metric))
        #expect(found.map(\.code) == [.queryInvalid])
        #expect(found.first?.location == .file("0.yaml", line: 11, column: 45))
    }

    @Test("whatever is left of a file after some of it was changed by chance, reading it comes to an end")
    func damage() throws {
        var generator = SeededGenerator()
        print(generator)
        let pieces = [
            "${{", "}}", "'", "\"", "\\", "{{", "[", "(", ": ", "\n", "  ", "- ", "9999999999999999", "\u{0}", "é",
        ]
        var read = 0
        for round in 0..<2_000 {
            let sample = Self.samples[round % Self.samples.count]
            var bytes = Array((round.isMultiple(of: 2) ? sample.bad : sample.good).utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let start = Int.random(in: 0..<bytes.count, using: &generator)
                let end = min(bytes.count, start + Int.random(in: 0...12, using: &generator))
                bytes.replaceSubrange(start..<end, with: (pieces.randomElement(using: &generator) ?? "").utf8)
                if bytes.isEmpty { bytes = [10] }
            }
            var lint = ForeignLint()
            guard let kind = try? lint.add(bytes, name: "\(generator)"), !kind.isEmpty else { continue }
            read += 1
            for finding in lint.findings() { #expect(finding.location != nil, "\(generator)") }
        }
        #expect(read > 200)
    }

    @Test(
        "times that no clock can hold are no times",
        arguments: ["1e999", "nan", "inf", "-5", "99999999999999999999999999", "99999999999999999999999999y", "1x", ""])
    func times(text: String) throws {
        #expect(try Self.findings(Self.rollout(pause: "duration: \"\(text)\"")).isEmpty)
        let query = Self.query.replacing("[1m]", with: "[\(text.filter { $0 != "-" })]")
        let found = try Self.findings(Self.rollout(pause: "duration: 1", query: query))
        #expect(found.allSatisfy { $0.code != .windowOverlap })
        let delay = try Self.findings(Self.rollout(pause: "duration: 1", extra: "initialDelay: \"\(text)\""))
        #expect(delay.map(\.code) == [.windowOverlap])
    }

    @Test("a file as large as may be is read in a moment, whatever is in it", .timeLimit(.minutes(10)))
    func large() throws {
        let word = String(repeating: "a", count: 1 << 20)
        #expect(try Self.findings(Self.workflow("\(word) ${{ \(word) }}")).isEmpty)
        let many = Array(repeating: "echo ${{ inputs.x }}; argocd app sync a --wait", count: 20_000)
        let found = try Self.findings(Self.workflow(many.joined(separator: "\n")))
        #expect(found.count <= 400 && Set(found.map(\.code)).isSuperset(of: [.templateInjection, .unknownFlag]))
        // Events that nothing is wrong with are looked for nowhere, and of many that are wrong the first are told.
        let events = "docker build .\ndocker push a\ncosign sign a@sha256:x\ngrype a\n"
        let quiet = Array(repeating: events, count: 5_000).joined()
        #expect(try Self.findings(Self.workflow(quiet)).map(\.code) == [.scanAfterSigning])
        let unpushed =
            "docker build .\n"
            + Array(repeating: "cosign sign \(word.prefix(9))$D", count: 20_000)
            .joined(separator: "\n")
        let refused = try Self.findings(Self.workflow(unpushed))
        #expect(refused.count == 100 && Set(refused.map(\.code)) == [.signUnpushed])
        let query = String(repeating: "(", count: 500_000)
        #expect(try Self.findings(Self.template(Self.metric(query: query))).map(\.code) == [.queryInvalid])
    }

    @Test("what is none of these files is left to others, and a document among objects that is none is refused")
    func recognition() throws {
        var lint = ForeignLint()
        for text in ["checklist: x", "release: x\nservices: {}", "jobs: {}", "a: 1", "[1]", "x", "", "# nothing\n"] {
            #expect(try lint.add(Array(text.utf8), name: "x") == nil, "\(text)")
        }
        let own = "apiVersion: airworthy/v1\nkind: TrustPolicy\nrules: []"
        #expect(try lint.add(Array(own.utf8), name: "x") == nil)
        let role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: x}\nrules: []"
        #expect(try lint.add(Array(role.utf8), name: "x") == "object")
        #expect(try lint.add(Array("\(role)\n---\n# empty\n---\n\(role)".utf8), name: "x") == "2 objects")
        let list = "apiVersion: v1\nkind: List\nitems:\n  - \(Self.pod("image: a:1").replacing("\n", with: "\n    "))"
        #expect(try Self.findings(list).map(\.code) == [.imageNotPinned])
        for (text, code) in [
            ("\(role)\n---\nkind: Pod", "incomplete-object"), ("a: 1\n---\n\(role)", "incomplete-object"),
            ("a: [", "yaml-syntax"), ("a: 1\na: 2", "yaml-duplicate-key"),
            (String(repeating: "[", count: 2_000), "yaml-too-deep"), ("\u{0}", "yaml-encoding"),
        ] {
            let error = #expect(throws: InputError.self) { try lint.add(Array(text.utf8), name: "x") }
            #expect(error?.diagnostics.first.code == code, "\(text.prefix(40))")
        }
    }
}
