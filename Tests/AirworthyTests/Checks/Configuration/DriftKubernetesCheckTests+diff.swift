import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-kubernetes: what `kubectl diff` predicts, recorded whole or not believed")
struct DriftKubernetesDiffTests {
    private typealias Sample = KubernetesSample
    private static let image = KubernetesSample.released

    /// The recording with the release's image in the place of the newer one.
    private static func released(_ text: String) -> String {
        text.replacing("registry.example/acme/web:2", with: image)
    }

    private static func examine(
        desired: String, live: String, output: String, errors: String = "", status: String? = nil,
        intended: [String] = [], arguments: String = "", without missing: String = ""
    ) async throws -> Answer<DriftKubernetesCode> {
        let files = MemoryFiles(texts: [
            "want.yaml": desired, "have.yaml": live, "diff/output": output, "diff/errors": errors,
            "diff/status": status ?? (output.isEmpty ? "0\n" : "1\n"),
        ])
        if !missing.isEmpty { files.remove("diff/\(missing)") }
        return try await DriftKubernetesCheck.reading(
            "desired: want.yaml\nlive: have.yaml\ndiff: diff\n" + arguments
        ).examine(.release, in: .alone(release: try Sample.release(intended), files: files))
    }

    @Test("every predicted change has its place, and each needs its line")
    func recorded() async throws {
        let (desired, live) = (Self.released(KubectlRecording.manifests), KubectlRecording.objects)
        let output = Self.released(KubectlRecording.output)
        let answer = try await Self.examine(desired: desired, live: live, output: output)
        // The image becomes the release's, which is implied.
        let places = [
            "apps/v1/Deployment/shop/web/spec/replicas", "v1/ConfigMap/shop/fresh", "v1/ConfigMap/shop/limits/data/a",
            "v1/ConfigMap/shop/limits/data/b", "v1/Secret/shop/db/data/password",
        ]
        let facts = try Sample.changes(told: answer).filter { $0["derived"]?.bool == false }
        #expect(facts.compactMap { ($0["object"]?.string ?? "") + ($0["path"]?.string ?? "") }.sorted() == places)
        #expect(Set(answer.codes) == [.drifted, .missing], "\(answer.findings.map(\.message))")
        #expect(answer.evidence.map(\.uri) == ["have.yaml", "want.yaml", "diff", "object-facts.json"])
        #expect(answer.findings.contains { $0.message.contains("`/data/password` differs (masked)") })

        let lines = facts.map { fact in
            let path = fact["path"]?.string ?? ""
            let paths = path.isEmpty ? "" : ", paths: [\"\(path)\"]"
            return "{object: \(fact["object"]?.string ?? ""), actions: [\(fact["action"]?.string ?? "")]\(paths)}"
        }
        #expect(try await Self.examine(desired: desired, live: live, output: output, intended: lines).isPass)
        for skipped in lines.indices {
            let others = lines.enumerated().filter { $0.offset != skipped }.map(\.element)
            let answer = try await Self.examine(desired: desired, live: live, output: output, intended: others)
            #expect(answer.codes.count == 1 && answer.word == "failed")
        }
    }

    @Test("with the usual three lines of context, an object cannot be put together again")
    func partial() async throws {
        let output = """
            diff -u -N /tmp/LIVE-1/apps.v1.Deployment.shop.web /tmp/MERGED-2/apps.v1.Deployment.shop.web
            --- /tmp/LIVE-1/apps.v1.Deployment.shop.web\t2026-11-26 01:06:00.799455179 +0000
            +++ /tmp/MERGED-2/apps.v1.Deployment.shop.web\t2026-11-26 01:06:00.799455179 +0000
            @@ -2,3 +2,3 @@
             kind: Deployment
            -  generation: 3
            +  generation: 4
             metadata:

            """
        let answer = try await Self.examine(desired: Sample.deployment, live: Sample.recorded, output: output)
        #expect(answer.codes == [.diffPartial])
        #expect(answer.isInconclusive)
    }

