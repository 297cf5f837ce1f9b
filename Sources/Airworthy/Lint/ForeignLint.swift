public import Trust

/// What is wrong in files that other tools read, as far as the files show it. Documents are added first: whether an
/// analysis ends depends on the rollout that asks for it, which may stand in another file.
public struct ForeignLint {
    private var workflows: [Document] = []
    private var objects: [Document] = []

    struct Document {
        let root: YAMLNode
        let lines: SourceLines

        var kind: String { root.member("kind")?.scalar ?? "" }

        /// `AnalysisTemplate/errors`
        var title: String { "\(kind)/\(root.member(at: "metadata", "name")?.scalar ?? "")" }
    }

    private static let nodeLimit = 1_000_000

    public init() {}

    /// Takes a file, if it is one of these.
    /// - Returns: what it is: "workflow", "2 objects"; nil for another kind of file.
    /// - Throws: `yaml-…` for what cannot be parsed, `incomplete-object` for a document among objects that is none.
    public mutating func add(_ bytes: [UInt8], name: String) throws(InputError) -> String? {
        var limits = YAMLDocument.Limits()
        limits.nodes = Self.nodeLimit
        let documents = try YAMLDocument.parseAll(bytes, name: name, limits: limits).filter { !$0.isNothing }
        guard let first = documents.first else { return nil }
        let lines = SourceLines(bytes)
        if documents.count == 1, first.member("jobs") != nil, first.member("on") != nil {
            workflows.append(Document(root: first, lines: lines))
            return "workflow"
        }
        // A file with one object is a file of objects, whatever comes first.
        guard documents.contains(where: Self.isObject) else { return nil }
        for document in documents where !Self.isObject(document) {
            throw InputError(
                "incomplete-object", "this document of `\(name)` has no `apiVersion` or no `kind`",
                at: document.location, remedy: "complete it, or take it out of the file")
        }
        objects += documents.flatMap(Self.flattened).map { Document(root: $0, lines: lines) }
        return documents.count == 1 ? "object" : "\(documents.count) objects"
    }

    /// Every defect of the files added, in their order.
    public func findings() -> [Finding<LintCode>] {
        let templates = Dictionary(grouping: objects.filter { Self.kinds.contains($0.kind) }, by: \.title)
        var findings = workflows.flatMap { WorkflowLint($0).findings() }
        for document in objects {
            findings += ManifestLint(document).findings()
            switch document.kind {
            case "AnalysisTemplate", "ClusterAnalysisTemplate": findings += AnalysisLint(document).findings()
            case "Rollout": findings += RolloutLint(document, templates: templates).findings()
            default: break
            }
        }
        return findings
    }

    static let kinds: Set<String> = ["AnalysisTemplate", "ClusterAnalysisTemplate"]

    /// Our own files have an `apiVersion` of ours, or none.
    private static func isObject(_ node: YAMLNode) -> Bool {
        guard let version = node.member("apiVersion")?.scalar, node.member("kind")?.scalar != nil else { return false }
        return !version.hasPrefix("airworthy")
    }

    private static func flattened(_ node: YAMLNode) -> [YAMLNode] {
        guard node.member("kind")?.scalar?.hasSuffix("List") == true, let items = node.member("items") else {
            return [node]
        }
        return items.elements
    }
}

extension YAMLNode {
    /// A document of comments only.
    fileprivate var isNothing: Bool {
        if case .scalar(let text, let plain, _) = self { ScalarKind(plain: plain, text) == .null } else { false }
    }
}
