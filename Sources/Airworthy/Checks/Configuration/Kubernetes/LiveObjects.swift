import Trust

/// The live side: objects that were recorded, or that are asked of the cluster.
struct LiveObjects: Sendable {
    enum Source: Sendable {
        case recording(String)
        case cluster(kubeconfig: String, context: String?, [ClusterResource])
    }

    let objects: [KubernetesObject]
    let evidence: Evidence
    /// How messages call it.
    let name: String
    /// What was asked of the cluster; nil for a recording, which does not say.
    private let listing: ClusterObjects.Listing?

    /// Desired objects of a kind or a namespace that the cluster was not asked for: nobody can tell whether they are there.
    func uncovered(_ desired: [KubernetesObject]) -> [Finding<DriftKubernetesCode>] {
        guard let listing else { return [] }
        return desired.filter { !listing.covers($0) }.prefix(50).map { object in
            Finding(
                .notListed, "`\(Excerpt.of(object.description, limit: 200))` is of no resource that was listed",
                at: object.value.location)
        }
    }

    static func read(
        _ source: Source, in world: World
    ) async throws(Obstacle) -> Result<LiveObjects, KubernetesFault> {
        switch source {
        case .recording(let path):
            guard let recorded = try await KubernetesFiles(files: world.files).read(path) else {
                return .failure(KubernetesFault(Finding(.absent, "there is no `\(path)`", at: .path(path))))
            }
            return Result { () throws(KubernetesFault) in try LiveObjects(recorded, at: path) }
        case .cluster(let kubeconfig, let context, let resources):
            let access = try await ClusterAccess.read(kubeconfig, context: context, world.files)
            let listing = try await ClusterObjects(http: world.http, access: access).list(resources)
            return listing.map { listing in
                LiveObjects(
                    objects: listing.objects, evidence: listing.evidence, name: access.server, listing: listing)
            }
        }
    }

    private init(_ recorded: KubernetesFiles.Contents, at path: String) throws(KubernetesFault) {
        // What is recorded says its namespace, or has none.
        var reader = KubernetesObjectReader(namespace: nil)
        for text in recorded.texts { try reader.read(text.bytes, name: text.name) }
        // `kubectl` writes a list even of nothing; an empty file is what its failure leaves behind.
        guard reader.documents > 0 else {
            throw KubernetesFault(Finding(.invalid, "`\(path)` holds no document", at: .path(path)))
        }
        self.init(objects: reader.objects, evidence: recorded.evidence, name: path, listing: nil)
    }

    private init(
        objects: [KubernetesObject], evidence: Evidence, name: String, listing: ClusterObjects.Listing?
    ) {
        self.objects = objects
        self.evidence = evidence
        self.name = name
        self.listing = listing
    }
}

extension LiveObjects.Source {
    /// Reads `live`, or `kubeconfig` and what belongs to it.
    init(from arguments: inout FieldReader) throws(InputError) {
        let live = try arguments.optionalString("live")
        let kubeconfig = try arguments.optionalString("kubeconfig")
        let context = try arguments.optionalString("kubeContext")
        let place = arguments.place(of: "resources")
        let resources = try (arguments.optionalStrings("resources") ?? []).map { (text) throws(InputError) in
            try ClusterResource(text, at: place)
        }
        if let live {
            guard kubeconfig == nil, context == nil, resources.isEmpty else {
                throw InputError(
                    "two-sources", "the live side is recorded in `live`, and asked of a cluster",
                    at: arguments.place(of: "live"), remedy: "keep `live`, or `kubeconfig` and `resources`")
            }
            self = .recording(live)
            return
        }
        guard let kubeconfig else { throw arguments.missing("live") }
        guard !resources.isEmpty else { throw arguments.missing("resources") }
        self = .cluster(kubeconfig: kubeconfig, context: context, resources)
    }
}
