import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Importing a Preflight or SupportBundle")
struct TroubleshootImportTests {
    private static let collectors = """
          collectors:
            - http: {collectorName: slack, get: {url: "https://slack.example/api.test"}}
        """

    private func imported(_ analyzers: String, collectors: String = "", kind: String = "Preflight") throws
        -> ChecklistImport
    {
        let text =
            "apiVersion: troubleshoot.sh/v1beta2\nkind: \(kind)\nmetadata: {name: shop}\nspec:\n\(collectors)\n\(analyzers)\n"
        return try ChecklistImport(Array(text.utf8), name: "preflight.yaml", from: .troubleshoot)
    }

    private static let outcomes =
        "outcomes: [{fail: {message: absent, uri: \"https://help.example\"}}, {pass: {message: there}}]"

    @Test(
        "whether an object exists can be asked again",
        arguments: [
            (
                "customResourceDefinition: {customResourceDefinitionName: a.b.c, ",
                "args: [get, crd, a.b.c, \"-o\", name]", "customresourcedefinition.apiextensions.k8s.io/a.b.c"
            ),
            (
                "storageClass: {storageClassName: fast, ", "args: [get, storageclass, fast, \"-o\", name]",
                "storageclass.storage.k8s.io/fast"
            ),
            (
                "ingress: {ingressName: web, namespace: shop, ",
                "args: [get, ingress, web, \"-n\", shop, \"-o\", name]",
                "ingress.networking.k8s.io/web"
            ),
            (
                "secret: {secretName: db, namespace: shop, ", "args: [get, secret, db, \"-n\", shop, \"-o\", name]",
                "secret/db"
            ),
            (
                "configMap: {configMapName: c, ", "args: [get, configmap, c, \"-n\", default, \"-o\", name]",
                "configmap/c"
            ),
        ])
    func existence(start: String, words: String, proof: String) throws {
        let imported = try imported("  analyzers: [{\(start)\(Self.outcomes)}}]")
        #expect(imported.leftBehind.isEmpty)
        #expect(imported.text.contains(words))
        #expect(imported.text.contains("expect: {output: {lines: [\(proof)]}}"))
        #expect(imported.text.contains("guidance: \"https://help.example\""))
        #expect(imported.notes.count == 1)
    }

    @Test(
        "an answer over HTTP can be asked for again",
        arguments: [
            ("textAnalyze: {fileName: slack.json, regex: '\"status\": 200,'", "expect: {status: 200}"),
            ("textAnalyze: {fileName: x/slack.json, regex: all well", "expect: {body: {contains: [\"all well\"]}}"),
            ("jsonCompare: {fileName: slack.json, path: response.status, value: '200'", "expect: {status: 200}"),
        ])
    func http(start: String, expect: String) throws {
        let outcomes = "outcomes: [{pass: {when: \"true\"}}, {fail: {when: \"false\"}}]"
        let imported = try imported("  analyzers: [{\(start), \(outcomes)}}]", collectors: Self.collectors)
        #expect(imported.leftBehind.isEmpty)
        #expect(imported.text.contains("url: \"https://slack.example/api.test\""))
        #expect(imported.text.contains(expect))
    }

    @Test("a host's analyzer of a status becomes a list of statuses, and what only warns only warns")
    func host() throws {
        let imported = try imported(
            """
              hostAnalyzers:
                - http:
                    checkName: Can reach the API
                    collectorName: slack
                    outcomes:
                      - warn: {when: error, message: unreachable}
                      - pass: {when: "statusCode == 200"}
                      - pass: {when: "statusCode == 204"}
            """, collectors: Self.collectors.replacing("  collectors:", with: "  hostCollectors:"),
            kind: "HostPreflight")
        #expect(imported.leftBehind.isEmpty)
        #expect(imported.text.contains("expect: {status: [200, 204]}"))
        #expect(imported.text.contains("severity: warn"))
        #expect(imported.text.contains("id: can-reach-the-api"))
    }

