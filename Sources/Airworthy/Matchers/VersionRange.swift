import Trust

/// Versions between bounds: `>=1.2 <2`, each part of which must hold. Parts that are left out of a bound are 0.
///
/// A pre-release is in a range only where a bound names a pre-release of the same version: `2.0.0-rc.1` comes before
/// `2.0.0`, and is not what somebody means who writes `<2`.
struct VersionRange: Sendable, Hashable {
    private enum Relation: String, CaseIterable {
        // Longest first: `>=` begins with `>`.
        case atLeast = ">="
        case atMost = "<="
        case more = ">"
        case less = "<"
        case same = "="
    }

    private struct Bound: Sendable, Hashable {
        let relation: Relation
        let version: SemanticVersion

        func admits(_ candidate: SemanticVersion) -> Bool {
            let order = candidate.compared(to: version)
            return switch relation {
            case .atLeast: order >= 0
            case .atMost: order <= 0
            case .more: order > 0
            case .less: order < 0
            case .same: order == 0
            }
        }
    }

    private static let mostBounds = 16

    let source: String
    private let bounds: [Bound]

    /// - Throws: `bad-version-range`.
    init(_ source: String) throws(Diagnostic) {
        let parts = source.split(separator: " ")
        guard !parts.isEmpty, parts.count <= Self.mostBounds else { throw Self.fault(source) }
        var bounds: [Bound] = []
        for part in parts {
            guard let relation = Relation.allCases.first(where: { part.hasPrefix($0.rawValue) }),
                let version = Self.version(part.dropFirst(relation.rawValue.count))
            else { throw Self.fault(source) }
            bounds.append(Bound(relation: relation, version: version))
        }
        self.source = source
        self.bounds = bounds
    }

    func contains(_ version: SemanticVersion) -> Bool {
        if version.isPrerelease {
            guard bounds.contains(where: { $0.version.isPrerelease && $0.version.numbers == version.numbers }) else {
                return false
            }
        }
        return bounds.allSatisfy { $0.admits(version) }
    }

    private static func version(_ text: Substring) -> SemanticVersion? {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count < 3, numbers.allSatisfy({ SemanticVersion.isNumber($0) }) else {
            return SemanticVersion(String(text))
        }
        return SemanticVersion(text + String(repeating: ".0", count: 3 - numbers.count))
    }

    private static func fault(_ source: String) -> Diagnostic {
        Diagnostic(
            "bad-version-range", "`\(Excerpt.of(source))` is no range of versions",
            remedy: "write bounds such as `>=1.2 <2`, or `=1.2.3` for one version")
    }
}

extension VersionRange: CustomStringConvertible {
    var description: String { source }
}
