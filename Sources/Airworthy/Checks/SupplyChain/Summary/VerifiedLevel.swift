import Trust

/// One thing a verifier certifies (SLSA verification summary, SlsaResult): a level of a track, which implies the lower
/// ones of that track and nothing of another, or a label that means only itself.
enum VerifiedLevel: Sendable, Hashable {
    case level(Int, track: String)
    case label(String)

    /// What a verifier writes that does not want to say; it is not level 0.
    static let unevaluated = "UNEVALUATED"
    private static let prefix = "SLSA_"
    private static let infix = "_LEVEL_"

    init(_ text: String) {
        if let (track, number) = Self.parts(of: text), let level = Self.number(number) {
            self = .level(level, track: track)
        } else {
            self = .label(text)
        }
    }

    /// Whether a verifier that certifies `other` has certified this.
    func isMet(by other: VerifiedLevel) -> Bool {
        switch (self, other) {
        case (.level(let wanted, let track), .level(let found, let otherTrack)):
            track.isExactly(otherTrack) && found >= wanted
        case (.label(let wanted), .label(let found)): wanted.isExactly(found)
        case (.level, .label), (.label, .level): false
        }
    }

    /// The track `text` is about, whatever it says of it; nil when it is about none.
    static func track(of text: String) -> String? { parts(of: text)?.track }

    /// Looks like a level and is none: `SLSA_BUILD_LEVEL_X`. Nobody may use names of their own that begin like that.
    static func isMisspelt(_ text: String) -> Bool {
        guard let (_, number) = parts(of: text) else { return false }
        return Self.number(number) == nil && !number.isExactly(unevaluated)
    }

    private static func parts(of text: String) -> (track: String, number: Substring)? {
        guard text.utf8.starts(with: prefix.utf8), let found = text.ranges(of: infix).last else { return nil }
        let start = text.index(text.startIndex, offsetBy: prefix.count)
        guard start < found.lowerBound else { return nil }
        return (String(text[start..<found.lowerBound]), text[found.upperBound...])
    }

    private static func number(_ digits: Substring) -> Int? {
        guard (1...3).contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return digits.count > 1 && digits.first == "0" ? nil : Int(digits)
    }
}

extension VerifiedLevel: CustomStringConvertible {
    var description: String {
        switch self {
        case .level(let level, let track): Self.prefix + track + Self.infix + String(level)
        case .label(let text): text
        }
    }
}
