import Trust

/// Steps from a Preflight, HostPreflight or SupportBundle. Its analyzers judge what collectors brought home; here a step
/// asks for itself, and so only an analyzer whose question can be asked again becomes one.
struct TroubleshootImport {
    private static let kinds: Set = ["Preflight", "HostPreflight", "SupportBundle"]

    static func read(_ root: YAMLNode, into draft: inout ImportDraft) throws(InputError) {
        var document = try FieldReader(root, as: "the document")
        let kind = try document.string("kind")
        guard kinds.contains(kind) else {
            throw InputError(
                "not-troubleshoot", "a `\(Excerpt.of(kind))` is none of Preflight, HostPreflight and SupportBundle",
                at: document.place(of: "kind"), remedy: "take the specification out of what it is wrapped in")
        }
        var spec = try FieldReader(try document.requiredNode("spec"), as: "`spec`")
        var requests = TroubleshootRequests()
        for key in ["collectors", "hostCollectors"] {
            for node in try spec.optionalList(key) ?? [] { try requests.note(node, key, into: &draft) }
        }
        for key in ["analyzers", "hostAnalyzers"] {
            for node in try spec.optionalList(key) ?? [] {
                guard var analyzer = try TroubleshootAnalyzer(node) else {
                    draft.leave("an element of `\(key)`", "is no mapping of one analyzer", at: node.location)
                    continue
                }
                try carry(&analyzer, requests, ofHosts: key == "hostAnalyzers", into: &draft)
            }
        }
        for member in spec.unread {
            draft.leave("`\(Excerpt.of(member.key))` of `spec`", "has no equal here", at: member.location)
        }
    }

    private static func carry(
        _ analyzer: inout TroubleshootAnalyzer, _ requests: TroubleshootRequests, ofHosts: Bool,
        into draft: inout ImportDraft
    ) throws(InputError) {
        guard !analyzer.isExcluded else {
            return draft.leave(analyzer.label, "is excluded there, and nothing asks for it", at: analyzer.location)
        }
        guard !analyzer.isMalformed else {
            return draft.leave(
                analyzer.label, "has an outcome that is none of `fail`, `warn` and `pass`", at: analyzer.location)
        }
        guard let severity = analyzer.severity else {
            return draft.leave(
                analyzer.label, "has no outcome that fails or warns, so it could never fail", at: analyzer.location)
        }
        guard let (uses, arguments) = question(&analyzer, requests, ofHosts: ofHosts) else {
            return draft.leave(analyzer.label, analyzer.reason, at: analyzer.location, remedy: analyzer.remedy)
        }
        var step = ImportedStep(analyzer.title, analyzer.title, uses: uses, arguments, at: analyzer.location)
        step.severity = severity
        step.guidance = analyzer.guidance
        if uses == "command" {
            draft.note(
                "kubectl finds its cluster by KUBECONFIG: write it under `environment` of each step that runs it")
        }
        try draft.carry(step)
        for member in analyzer.unread {
            draft.leave("`\(Excerpt.of(member.key))` of \(analyzer.label)", "has no equal here", at: member.location)
        }
    }

    /// - Returns: nil with the analyzer's `reason` set.
    private static func question(
        _ analyzer: inout TroubleshootAnalyzer, _ requests: TroubleshootRequests, ofHosts: Bool
    ) -> (uses: String, [(key: String, value: ImportedValue)])? {
        switch analyzer.kind {
        case "customResourceDefinition":
            return existence(
                &analyzer, "crd", "customresourcedefinition.apiextensions.k8s.io",
                name: analyzer.text("customResourceDefinitionName"))
        case "storageClass":
            return existence(
                &analyzer, "storageclass", "storageclass.storage.k8s.io", name: analyzer.text("storageClassName"))
        case "ingress":
            return existence(
                &analyzer, "ingress", "ingress.networking.k8s.io", name: analyzer.text("ingressName"),
                namespace: analyzer.text("namespace") ?? "default")
        case "secret":
            return existence(
                &analyzer, "secret", "secret", name: analyzer.text("secretName"),
                namespace: analyzer.text("namespace") ?? "default")
        case "configMap":
            return existence(
                &analyzer, "configmap", "configmap", name: analyzer.text("configMapName"),
                namespace: analyzer.text("namespace") ?? "default")
        case "http", "textAnalyze", "jsonCompare":
            return requests.question(&analyzer, ofHosts: ofHosts).map { ("http", $0) }
        default:
            return nil
        }
    }

    /// `kubectl get … -o name` prints the one name, or fails.
    private static func existence(
        _ analyzer: inout TroubleshootAnalyzer, _ resource: String, _ group: String, name: String?,
        namespace: String? = nil
    ) -> (uses: String, [(key: String, value: ImportedValue)])? {
        guard let name, !name.isEmpty, !name.hasPrefix("-") else {
            analyzer.reason = "names nothing that could be asked for"
            return nil
        }
        guard !analyzer.hasConditions else {
            analyzer.reason = "has outcomes with conditions, and only whether it exists can be asked"
            return nil
        }
        // Asking for one key would print what is under it.
        guard analyzer.text("key") == nil else {
            analyzer.reason = "asks for one key, and kubectl tells only by printing what may be secret"
            analyzer.remedy = "ask with a `command` of your own that prints the key's name alone"
            return nil
        }
        let place = namespace.map { ["-n", $0] } ?? []
        var arguments = ImportedStep.command(
            ["kubectl", "get", resource, name] + place + ["-o", "name"],
            output: [("lines", .texts(["\(group)/\(name)"]))])
        arguments.insert(("environment", .map([("PATH", .text("/usr/local/bin:/usr/bin:/bin"))])), at: 2)
        return ("command", arguments)
    }
}
