import Trust

/// What SLSA provenance says of a build, in one vocabulary for v0.2 and v1. Everything here is a claim of whoever signed
/// the statement.
struct ProvenanceStatement: Sendable, Hashable {
    static let version1 = "https://slsa.dev/provenance/v1"
    static let version02 = "https://slsa.dev/provenance/v0.2"
    /// Compared exactly.
    static let types = [version1, version02]
    /// v0.1 names its members otherwise and means other things by them (`recipe`, `definedInMaterial`), the draft of v1
    /// had members that v1 has not. Neither is written any more.
    static let unreadTypes = ["https://slsa.dev/provenance/v0.1", "https://slsa.dev/provenance/v1.0?draft"]

    /// Where the build was configured from.
    struct Source: Sendable, Hashable {
        let uri: String
        /// Nil when `uri` names no repository beyond doubt.
        let repository: RepositoryURI?
        /// `refs/heads/main`.
        let ref: String?
        /// Of a commit, in hexadecimal.
        let revision: String?
        /// Which parameters said so, as paths into ``parameters``.
        let places: Places
    }

    struct Places: Sendable, Hashable {
        var repository: [String] = []
        var ref: [String] = []
        var revision: [String] = []
    }

    /// A repository among the materials, or resolved dependencies.
    struct Material: Sendable, Hashable {
        let repository: RepositoryURI
        let ref: String?
        let revision: String?
    }

    let title: String
    let builderID: String
    let buildType: String
    /// Empty where the statement does not say, or in a way its build type does not define here. Several where the
    /// configuration and what is built come from different places: all of them made the artifact what it is.
    let sources: [Source]
    let materials: [Material]
    /// Whether anything is listed among the materials, repository or not.
    let listsMaterials: Bool
    /// `externalParameters` of v1, `invocation.parameters` of v0.2, always an object. What GitHub was told when
    /// somebody started the workflow by hand stands under `inputs`, where v1 has it.
    let parameters: JSON
    /// As written; nil when the statement does not say.
    let finished: String?

    init(_ statement: Statement) throws(PredicateFault) {
        guard let predicate = statement.predicate else { throw PredicateFault.absent }
        let fields = try PredicateFields(predicate, "predicate")
        if statement.predicateType.isExactly(Self.version1) {
            try self.init(version1: fields)
        } else {
            try self.init(version02: fields)
        }
    }

    init(
        title: String, builderID: String, buildType: String, sources: [Source], materials: [JSONValue],
        parameters: JSON, finished: String?
    ) throws(PredicateFault) {
        self.title = title
        self.builderID = builderID
        self.buildType = buildType
        self.sources = sources
        self.parameters = parameters
        self.finished = finished
        listsMaterials = !materials.isEmpty
        var found: [Material] = []
        for value in materials {
            let fields = try PredicateFields(value, "material")
            guard let uri = try fields.optionalText("uri"), let located = RepositoryURI.locate(uri) else { continue }
            found.append(
                Material(
                    repository: located.repository, ref: located.ref,
                    revision: try Self.revision(fields.optionalObject("digest"))))
        }
        self.materials = found
    }

    /// The materials that are this source: same repository, and the same ref and commit where both say one.
    func materials(of source: Source) -> [Material] {
        materials.filter { material in
            material.repository == source.repository
                && Self.agree(material.ref, source.ref) && Self.agree(material.revision, source.revision)
        }
    }

    /// Commits of everything the build was configured from; empty when the statement does not say.
    var revisions: [String] {
        var found: [String] = []
        for source in sources {
            let claimed = source.revision.map { [$0] } ?? materials(of: source).compactMap(\.revision)
            // A source of which no commit is known is not covered by what is known of another.
            guard !claimed.isEmpty else { return [] }
            found += claimed.filter { !found.contains($0) }
        }
        return found
    }

    private static func agree(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return true }
        return one.isExactly(other)
    }

    /// The commit of a digest set: `gitCommit`, which v0.2 calls `sha1`.
    static func revision(_ digests: PredicateFields?) throws(PredicateFault) -> String? {
        guard let digests else { return nil }
        if let commit = try digests.optionalText("gitCommit") { return commit }
        return try digests.optionalText("sha1")
    }
}

extension PredicateFault {
    /// A statement without a predicate says nothing at all.
    static let absent = PredicateFault(message: "the statement has no predicate", pointer: "/predicate")

    private init(message: String, pointer: String) {
        self.message = message
        self.pointer = pointer
    }
}
