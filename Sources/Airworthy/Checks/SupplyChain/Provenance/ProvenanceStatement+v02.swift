import Trust

/// SLSA provenance v0.2 (slsa.dev/provenance/v0.2): slsa-github-generator, npm until 2023, Tekton Chains.
extension ProvenanceStatement {
    private static let generator = "https://github.com/slsa-framework/slsa-github-generator/"

    init(version02 predicate: PredicateFields) throws(PredicateFault) {
        let buildType = try predicate.text("buildType")
        let invocation = try predicate.optionalObject("invocation")
        try self.init(
            title: "SLSA v0.2", builderID: try predicate.object("builder").text("id"), buildType: buildType,
            sources: try Self.source(invocation?.optionalObject("configSource")).map { [$0] } ?? [],
            materials: try predicate.optionalElements("materials") ?? [],
            parameters: try Self.parameters(invocation, buildType: buildType),
            finished: try predicate.optionalObject("metadata")?.optionalText("buildFinishedOn"))
    }

    private static func source(_ config: PredicateFields?) throws(PredicateFault) -> Source? {
        guard let config, let uri = try config.optionalText("uri"), !uri.isEmpty else { return nil }
        let located = RepositoryURI.locate(uri)
        return Source(
            uri: uri, repository: located?.repository, ref: located?.ref,
            revision: try revision(config.optionalObject("digest")), places: Places())
    }

    private static func parameters(
        _ invocation: PredicateFields?, buildType: String
    ) throws(PredicateFault) -> JSON {
        var parameters: [String: JSON] = [:]
        // Any JSON is allowed here (v0.2, `invocation.parameters`); what has no names can be asked for by none.
        if let value = invocation?.optional("parameters") {
            if case .object(let members) = value.json { parameters = members } else { parameters[""] = value.json }
        }
        guard buildType.hasPrefix(generator), let environment = try invocation?.optionalObject("environment"),
            try environment.optionalText("github_event_name") == "workflow_dispatch",
            let inputs = try environment.optionalObject("github_event_payload")?.optional("inputs")
        else { return .object(parameters) }
        parameters["inputs"] = parameters["inputs"] ?? inputs.json
        return .object(parameters)
    }
}
