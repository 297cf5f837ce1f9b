import Trust

/// What `kubectl diff` predicts, put in the place of what a comparison with the manifests found.
///
/// The server's prediction knows defaults, admission and merging better than any comparison from outside. What it does
/// not know stays from the comparison: members nobody declared, which survive every merge, and objects without a
/// manifest, which `kubectl diff` never looks at. An object that differs from its manifest, and of which the prediction
/// tells nothing at all, was perhaps not asked about: that decides nothing.
struct PredictedChanges {
    let diff: KubectlDiff
    let sensitivity: Sensitivity
    let isReleased: (String) -> Bool

    /// - Parameters:
    ///   - found: what manifests and recorded objects came to.
    ///   - desired: the manifests' objects.
    func overlaid(
        on found: KubernetesComparison.Result, desired: [KubernetesObject]
    ) throws(KubernetesFault) -> KubernetesComparison.Result {
        let wanted = Set(desired.map(\.identity))
        let differing = Set(found.changes.filter { $0.action == .update && $0.desired != nil }.map(\.object))
        let lacking = Set(found.changes.filter { $0.action == .create }.map(\.object))
        var result = found
        result.changes = found.changes.filter { $0.desired == nil }
        var seen = Set(result.changes.map { Place(object: $0.object, path: $0.path) })
        var created: Set<String> = []
        var told: Set<String> = []
        var identities: Set<KubernetesObject.Identity> = []
        for pair in diff.pairs {
            guard let identity = pair.identity, identities.insert(identity).inserted else {
                throw KubernetesFault(Finding(.duplicateObject, "`kubectl diff` tells of an object twice"))
            }
            told.formUnion([pair.live, pair.merged].compactMap { $0?.description })
            for change in changes(of: pair) {
                if change.action == .create { created.insert(change.object) }
                if seen.insert(Place(object: change.object, path: change.path)).inserted {
                    result.changes.append(change)
                }
            }
            // Something to apply that is in no manifest: they were not the manifests that were given.
            if pair.merged != nil, !wanted.contains(identity), !wanted.contains(identity.global) {
                result.doubts.append(contradiction("in no manifest", identity))
            }
        }
        // Fewer manifests may have been given to it than are desired.
        for object in differing.subtracting(told).sorted() {
            result.doubts.append(
                Finding(
                    .contradiction,
                    "`\(Excerpt.of(object, limit: 200))` is recorded otherwise than desired, and `kubectl diff` tells "
                        + "nothing of it"))
        }
        for object in lacking.symmetricDifference(created).sorted() {
            result.doubts.append(contradiction(object, isThere: created.contains(object)))
        }
        return result
    }

    private struct Place: Hashable {
        let object: String
        let path: String
    }

    private func changes(of pair: KubectlDiff.Pair) -> [KubernetesChange] {
        switch (pair.live, pair.merged) {
        case (let live?, let merged?):
            KubernetesDiff.changes(
                desired: merged, live: live, sensitivity: sensitivity, scale: nil, isWhole: true,
                isReleased: isReleased)
        case (nil, let merged?):
            [KubernetesComparison.whole(merged, .create, desired: merged.value, live: nil)]
        case (let live?, nil): [KubernetesComparison.whole(live, .delete, desired: nil, live: live.value)]
        case (nil, nil): []
        }
    }

    private func contradiction(_ clause: String, _ identity: KubernetesObject.Identity) -> Finding<DriftKubernetesCode>
    {
        let name = [identity.kind, identity.namespace, identity.name].filter { !$0.isEmpty }.joined(separator: "/")
        return Finding(.contradiction, "`kubectl diff` tells of `\(Excerpt.of(name, limit: 200))`, which is \(clause)")
    }

    private func contradiction(_ object: String, isThere: Bool) -> Finding<DriftKubernetesCode> {
        let name = Excerpt.of(object, limit: 200)
        return Finding(
            .contradiction,
            isThere
                ? "`kubectl diff` would create `\(name)`, which is recorded or in no manifest"
                : "`\(name)` is not recorded, and `kubectl diff` would not create it")
    }
}

extension KubernetesObject.Identity {
    /// The same of the whole cluster: kinds no list here knows may belong to no namespace.
    fileprivate var global: Self {
        var identity = self
        identity.namespace = ""
        return identity
    }
}
