import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("drift-kubernetes: files of objects, as they are and as they should not be")
struct DriftKubernetesReadingTests {
    private typealias Sample = KubernetesSample
    private static let map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, namespace: shop}\n"

    @Test("objects come as documents, as lists, as JSON and in directories")
    func forms() async throws {
        let json = """
            {"apiVersion": "v1", "kind": "List", "items": [
              {"apiVersion": "v1", "kind": "ConfigMapList", "items": [
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "m", "namespace": "shop"},
                 "data": {"a": "1"}}]}]}
            """
        let files = MemoryFiles(texts: [
            "want/web.yaml": "# a chart\n---\n\(Sample.deployment)\n---\n",
            "want/more/map.yml": "\(Self.map)data: {a: \"1\"}",
            "want/README.md": "not a manifest", "have/a.yaml": Sample.recorded, "have/b.json": json,
        ])
        let check = try DriftKubernetesCheck.reading("desired: want\nlive: have")
        let context = CheckContext.alone(release: try Sample.release([]), files: files)
        #expect(try await check.examine(.release, in: context).isPass)
        files.write(json.replacing("\"1\"", with: "\"2\""), to: "have/b.json")
        #expect(try await check.examine(.release, in: context).codes == [.drifted])
        files.write(Sample.recorded, to: "have/c.yaml")
        #expect(try await check.examine(.release, in: context).codes == [.duplicateObject])
    }

    @Test("a namespace that manifests leave out is given, and does not bind objects of the whole cluster")
    func namespaces() async throws {
        let bare = Sample.deployment.replacing(", namespace: shop", with: "")
        #expect(try await Sample.examine(bare, Sample.recorded, [], "namespace: shop").isPass)
        #expect(try await Sample.examine(bare, Sample.recorded).codes == [.missing, .unexpected])
        for kind in ["ClusterRole", "Gadget"] {
            let role = "apiVersion: x.example/v1\nkind: \(kind)\nmetadata: {name: r}\n"
            #expect(try await Sample.beside(role, role, [], "namespace: shop").isPass)
        }
    }

    @Test("what every cluster makes by itself is no extra object")
    func generated() async throws {
        let objects = [
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kube-root-ca.crt, namespace: shop}",
            "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: shop}",
            "apiVersion: v1\nkind: Service\nmetadata: {name: kubernetes, namespace: default}",
            "apiVersion: v1\nkind: Endpoints\nmetadata: {name: kubernetes, namespace: default}",
            "apiVersion: v1\nkind: Event\nmetadata: {name: e, namespace: shop}",
        ]
        let live = ([Sample.recorded] + objects).joined(separator: "\n---\n")
        #expect(try await Sample.examine(Sample.deployment, live).isPass)
        let lonely = "apiVersion: v1\nkind: Endpoints\nmetadata: {name: x, namespace: shop}"
        #expect(
            try await Sample.examine(Sample.deployment, "\(Sample.recorded)\n---\n\(lonely)").codes == [.unexpected])
    }

    @Test(
        "amounts are compared as amounts, exactly, and only where amounts stand",
        arguments: [
            ("1000m", "1", true), ("1Gi", "1073741824", true), ("1.5Gi", "1536Mi", true), ("1e3", "1k", true),
            ("100M", "0.1G", true), ("1E", "1000P", true), ("-1", "-1000m", true), ("1G", "1Gi", false),
            ("1m", "1M", false), ("1", "1.0000000001", false), ("x", "X", false), ("1Xi", "1Yi", false),
            ("0", "0Gi", true),
        ] as [(String, String, Bool)])
    func quantities(left: String, right: String, isEqual: Bool) async throws {
        func quota(_ text: String) -> String {
            "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q, namespace: shop}\n"
                + "spec: {hard: {requests.cpu: \"\(text)\"}}"
        }
        #expect(try await Sample.beside(quota(left), quota(right)).isPass == isEqual)
        let elsewhere = try await Sample.beside(
            "\(Self.map)data: {a: \"\(left)\"}", "\(Self.map)data: {a: \"\(right)\"}")
        #expect(elsewhere.codes == [.drifted])
    }

    @Test("null declares nothing, and what is empty or false need not be there")
    func absence() async throws {
        let desired = "\(Self.map)immutable: false\ndata: null\nspec: {a: null, b: {}, c: [], d: \"\"}"
        #expect(try await Sample.beside(desired, "\(Self.map)spec: {a: 1}").isPass)
        #expect(try await Sample.beside("\(Self.map)immutable: true", Self.map).codes == [.missing])
        #expect(try await Sample.beside(Self.map, "\(Self.map)data: {a: \"1\"}").codes == [.unexpected])
        #expect(try await Sample.beside("\(Self.map)data: {a: \"\"}", "\(Self.map)data: {b: \"\"}").codes.count == 2)
        #expect(try await Sample.beside("\(Self.map)data: {}", "\(Self.map)data: {a: \"1\"}").codes == [.unexpected])
    }

    @Test(
        "what cannot be read or says nothing decides nothing",
        arguments: [
            ("{\"a\"", DriftKubernetesCode.invalid), ("kind: x", .invalid), ("apiVersion: v1\nkind: Pod", .invalid),
            ("apiVersion: v1\nkind: List\nitems: 3", .invalid), ("a: 1\na: 2", .invalid), ("[1]", .invalid),
            ("", .nothingCompared), ("# nothing\n---\n", .nothingCompared),
            ("apiVersion: v1\nkind: List\nitems: []", .nothingCompared),
            ("\(Sample.deployment)\n---\n\(Sample.deployment)", .duplicateObject),
            (Sample.deployment.replacing("apps/v1", with: "apps/v1beta1"), .otherVersion),
            (String(repeating: "[", count: 5_000), .invalid),
        ] as [(String, DriftKubernetesCode)])
    func undecided(desired: String, code: DriftKubernetesCode) async throws {
        let answer = try await Sample.examine(desired, Sample.recorded)
        #expect(answer.codes == [code])
        #expect(answer.isInconclusive)
        if code == .invalid || code == .duplicateObject {
            #expect(try await Sample.examine(Sample.deployment, desired).codes == [code])
        }
    }

    @Test(
        "an empty recording is no evidence of an empty cluster, and a list of nothing is",
        arguments: ["", "# x\n---\n"])
    func emptyRecording(live: String) async throws {
        let create = ["{object: apps/v1/Deployment/shop/web, actions: [create]}"]
        let answer = try await Sample.examine(Sample.deployment, live, create)
        #expect(answer.codes == [.invalid])
        #expect(answer.isInconclusive)
        let list = "apiVersion: v1\nkind: List\nitems: []"
        #expect(try await Sample.examine(Sample.deployment, list, create).isPass)
    }

    @Test("every stream cut short is told, or compared for what is left")
    func truncated() async throws {
        let bytes = Array(Sample.recorded.utf8)
        for length in stride(from: 0, to: bytes.count - 20, by: 23) {
            let answer = try await Sample.examine(
                Sample.deployment, String(decoding: bytes.prefix(length), as: UTF8.self), [], "moment: after")
            // Cut within `status` everything declared is there still.
            if !String(decoding: bytes.prefix(length), as: UTF8.self).contains("memory: \"1073741824\"}}") {
                #expect(!answer.isPass, "\(length)")
            }
        }
    }

    @Test("a stream whose aliases expand without end is refused within its bounds")
    func aliases() async throws {
        let levels = (1...9).map {
            "x\($0): &x\($0) [\(Array(repeating: "*x\($0 - 1)", count: 9).joined(separator: ", "))]"
        }
        let bomb = "\(Self.map)x0: &x0 [a, a, a, a, a, a, a, a, a]\n" + levels.joined(separator: "\n")
        let answer = try await Sample.examine(bomb, Sample.recorded)
        #expect(answer.codes == [.invalid])
        #expect(answer.findings.first?.notes == ["yaml-too-many-nodes"])
    }

    @Test("files that are not there are absent on the live side and an obstacle on the desired one")
    func missingFiles() async throws {
        let files = MemoryFiles(texts: ["want.yaml": Sample.deployment])
        let context = CheckContext.alone(release: try Sample.release([]), files: files)
        let answer = try await DriftKubernetesCheck.reading("desired: want.yaml\nlive: gone.yaml").examine(
            .release, in: context)
        #expect(answer.codes == [.absent])
        let error = await #expect(throws: Obstacle.self) {
            try await DriftKubernetesCheck.reading("desired: gone.yaml\nlive: want.yaml").examine(.release, in: context)
        }
        #expect(error?.diagnostic.code == "desired-missing")
    }

    @Test("objects written again, members and keyed elements in another order, are as they were")
    func reserialised() async throws {
        var generator = SeededGenerator()
        print(generator)
        let recorded = try YAMLDocument.parse(Array(Sample.recorded.utf8), name: "have.yaml")
        let document = try JSONDocument(Self.json(recorded).canonicalBytes(), name: "have.json").root
        for _ in 0..<50 {
            let text = Shuffle.text(of: document, using: &generator)
            let files = MemoryFiles(texts: ["want.yaml": Sample.recorded, "want.json": text, "have.json": text])
            for desired in ["want.yaml", "want.json"] {
                let live = desired == "want.yaml" ? "have.json" : "want.yaml"
                let check = try DriftKubernetesCheck.reading("desired: \(desired)\nlive: \(live)\nmoment: after")
                let answer = try await check.examine(
                    .release, in: .alone(release: try Sample.release([]), files: files))
                #expect(answer.isPass, "\(generator): \(answer.findings.map(\.message))")
            }
        }
    }

    @Test(
        "Helm's own manifests equal themselves, whatever form they are in",
        .enabled(if: Fixtures.has("14-k8s-drift/helm-diff")))
    func helm() async throws {
        guard let folder = Fixtures.folder("14-k8s-drift/helm-diff/manifest/testdata", cases: 12) else { return }
        var compared = 0
        for name in try folder.files(suffix: ".yaml") {
            let text = try folder.text(name)
            let answer = try await Sample.beside(text, text, [], "otherImages: ['**']")
            // Their images are by tag, which no release allows.
            #expect(Set(answer.codes).subtracting([.foreignImage]).isEmpty, "\(name): \(answer.codes)")
            compared += 1
        }
        #expect(compared == 12)
        let kinds = try await Sample.beside(
            try folder.text("deploy_v1.yaml"), try folder.text("deploy_v1beta1.yaml"), [], "otherImages: ['**']")
        #expect(kinds.codes.contains(.otherVersion) || kinds.codes.contains(.missing))
    }

    @Test(
        "arguments that would compare nothing are refused",
        arguments: [
            ("desired: a", "missing-key"), ("live: a", "missing-key"), ("desired: a\nlive: a", "same-sides"),
            ("desired: a\nlive: a/b.json", "same-sides"), ("desired: a/b\nlive: a", "same-sides"),
            ("desired: a\nlive: b\nmoment: during", "unknown-value"),
            ("desired: a\nlive: b\ninventory: shop", "bad-label"),
            ("desired: a\nlive: b\notherImages: [\"a?\"]", "glob-metacharacter"),
        ] as [(String, String)])
    func refused(arguments: String, code: String) {
        #expect(DriftKubernetesCheck.refusal(of: arguments) == code)
    }

    private static func json(_ node: YAMLNode) -> JSON {
        switch node {
        case .sequence(let elements, _): .array(elements.map(json))
        case .mapping(let members, _):
            .object(Dictionary(uniqueKeysWithValues: members.map { ($0.key, json($0.value)) }))
        case .scalar(let text, let plain, _):
            if plain, let number = Int64(text) {
                .integer(number)
            } else if plain, text == "null" {
                .null
            } else {
                .string(text)
            }
        }
    }
}
