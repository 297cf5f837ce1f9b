import Trust

/// One place where the live side is not what was desired.
struct Difference: Sendable {
    enum Kind: Sendable {
        case changed, missing, unexpected, retyped
    }

    enum Sides: Sendable {
        case values(desired: DocumentValue?, live: DocumentValue?)
        case entries(desired: TreeEntry?, live: TreeEntry?)
        case contents(desired: Digest, live: Digest)
    }

    let kind: Kind
    /// RFC 6901 pointer within a document, path below the root of a tree; empty for the whole.
    let path: String
    let sides: Sides
    /// The values are not to be shown.
    let isSensitive: Bool

    /// - Parameter livePath: what the location names when the live side has no place of its own.
    func finding(livePath: String, notes: [String] = []) -> Finding<DriftFilesCode> {
        let name = path.isEmpty ? "the whole of `\(livePath)`" : "`\(Excerpt.of(path, limit: 200))`"
        let message =
            switch (kind, shown) {
            case (.missing, (let desired?, _)): "\(name) is missing, desired \(desired)"
            case (.missing, _): "\(name) is missing"
            case (.unexpected, (_, let live?)): "\(name) is \(live), desired nothing"
            case (.unexpected, _): "\(name) is there, desired nothing"
            case (_, (let desired?, let live?)): "\(name) is \(live), desired \(desired)"
            case (_, _): "\(name) differs; its values are masked"
            }
        return Finding(code, message, at: location(livePath: livePath), notes: notes)
    }

    private var code: DriftFilesCode {
        switch kind {
        case .changed: .drifted
        case .missing: .missing
        case .unexpected: .unexpected
        case .retyped: .typeChanged
        }
    }

    private var shown: (desired: String?, live: String?) {
        switch sides {
        case .values(let desired, let live):
            if isSensitive { return (nil, nil) }
            let isRetyped = kind == .retyped
            return (desired.map { Self.text($0, typed: isRetyped) }, live.map { Self.text($0, typed: isRetyped) })
        case .entries(let desired, let live): return (desired?.shown, live?.shown)
        case .contents(let desired, let live): return (desired.short, live.short)
        }
    }

    private static func text(_ value: DocumentValue, typed: Bool) -> String {
        guard typed else { return value.shown }
        return switch value.shape {
        case .null, .array, .object: value.shown
        case .bool: "the boolean \(value.shown)"
        case .number: "the number \(value.shown)"
        case .string: "the string \(value.shown)"
        }
    }

    private func location(livePath: String) -> Location {
        switch sides {
        case .values(_, let value?): value.location
        case .values(_, nil): .pointer(document: livePath, path)
        case .entries: .path(path.isEmpty ? livePath : "\(livePath)/\(path)")
        case .contents: .path(livePath)
        }
    }
}

extension Difference: ExcusableDifference {
    var place: String { path }

    var excuse: IgnoreRule.Reach {
        switch kind {
        case .changed: .pattern
        case .missing, .unexpected, .retyped: .exact
        }
    }
}
