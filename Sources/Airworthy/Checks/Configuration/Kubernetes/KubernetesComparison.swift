import Trust

/// Compares all desired objects with all live ones. Pure.
struct KubernetesComparison {
    let sensitivity: Sensitivity
    /// `key=value` of the label by which live objects are counted as ours; nil for all of them.
    let inventory: (key: String, value: String)?
    /// What custom controllers make.
    let controllers: Set<KubernetesOwnership.Pair>
    let isReleased: (String) -> Bool

    struct Result {
        var changes: [KubernetesChange] = []
        /// Objects that cannot be compared.
        var doubts: [Finding<DriftKubernetesCode>] = []
        var compared = 0
    }

    private static let doubtLimit = 50

    func compare(desired: [KubernetesObject], live: [KubernetesObject]) throws(KubernetesFault) -> Result {
        let found = try KubernetesObjectReader.indexed(live)
        let wanted = try KubernetesObjectReader.indexed(desired.map { Self.resolved($0, found) })
        let scales = Self.scales(in: wanted.values)
        var result = Result()
        for object in desired.map({ Self.resolved($0, found) }) {
            result.compared += 1
            guard let other = found[object.identity] else {
                result.changes.append(Self.whole(object, .create, desired: object.value, live: nil))
                continue
            }
            guard other.apiVersion.isExactly(object.apiVersion) else {
                // One decides, and each place costs a walk through its document.
                guard result.doubts.count < Self.doubtLimit else { continue }
                result.doubts.append(
                    Finding(
                        .otherVersion,
                        "`\(Excerpt.of(object.description, limit: 200))` is recorded in `\(Excerpt.of(other.apiVersion))`",
                        at: other.value.location))
                continue
            }
            result.changes += KubernetesDiff.changes(
                desired: object, live: other, sensitivity: sensitivity, scale: scales[object.identity],
                isReleased: isReleased)
        }
        let ownership = KubernetesOwnership(found, wanted: Set(wanted.keys), declared: controllers)
        let recorded = Set(found.keys)
        for object in live where wanted[object.identity] == nil {
            guard isOurs(object), !KubernetesNoise.isGenerated(object, beside: recorded) else { continue }
            guard case .byHand(let reason) = ownership.origin(of: object) else { continue }
            result.changes.append(Self.whole(object, .delete, desired: nil, live: object.value, reason: reason))
        }
        return result
    }

    private func isOurs(_ object: KubernetesObject) -> Bool {
        guard let inventory else { return true }
        return object.value.member(at: "metadata", "labels", inventory.key)?.string?.isExactly(inventory.value) == true
    }

    // A kind no list here knows may belong to the whole cluster, whatever namespace was assumed for it.
    private static func resolved(
        _ object: KubernetesObject, _ live: [KubernetesObject.Identity: KubernetesObject]
    ) -> KubernetesObject {
        guard live[object.identity] == nil, object.value.member(at: "metadata", "namespace") == nil else {
            return object
        }
        var global = object
        global.identity.namespace = ""
        return live[global.identity] == nil ? object : global
    }

    static func whole(
        _ object: KubernetesObject, _ action: IntendedObjectChange.Action, desired: DocumentValue?,
        live: DocumentValue?, reason: String? = nil
    ) -> KubernetesChange {
        KubernetesChange(
            object: object.description, action: action, path: "", desired: desired, live: live,
            isSensitive: object.identity.isSecret, isGuarded: true, isDerived: false, reason: reason)
    }

    /// The bounds of every desired autoscaler, by what it scales. One that only the cluster has excuses nothing.
    private static func scales(
        in objects: some Sequence<KubernetesObject>
    ) -> [KubernetesObject.Identity: ClosedRange<Int>] {
        var scales: [KubernetesObject.Identity: ClosedRange<Int>] = [:]
        for object in objects where object.identity.kind == "HorizontalPodAutoscaler" {
            guard let spec = object.value.member("spec"), let target = spec.member("scaleTargetRef"),
                let kind = target.member("kind")?.string, let name = target.member("name")?.string,
                let most = spec.member("maxReplicas").flatMap({ Int($0.shown) })
            else { continue }
            let identity = KubernetesObject.Identity(
                apiVersion: target.member("apiVersion")?.string ?? "", kind: kind,
                namespace: object.identity.namespace, name: name)
            let least = spec.member("minReplicas").flatMap { Int($0.shown) } ?? 1
            if least <= most { scales[identity] = least...most }
        }
        return scales
    }
}
