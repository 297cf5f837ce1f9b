import Trust

/// Whether an entry speaks for every credential that manifests and workflows use. What nobody wrote down expires
/// unseen.
struct ReferenceCompleteness: Sendable {
    let manifests: [String]
    let workflows: [String]
    let files: any FileAccess

    struct Outcome: Sendable {
        var findings: [Finding<SecretWindowCode>] = []
        var evidence: [Evidence] = []
        /// Distinct ones, each with the entry that speaks for it.
        var covered: [CredentialReference: String] = [:]
    }

    private enum Language {
        case kubernetes, workflow
    }

    private static let findingLimit = 200

    /// - Parameter known: what entries cover, and Secrets that were read themselves, each with the entry's id.
    func judge(_ known: [(reference: CredentialReference, entry: String)]) async throws(Obstacle) -> Outcome {
        var outcome = Outcome()
        var sightings: [ReferenceSighting] = []
        for path in manifests { sightings += try await read(path, .kubernetes, &outcome) }
        for path in workflows { sightings += try await read(path, .workflow, &outcome) }
        var places: [ReferenceSighting.Target: [Location]] = [:]
        var order: [ReferenceSighting.Target] = []
        for sighting in sightings {
            if places[sighting.target] == nil { order.append(sighting.target) }
            places[sighting.target, default: []].append(sighting.location)
        }
        for target in order {
            let locations = places[target] ?? []
            switch target {
            case .named(let reference):
                if let cover = known.first(where: { $0.reference.covers(reference) }) {
                    outcome.covered[reference] = cover.entry
                } else {
                    outcome.findings.append(Self.uncovered(reference, locations))
                }
            case .dynamic(let text):
                outcome.findings.append(
                    Finding(
                        .dynamicReference, "credentials are used by no name here: `\(Excerpt.of(text))`",
                        at: locations.first, notes: Self.others(locations)))
            }
        }
        if outcome.findings.count > Self.findingLimit {
            let more = outcome.findings.count - Self.findingLimit
            outcome.findings.removeLast(more)
            outcome.findings.append(Finding(.uncoveredReference, "\(more) more references are not covered"))
        }
        if !outcome.covered.isEmpty { outcome.evidence.append(Self.facts(outcome.covered)) }
        return outcome
    }

    private func read(
        _ path: String, _ language: Language, _ outcome: inout Outcome
    ) async throws(Obstacle) -> [ReferenceSighting] {
        guard let contents = try await KubernetesFiles(files: files).read(path) else {
            outcome.findings.append(
                Finding(.absent, "there is no `\(path)` to look for references in", at: .path(path)))
            return []
        }
        outcome.evidence.append(contents.evidence)
        guard !contents.texts.isEmpty else {
            outcome.findings.append(Finding(.nothingRead, "`\(path)` holds no YAML or JSON file", at: .path(path)))
            return []
        }
        var sightings: [ReferenceSighting] = []
        var documents = 0
        for (name, bytes) in contents.texts {
            do throws(Diagnostic) {
                for document in try Self.documents(bytes, name: name) where !document.isVacant {
                    documents += 1
                    switch language {
                    case .kubernetes:
                        var references = ManifestReferences()
                        references.collect(document)
                        sightings += references.sightings
                    case .workflow:
                        var references = WorkflowReferences()
                        references.collect(document)
                        sightings += references.sightings
                    }
                }
            } catch {
                outcome.findings.append(
                    Finding(
                        .unreadable, "`\(name)` cannot be read for references: \(error.message)",
                        at: error.location ?? .path(name), remedy: "render the manifest first", notes: [error.code]))
            }
        }
        if documents == 0, outcome.findings.isEmpty {
            outcome.findings.append(Finding(.nothingRead, "`\(path)` holds nothing but empty files", at: .path(path)))
        }
        return sightings
    }

    private static func documents(_ bytes: [UInt8], name: String) throws(Diagnostic) -> [DocumentValue] {
        do throws(Diagnostic) {
            if ConfigurationFormat.named(by: name) == .json {
                return [try ConfigurationFormat.json.parse(bytes, name: name)]
            }
            do throws(InputError) {
                var limits = YAMLDocument.Limits()
                limits.bytes = bytes.count
                return try YAMLDocument.parseAll(bytes, name: name, limits: limits).map(DocumentValue.yaml)
            } catch {
                throw error.diagnostics.first
            }
        } catch {
            throw SecretDocument.muted(error)
        }
    }

    private static func uncovered(
        _ reference: CredentialReference, _ locations: [Location]
    ) -> Finding<SecretWindowCode> {
        let name = Excerpt.of(reference.description, limit: 200)
        return Finding(
            .uncoveredReference, "no entry covers `\(name)`", at: locations.first,
            remedy: "add `covers: [\"\(name)\"]` to the entry of that credential, or an entry for it",
            notes: others(locations))
    }

    private static func others(_ locations: [Location]) -> [String] {
        let shown = locations.dropFirst().prefix(10).map { "also at \($0)" }
        return shown + (locations.count > 11 ? ["and at \(locations.count - 11) more places"] : [])
    }

    private static func facts(_ covered: [CredentialReference: String]) -> Evidence {
        let members = covered.map { ($0.key.description, JSON.string($0.value)) }
        let document = JSON.object(["references": .object(Dictionary(members) { first, _ in first })])
        let bytes = document.canonicalBytes()
        return Evidence(uri: "references.json", digest: .of(bytes), mediaType: "application/json", content: bytes)
    }
}
