import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Drift: what is written another way is the same, and every exception is needed")
struct DriftPropertyTests {
    private typealias Sample = KubernetesSample

    @Test("an amount written with another suffix is the same amount, and another amount is not")
    func quantities() async throws {
        var generator = SeededGenerator()
        print(generator)
        // Factors between neighbours are exact in either direction.
        let steps = [("m", ""), ("", "k"), ("k", "M"), ("M", "G"), ("u", "m"), ("n", "u")]
        let binary = [("", "Ki"), ("Ki", "Mi"), ("Mi", "Gi"), ("Gi", "Ti")]
        for _ in 0..<60 {
            let count = Int.random(in: 1...9_999, using: &generator)
            let isBinary = Bool.random(using: &generator)
            let (small, large) = (isBinary ? binary : steps).randomElement(using: &generator) ?? ("m", "")
            let (left, right) = ("\(count * (isBinary ? 1_024 : 1_000))\(small)", "\(count)\(large)")
            #expect(try await isSame(left, right), "\(generator): \(left) \(right)")
            #expect(try await !isSame(left, "\(count + 1)\(large)"), "\(generator): \(left)")
        }
    }

    private func isSame(_ left: String, _ right: String) async throws -> Bool {
        func quota(_ text: String) -> String {
            "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q, namespace: shop}\n"
                + "spec: {hard: {requests.cpu: \"\(text)\"}}"
        }
        return try await Sample.beside(quota(left), quota(right)).isPass
    }

    @Test("what `kubectl diff` predicts has the same places, whatever order its objects are written in")
    func prediction() async throws {
        var generator = SeededGenerator()
        print(generator)
        func object(_ count: Int, _ value: String, _ extra: String) throws -> JSONValue {
            let text = """
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m", "namespace": "shop",
                 "labels": {"a": "b", "c": "\(value)"\(extra)}}, "data": {"count": "\(count)", "other": "x"}}
                """
            return try JSONDocument(Array(text.utf8), name: "object").root
        }
        let live = try object(1, "d", ", \"gone\": \"e\"")
        let merged = try object(2, "f", ", \"new\": \"g\"")
        let places = ["/data/count", "/metadata/labels/c", "/metadata/labels/gone", "/metadata/labels/new"]
        for _ in 0..<30 {
            let old = Self.lines(of: live, "-", &generator)
            let new = Self.lines(of: merged, "+", &generator)
            let output = """
                --- /tmp/LIVE-1/v1.ConfigMap.shop.m\t2026
                +++ /tmp/MERGED-2/v1.ConfigMap.shop.m\t2026
                @@ -1,\(old.count) +1,\(new.count) @@
                \((old + new).joined(separator: "\n"))

                """
            let files = MemoryFiles(texts: [
                "want.yaml": Sample.deployment + "\n---\n" + String(decoding: merged.sourceBytes, as: UTF8.self),
                "have.yaml": Sample.recorded + "\n---\n" + String(decoding: live.sourceBytes, as: UTF8.self),
                "diff/output": output, "diff/errors": "", "diff/status": "1",
            ])
            let answer = try await DriftKubernetesCheck.reading("desired: want.yaml\nlive: have.yaml\ndiff: diff")
                .examine(.release, in: .alone(release: try Sample.release([]), files: files))
            let told = try Sample.changes(told: answer).compactMap { $0["path"]?.string }.sorted()
            #expect(told == places, "\(generator): \(answer.findings.map(\.message))")
        }
    }

    private static func lines(
        of value: JSONValue, _ sign: String, _ generator: inout SeededGenerator
    ) -> [String] {
        // A line of YAML does not begin with a tab.
        Shuffle.text(of: value, using: &generator).replacing("\t", with: " ").split(separator: "\n").map { sign + $0 }
    }

    @Test("of the rules that excuse every difference of two files, none can be left out")
    func ignoreRules() async throws {
        let desired = "a: 1\nb: {c: [1, 2], d: x}\ne: null\nf: true\nold: 1\n"
        let live = "a: 2\nb: {c: [1, 3], d: y}\ne: 0\nf: \"true\"\nnew: 1\n"
        let places = ["/a", "/b/c/1", "/b/d", "/e", "/f", "/new", "/old"]
        func answer(_ places: [String]) async throws -> Answer<DriftFilesCode> {
            let rules = places.map {
                "{path: \($0), owner: o, reason: r, expires: 2027-01-01T00:00:00Z, maxMatches: 1}"
            }
            let files = MemoryFiles(texts: ["want.yaml": desired, "have.yaml": live])
            return try await DriftFilesCheck.reading(
                "desired: want.yaml\nlive: have.yaml\nignore: [\(rules.joined(separator: ", "))]"
            ).examine(.release, in: .alone(files: files))
        }
        #expect(try await answer(places).isPass)
        for place in places {
            let others = try await answer(places.filter { $0 != place })
            #expect(others.codes.count == 1 && others.word == "failed", "\(place): \(others.codes)")
        }
    }
}