    @Test("a failure, a warning, a missing part or a status that fits nothing is not an empty difference")
    func failures() async throws {
        func codes(
            _ output: String = "", errors: String = "", status: String, without missing: String = ""
        ) async throws -> [DriftKubernetesCode] {
            try await Self.examine(
                desired: Sample.deployment, live: Sample.recorded, output: output, errors: errors, status: status,
                without: missing
            ).codes
        }
        #expect(try await codes(status: "0\n") == [])
        for status in ["2", "127", "", "0 0", "-0", "00", "zero", "1\n\n1"] {
            #expect(try await codes(status: status) == [.diffFailed], "\(status)")
        }
        let warning = "warning: unable to list resources for pruning"
        #expect(try await codes(errors: warning, status: "0") == [.diffWarned])
        #expect(try await codes(errors: "Object is being modified, diffing without lock", status: "0") == [.diffWarned])
        #expect(try await codes(status: "1") == [.invalid])
        #expect(try await codes(KubectlRecording.output, status: "0") == [.invalid])
        for name in ["output", "errors", "status"] {
            #expect(try await codes(status: "0", without: name) == [.absent])
        }
    }

    private static let head =
        "--- /tmp/LIVE-1/v1.ConfigMap.shop.m\t2026\n+++ /tmp/MERGED-2/v1.ConfigMap.shop.m\t2026\n"
    private static let map = "apiVersion: v1\n kind: ConfigMap\n metadata: {name: m, namespace: shop}"

    /// What is no output of `kubectl diff`.
    private static let broken = [
        "nonsense\n", "diff -u a b\n", "\(head)", "\(head)@@ -1,4 +1,4 @@\n \(map)\n",
        "\(head)@@ -1,3 +1,3 @@\n \(map)\nx\n",
        "\(head)@@ -1 @@\n", "\(head)@@ -1,3 +1,99999999999999999999 @@\n \(map)\n",
        "\(head)@@ -1,-3 +1,3 @@\n \(map)\n",
        "Only in /tmp/LIVE-1: v1.ConfigMap.shop.m\n", "Binary files /tmp/LIVE-1/a and /tmp/MERGED-2/a differ\n",
        // The other way round it would mean the opposite.
        "--- /tmp/MERGED-1/v1.ConfigMap.shop.m\n+++ /tmp/LIVE-2/v1.ConfigMap.shop.m\n@@ -1,3 +1,3 @@\n \(map)\n",
        // Another object than the file's name says, two of them, none, and two keys of one name.
        "\(head.replacing("shop.m", with: "shop.n"))@@ -1,3 +1,3 @@\n \(map)\n",
        "\(head)@@ -1,3 +1,3 @@\n \(map.replacing("v1\n", with: "v2\n"))\n",
        "\(head)@@ -1,3 +1,7 @@\n \(map)\n+---\n+\(map.replacing("\n ", with: "\n+"))\n",
        "\(head)@@ -1,4 +1,4 @@\n \(map)\n-data: {a: 1, a: 2}\n+data: {a: 1}\n",
        "\(head)@@ -1,1 +1,1 @@\n-\(String(repeating: "[", count: 4_000))\n+a\n",
        "\(head)@@ -1,3 +1,3 @@\n \(map)\n\\ No newline\n-x\n",
    ]

    @Test("what is not its format decides nothing", arguments: broken)
    func invalid(output: String) async throws {
        let answer = try await Self.examine(desired: Sample.deployment, live: Sample.recorded, output: output)
        #expect(answer.codes == [.invalid], "\(answer.findings.map(\.message))")
        #expect(answer.isInconclusive)
    }

    @Test("every beginning of a recording is a recording of less, or none, and never passes")
    func truncated() async throws {
        let output = Array(KubectlRecording.output.utf8)
        var generator = SeededGenerator(seed: 14)
        for _ in 0..<60 {
            let cut = Int.random(in: 1..<output.count, using: &generator)
            let answer = try await Self.examine(
                desired: Self.released(KubectlRecording.manifests), live: KubectlRecording.objects,
                output: String(decoding: output[..<cut], as: UTF8.self))
            #expect(!answer.isPass, "cut after \(cut) bytes")
        }
    }

    @Test("what an apply would take away counts, also where a manifest says nothing")
    func removal() async throws {
        let output = """
            --- /tmp/LIVE-1/v1.ConfigMap.shop.m\t2026
            +++ /tmp/MERGED-2/v1.ConfigMap.shop.m\t2026
            @@ -1,6 +1,5 @@
             apiVersion: v1
             kind: ConfigMap
             metadata:
               name: m
               namespace: shop
            -  labels: {a: b}

            """
        let map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, namespace: shop}"
        let (desired, live) = ("\(Sample.deployment)\n---\n\(map)", "\(Sample.recorded)\n---\n\(map)")
        let answer = try await Self.examine(desired: desired, live: live, output: output)
        #expect(answer.codes == [.unexpected])
        #expect(try Sample.changes(told: answer).compactMap { $0["path"]?.string } == ["/metadata/labels"])
        let line = "{object: v1/ConfigMap/shop/m, actions: [update], paths: [/metadata/labels]}"
        #expect(try await Self.examine(desired: desired, live: live, output: output, intended: [line]).isPass)
        let gone = output.replacing("@@ -1,6 +1,5 @@", with: "@@ -1,5 +0,0 @@").replacing("\n ", with: "\n-")
            .replacing("\n-  labels: {a: b}", with: "").replacing("---", with: "---")
        let pruned = try await Self.examine(desired: Sample.deployment, live: live, output: gone)
        #expect(pruned.codes == [.unexpected])
    }

