import Trust

/// One difference between the desired and the live side: an object, or one place of one.
struct KubernetesChange: Sendable {
    /// `apiVersion/kind/namespace/name`.
    let object: String
    let action: IntendedObjectChange.Action
    /// RFC 6901, with `key=value` for an element of a keyed list; empty for a whole object.
    let path: String
    let desired: DocumentValue?
    let live: DocumentValue?
    let isSensitive: Bool
    /// The place decides what runs, as whom or with what rights: only a rule that names it excuses it.
    let isGuarded: Bool
    /// The release says this itself: its image in the place of another.
    let isDerived: Bool
    /// A clause for messages: why a member is judged at all.
    let reason: String?

    /// Whether two values differ; otherwise one side has none.
    var isReplacement: Bool { desired != nil && live != nil }

    func finding(livePath: String, before: Bool, notes: [String]) -> Finding<DriftKubernetesCode> {
        let code: DriftKubernetesCode =
            switch (desired, live) {
            case (.some, nil): .missing
            case (nil, _): .unexpected
            case (.some, .some): .drifted
            }
        return Finding(code, sentence(before: before), at: location(livePath: livePath), notes: notes)
    }

    private func sentence(before: Bool) -> String {
        let name = "`\(Excerpt.of(object, limit: 200))`"
        let clause = reason.map { ", \($0)" } ?? ""
        let undeclared = before ? ", and no such change is declared" : ""
        switch action {
        case .create: return "\(name) is missing\(undeclared)"
        case .delete: return "\(name) is there, desired nothing\(clause)\(undeclared)"
        case .update: break
        }
        let place = "\(name) `\(Excerpt.of(path, limit: 200))`"
        if isSensitive {
            let word = isReplacement ? "differs" : desired == nil ? "is there, desired nothing" : "is missing"
            return "\(place) \(word) (masked)\(clause)\(undeclared)"
        }
        switch (desired, live) {
        case (let desired?, nil): return "\(place) is missing, desired \(desired.shown)\(clause)\(undeclared)"
        case (let desired?, let live?):
            return "\(place) is \(live.shown), desired \(desired.shown)\(clause)\(undeclared)"
        case (nil, let live): return "\(place) is \(live?.shown ?? "there"), desired nothing\(clause)\(undeclared)"
        }
    }

    private func location(livePath: String) -> Location {
        live?.location ?? .pointer(document: livePath, path)
    }
}

extension KubernetesChange: ExcusableDifference {
    var place: String { object + path }

    var excuse: IgnoreRule.Reach {
        guard action == .update else { return .none }
        return isReplacement && !isGuarded ? .pattern : .exact
    }
}
