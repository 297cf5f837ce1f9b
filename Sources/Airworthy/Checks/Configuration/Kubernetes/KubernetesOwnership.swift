import Trust

/// Whether controllers made a live object, by its chain of owners.
///
/// Anybody who may create an object may write any owner into it. So the owner must be there as the very object that is
/// named, which only its `uid` tells, and must be one of whose kind a controller makes such objects. Nothing makes rights:
/// a role or a binding needs a manifest whatever it says.
struct KubernetesOwnership {
    private let live: [KubernetesObject.Identity: KubernetesObject]
    private let wanted: Set<KubernetesObject.Identity>
    private let declared: Set<Pair>

    /// A kind, and one that its controller makes.
    struct Pair: Sendable, Hashable {
        let owner: Kind
        let made: Kind
    }

    struct Kind: Sendable, Hashable {
        let group: String
        let name: String

        init(_ identity: KubernetesObject.Identity) {
            group = identity.group
            name = identity.kind
        }

        /// `group/Kind`, or `Kind` of the core.
        init(_ text: some StringProtocol) {
            let parts = text.split(separator: "/", maxSplits: 1)
            group = parts.count == 2 ? String(parts[0]) : ""
            name = String(parts.last ?? "")
        }
    }

    /// - Parameter declared: pairs of custom controllers, beside those of the cluster itself.
    init(
        _ live: [KubernetesObject.Identity: KubernetesObject], wanted: Set<KubernetesObject.Identity>,
        declared: Set<Pair>
    ) {
        self.live = live
        self.wanted = wanted
        self.declared = declared
    }

    /// Whether a controller made an object of a desired one, and if not, why its owner does not explain it.
    func origin(of object: KubernetesObject) -> Origin {
        guard object.controller != nil else { return .byHand(nil) }
        var object = object
        // Longer chains are circles.
        for _ in 0..<8 {
            guard let reference = object.controller else { return .byHand("and nobody desired its owner") }
            let pair = Pair(owner: Kind(reference.owner), made: Kind(object.identity))
            guard Self.known.contains(pair) || declared.contains(pair) else {
                let kind = Excerpt.of(reference.owner.kind, limit: 60)
                return .byHand("and no controller known here makes it of a `\(kind)`")
            }
            guard let owner = found(reference.owner) else { return .byHand("and its owner is not there") }
            guard let uid = owner.uid, let named = reference.uid, uid.isExactly(named) else {
                return .byHand("and the owner it names has another `uid`, or none")
            }
            if wanted.contains(owner.identity) { return .made }
            object = owner
        }
        return .byHand("and its owners own each other")
    }

    enum Origin {
        case made
        /// With a clause about the owner it names, if it names one.
        case byHand(String?)
    }

    // A kind no list here knows may belong to the whole cluster.
    private func found(_ owner: KubernetesObject.Identity) -> KubernetesObject? {
        if let object = live[owner] { return object }
        var global = owner
        global.namespace = ""
        return live[global]
    }

    /// What the controllers of Kubernetes and Argo Rollouts make.
    private static let known: Set<Pair> = Set(
        [
            ("apps/DaemonSet", "ControllerRevision", "apps"), ("apps/DaemonSet", "Pod", ""),
            ("apps/Deployment", "ReplicaSet", "apps"), ("apps/ReplicaSet", "Pod", ""),
            ("apps/StatefulSet", "ControllerRevision", "apps"), ("apps/StatefulSet", "PersistentVolumeClaim", ""),
            ("apps/StatefulSet", "Pod", ""), ("argoproj.io/Rollout", "AnalysisRun", "argoproj.io"),
            ("argoproj.io/Rollout", "Experiment", "argoproj.io"), ("argoproj.io/Rollout", "ReplicaSet", "apps"),
            ("batch/CronJob", "Job", "batch"), ("batch/Job", "Pod", ""), ("Node", "Lease", "coordination.k8s.io"),
            ("Node", "Pod", ""), ("ReplicationController", "Pod", ""),
            ("Service", "EndpointSlice", "discovery.k8s.io"),
        ].map { owner, made, group in Pair(owner: Kind(owner), made: Kind("\(group)/\(made)")) })
}

extension KubernetesOwnership {
    // Rights and admission are granted by manifests only.
    private static let neverMade: Set<String> = [
        "admissionregistration.k8s.io", "apiregistration.k8s.io", "rbac.authorization.k8s.io",
    ]

    /// Reads `controllers`.
    static func pairs(from arguments: inout FieldReader) throws(InputError) -> Set<Pair> {
        let place = arguments.place(of: "controllers")
        var pairs: Set<Pair> = []
        for text in try arguments.optionalStrings("controllers") ?? [] {
            let sides = text.split(separator: "=", omittingEmptySubsequences: false)
            let pair = sides.count == 2 ? Pair(owner: Kind(sides[0]), made: Kind(sides[1])) : nil
            guard let pair, !pair.owner.name.isEmpty, !pair.made.name.isEmpty else {
                throw InputError(
                    "bad-controller", "one of `controllers` is `\(text)`, which does not say what makes what",
                    at: place,
                    remedy: "write `group/Owner=group/Made`, such as `cert-manager.io/Certificate=Secret`")
            }
            guard !neverMade.contains(pair.made.group) else {
                throw InputError(
                    "bad-controller", "one of `controllers` is `\(text)`, and what grants rights needs a manifest",
                    at: place, remedy: "add the objects to the manifests, or narrow `inventory`")
            }
            pairs.insert(pair)
        }
        return pairs
    }
}