    @Test("where the server sees nothing to change, members and objects nobody declared are found all the same")
    func unmanaged() async throws {
        let env = Sample.recorded.replacing("value: fast}]", with: "value: fast}, {name: X, value: y}]")
        #expect(try await Self.examine(desired: Sample.deployment, live: env, output: "").codes == [.unexpected])
        let stray = "\(Sample.recorded)\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: shop}"
        #expect(try await Self.examine(desired: Sample.deployment, live: stray, output: "").codes == [.unexpected])
    }

    @Test("recordings that exclude each other decide nothing")
    func contradictions() async throws {
        // Not recorded, and not to be created.
        let empty = "apiVersion: v1\nkind: List\nitems: []"
        let absent = try await Self.examine(desired: Sample.deployment, live: empty, output: "")
        #expect(absent.codes == [.contradiction])
        #expect(absent.isInconclusive)
        // Recorded otherwise than desired, and nothing to change: it was given other manifests, or fewer.
        let scaled = Sample.recorded.replacing("replicas: 3", with: "replicas: 4")
        let lacking = Sample.recorded.replacing("labels: {app: web, injected", with: "labels: {injected")
        for live in [scaled, lacking] {
            let untold = try await Self.examine(desired: Sample.deployment, live: live, output: "")
            #expect(untold.codes == [.contradiction])
            #expect(untold.isInconclusive)
        }
        // Changes of an object that is in no manifest.
        let other = "\(Self.head)@@ -1,4 +1,4 @@\n \(Self.map)\n-data: {a: \"1\"}\n+data: {a: \"2\"}\n"
        let line = "{object: v1/ConfigMap/shop/m, actions: [update]}"
        let live = "\(Sample.recorded)\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, namespace: shop}"
        let foreign = try await Self.examine(
            desired: Sample.deployment, live: live, output: other, intended: [line],
            arguments: "inventory: part-of=shop")
        #expect(foreign.codes == [.contradiction])
        // One object twice.
        let map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, namespace: shop}"
        let twice = try await Self.examine(
            desired: "\(Sample.deployment)\n---\n\(map)", live: live, output: other + other)
        #expect(twice.codes == [.duplicateObject])
        #expect(twice.isInconclusive)
    }
}