    @Test("what hosts answered is not what the cluster did, and of two of one name nobody can tell which is meant")
    func names() throws {
        let pass = "outcomes: [{pass: {when: \"true\"}}, {fail: {when: \"false\"}}]"
        let lists = """
              collectors:
                - http: {get: {url: "https://internal.example/"}}
              hostCollectors:
                - http: {get: {url: "https://public.example/"}}
              analyzers:
                - textAnalyze: {fileName: result.json, regex: inside, \(pass)}
                - textAnalyze: {fileName: host-collectors/http/result.json, regex: outside, \(pass)}
              hostAnalyzers:
                - http: {outcomes: [{pass: {when: "statusCode == 200"}}, {fail: {}}]}
            """
        let apart = try imported(lists, kind: "SupportBundle")
        #expect(apart.leftBehind.isEmpty)
        let urls = apart.text.matches(of: /url: "([^"]+)"/).map { String($0.output.1) }
        #expect(urls == ["https://internal.example/", "https://public.example/", "https://public.example/"])
        let twice = try imported(
            lists.replacing(
                "  collectors:", with: "  collectors:\n    - http: {get: {url: \"https://other.example/\"}}"),
            kind: "SupportBundle")
        let said = twice.leftBehind.map(\.message).joined(separator: "\n")
        #expect(twice.leftBehind.count == 2, "\(said)")
        #expect(said.contains("has the name of another collector of `collectors`"))
        #expect(said.contains("judges the answer to one of several requests of the same name"))
    }

    @Test("an element with two kinds is none, and is said to be")
    func twoKinds() throws {
        let both =
            "  analyzers: [{clusterVersion: {outcomes: []}, ingress: {ingressName: web, \(Self.outcomes)}}, "
            + "{ingress: {ingressName: api, \(Self.outcomes)}}]"
        let imported = try imported(both)
        #expect(imported.leftBehind.map(\.message).contains { $0.contains("is no mapping of one analyzer") })
        #expect(!imported.text.contains("ingress.networking.k8s.io/web"))
    }

    private static let left = [
        "clusterVersion: {outcomes: [{fail: {when: \"< 1.22\"}}, {pass: {}}]}",
        "nodeResources: {outcomes: [{fail: {when: \"count() < 3\"}}, {pass: {}}]}",
        "ingress: {ingressName: web, outcomes: [{pass: {message: always}}]}", "ingress: {ingressName: web}",
        "ingress: {ingressName: web, exclude: true, outcomes: [{fail: {}}]}", "ingress: {outcomes: [{fail: {}}]}",
        "ingress: {ingressName: --help, outcomes: [{fail: {}}]}",
        "secret: {secretName: db, key: password, outcomes: [{fail: {}}, {pass: {}}]}",
        "storageClass: {storageClassName: a, outcomes: [{fail: {when: \"x\"}}]}",
        "textAnalyze: {fileName: other.json, regex: a, outcomes: [{fail: {when: \"false\"}}]}",
        "textAnalyze: {fileName: slack.json, regex: 'a.*b', outcomes: [{fail: {when: \"false\"}}]}",
        "textAnalyze: {fileName: slack.json, regex: bad, outcomes: [{fail: {when: \"true\"}}, {pass: {when: \"false\"}}]}",
        "jsonCompare: {fileName: slack.json, path: response.body, value: x, outcomes: [{fail: {when: \"false\"}}]}",
        "http: {collectorName: slack, outcomes: [{fail: {when: error}}, {pass: {}}]}",
        "ingress: {ingressName: web, outcomes: [{fail: {}}, {error: {}}]}",
    ]

    @Test("what cannot be asked again is said at its place", arguments: left)
    func leftBehind(analyzer: String) throws {
        let fine = "{customResourceDefinition: {customResourceDefinitionName: a.b.c, \(Self.outcomes)}}"
        let imported = try imported("  analyzers: [\(fine), {\(analyzer)}]", collectors: Self.collectors)
        #expect(imported.stepCount == 1)
        #expect(imported.leftBehind.count == 1)
        #expect(imported.leftBehind.first?.location != nil)
    }

    @Test("a field of an analyzer that nothing here asks about is said, beside the step")
    func fields() throws {
        let imported = try imported(
            "  analyzers: [{customResourceDefinition: {customResourceDefinitionName: a.b.c, strict: true, \(Self.outcomes)}}]"
        )
        #expect(imported.stepCount == 1)
        #expect(
            imported.leftBehind.map(\.message) == [
                "`strict` of customResourceDefinition `customResourceDefinition` has no equal here"
            ])
    }

    @Test("collectors that only gather are said, and one that sends is not taken for a question")
    func collectors() throws {
        let fine = "  analyzers: [{customResourceDefinition: {customResourceDefinitionName: a.b.c, \(Self.outcomes)}}]"
        let imported = try imported(
            fine + "\n  uri: x",
            collectors: """
                  collectors: [{clusterInfo: {}}, {http: {collectorName: p, post: {url: "https://a.example"}}},
                    {http: {collectorName: q, get: {url: "https://a.example", headers: {a: b}}}}]
                """)
        #expect(imported.leftBehind.count == 4)
    }

    @Test(
        "what is no such specification is refused",
        arguments: [
            ("kind: Secret\nspec: {}", "not-troubleshoot"), ("spec: {}", "missing-key"),
            ("kind: Preflight", "missing-key"), ("kind: Preflight\nspec: {analyzers: 1}", "wrong-type"),
            ("kind: Preflight\nspec: {analyzers: []}", "nothing-carried-over"),
            ("kind: Preflight\nspec:\n  {{- if .Values.x }}", "template"),
        ])
    func refused(text: String, code: String) {
        #expect(
            refusalCode { try ChecklistImport(Array(text.utf8), name: "p.yaml", from: .troubleshoot) } == code)
    }
}
