import Trust

/// A version as Semantic Versioning 2.0.0 defines it (semver.org). A leading `v` is no part of one.
struct SemanticVersion: Sendable, Hashable {
    /// Major, minor, patch: digits without leading zeros, of any length.
    let numbers: [String]
    let prerelease: [String]
    let text: String

    private static let longest = 256

    /// Nil for anything else.
    init?(_ text: String) {
        guard text.utf8.count <= Self.longest else { return nil }
        let halves = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        if halves.count == 2 {
            // Build metadata has no part in precedence (§10).
            guard halves[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy(Self.isIdentifier) else {
                return nil
            }
        }
        let parts = halves[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        prerelease =
            parts.count == 2 ? parts[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init) : []
        guard numbers.count == 3, numbers.allSatisfy(Self.isNumber), prerelease.allSatisfy(Self.isIdentifier),
            prerelease.allSatisfy({ !Self.isAllDigits($0) || Self.isNumber($0) })
        else { return nil }
        self.text = text
    }

    var isPrerelease: Bool { !prerelease.isEmpty }

    /// Precedence (§11): negative, zero or positive.
    func compared(to other: SemanticVersion) -> Int {
        for (left, right) in zip(numbers, other.numbers) {
            let order = Self.order(ofNumbers: left, right)
            if order != 0 { return order }
        }
        if isPrerelease != other.isPrerelease { return isPrerelease ? -1 : 1 }
        for (left, right) in zip(prerelease, other.prerelease) {
            let order = Self.order(ofIdentifiers: left, right)
            if order != 0 { return order }
        }
        return (prerelease.count - other.prerelease.count).signum()
    }

    private static func order(ofNumbers left: String, _ right: String) -> Int {
        if left.utf8.count != right.utf8.count { return left.utf8.count < right.utf8.count ? -1 : 1 }
        return order(ofTexts: left, right)
    }

    private static func order(ofIdentifiers left: String, _ right: String) -> Int {
        switch (isAllDigits(left), isAllDigits(right)) {
        case (true, true): order(ofNumbers: left, right)
        case (true, false): -1
        case (false, true): 1
        case (false, false): order(ofTexts: left, right)
        }
    }

    private static func order(ofTexts left: String, _ right: String) -> Int {
        if left.utf8.lexicographicallyPrecedes(right.utf8) { return -1 }
        return left.isExactly(right) ? 0 : 1
    }

    static func isNumber(_ text: some StringProtocol) -> Bool {
        isAllDigits(text) && (text.utf8.first != UInt8(ascii: "0") || text.utf8.count == 1)
    }

    private static func isAllDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isIdentifier(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
