import Trust

/// Defects of a Kubernetes manifest that need no cluster to be seen.
struct ManifestLint {
    typealias Code = LintCode

    private let document: ForeignLint.Document

    init(_ document: ForeignLint.Document) {
        self.document = document
    }

    func findings() -> [Finding<Code>] {
        var findings: [Finding<Code>] = []
        visit(document.root, &findings)
        return findings
    }

    private static let containers: Set<String> = ["containers", "ephemeralContainers", "initContainers"]
    /// Maps of texts: the API refuses a number in them, and what renders them may have rounded it already.
    private static let texts: Set<String> = ["annotations", "labels", "matchLabels", "nodeSelector", "stringData"]

    private func visit(_ node: YAMLNode, _ findings: inout [Finding<Code>]) {
        for member in node.members {
            if Self.containers.contains(member.key) {
                for container in member.value.elements { judge(container, &findings) }
            }
            let isMap = Self.texts.contains(member.key) || member.key == "data" && isConfigMap
            if isMap {
                for text in member.value.members where text.value.isUnquoted && text.value.scalar != nil {
                    unquoted(text.key, text.value, &findings)
                }
            }
            visit(member.value, &findings)
        }
        for element in node.elements { visit(element, &findings) }
    }

    private var isConfigMap: Bool { document.root.member("kind")?.scalar == "ConfigMap" }

    private func judge(_ container: YAMLNode, _ findings: inout [Finding<Code>]) {
        for variable in container.member("env")?.elements ?? [] {
            if let value = variable.member("value"), value.isUnquoted {
                unquoted(variable.member("name")?.scalar ?? "value", value, &findings)
            }
        }
        guard let image = container.member("image"), let text = image.scalar else { return }
        // A template's or an overlay's place holder is no name yet.
        if text.isEmpty || text.contains("$(") || text.contains("{{") { return }
        guard let reference = Self.reference(text) else {
            findings.append(Finding(.imageInvalid, "`\(Excerpt.of(text))` is no image's name", at: image.location))
            return
        }
        if reference.digest == nil {
            findings.append(Finding(.imageNotPinned, "`\(Excerpt.of(text))` has no digest", at: image.location))
        }
    }

    /// Also names without a host, which Kubernetes reads as Docker Hub's.
    private static func reference(_ text: String) -> ImageReference? {
        (try? ImageReference(text)) ?? (try? ImageReference("docker.io/\(text)"))
    }

    private func unquoted(_ name: String, _ node: YAMLNode, _ findings: inout [Finding<Code>]) {
        // Null says that there is nothing.
        if case .scalar(let text, let plain, _) = node, ScalarKind(plain: plain, text) == .null { return }
        findings.append(Finding(.unquotedText, "`\(Excerpt.of(name))` is \(node.noun), not a text", at: node.location))
    }
}
