/// A tag that is a version: `v1`, `v1.2`, `v1.2.3`, `v1.2.3-rc.1` (semver.org, with Go's leading `v` and short forms).
/// Build metadata is read and forgotten, as precedence ignores it.
struct VersionTag: Sendable, Hashable {
    private let major: Int
    private let minor: Int?
    private let patch: Int?
    private let prerelease: String?

    init?(_ text: some StringProtocol) {
        guard text.utf8.first == UInt8(ascii: "v"), text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        var rest = text.dropFirst()[...]
        if let plus = rest.firstIndex(of: "+") {
            guard Self.areIdentifiers(rest[rest.index(after: plus)...]) else { return nil }
            rest = rest[..<plus]
            guard rest.prefix(while: { $0 != "-" }).split(separator: ".").count == 3 else { return nil }
        }
        if let dash = rest.firstIndex(of: "-") {
            let identifiers = rest[rest.index(after: dash)...]
            guard Self.areIdentifiers(identifiers) else { return nil }
            prerelease = String(identifiers)
            rest = rest[..<dash]
        } else {
            prerelease = nil
        }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Self.number($0) }
        guard (1...3).contains(parts.count), numbers.count == parts.count, prerelease == nil || parts.count == 3 else {
            return nil
        }
        major = numbers[0]
        minor = numbers.count > 1 ? numbers[1] : nil
        patch = numbers.count > 2 ? numbers[2] : nil
    }

    /// Whether a build of `tag` is one of this version: what is written here must be so there, and what is missing there
    /// is zero. `v13` admits `v13.0.30`; `v13.0.30` does not admit `v13`. A pre-release is admitted by its own name only.
    func admits(_ tag: VersionTag) -> Bool {
        guard major == tag.major, minor.map({ $0 == tag.minor ?? 0 }) ?? true else { return false }
        return (patch.map { $0 == tag.patch ?? 0 } ?? true) && prerelease == tag.prerelease
    }

    private static func number(_ digits: some StringProtocol) -> Int? {
        guard (1...9).contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return digits.count > 1 && digits.first == "0" ? nil : Int(digits)
    }

    private static func areIdentifiers(_ text: some StringProtocol) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { identifier in
            !identifier.isEmpty && identifier.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        }
    }
}
