/// A pattern over the whole of a text made of components separated by `/`: image repositories, paths, URIs.
///
/// `*` stands for any characters within one component, `**` for any characters at all, both for none as well. Every
/// other character stands for itself. Always anchored at both ends: `ghcr.io/org/*` is neither `ghcr.io/org/a/b` nor
/// `ghcr.io/organization`.
public struct Glob: Sendable, Hashable {
    private enum Token: Hashable {
        case byte(UInt8)
        /// Any run without `/`.
        case component
        /// Any run.
        case anything
    }

    /// Longest pattern accepted, in bytes: matching costs pattern times text.
    public static let maximumLength = 1_024

    public let pattern: String
    private let tokens: [Token]

    /// Throws `glob-empty`, `glob-too-long`, `glob-stars` (three or more in a row), or `glob-metacharacter` for what
    /// other languages of patterns give a meaning: to match such a character literally is never what was meant.
    public init(_ pattern: String) throws(Diagnostic) {
        guard !pattern.isEmpty else {
            throw Diagnostic("glob-empty", "an empty pattern", remedy: "Write `**` to match everything.")
        }
        guard pattern.utf8.count <= Self.maximumLength else {
            throw Diagnostic("glob-too-long", "a pattern of more than \(Self.maximumLength) bytes")
        }
        var tokens: [Token] = []
        let bytes = Array(pattern.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "*"):
                let stars = bytes[index...].prefix { $0 == UInt8(ascii: "*") }.count
                guard stars <= 2 else {
                    throw Diagnostic(
                        "glob-stars", "\(stars) stars in a row in the pattern `\(pattern)`",
                        remedy: "Write `*` for one component or `**` for any number.")
                }
                tokens.append(stars == 1 ? .component : .anything)
                index += stars
                continue
            case UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
                UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "|"), 0...0x20, 0x7F:
                throw Diagnostic(
                    "glob-metacharacter", "the pattern `\(pattern)` has a character patterns do not have",
                    remedy: "Use only `*` and `**`; list alternatives as several patterns.")
            default:
                tokens.append(.byte(byte))
            }
            index += 1
        }
        self.pattern = pattern
        self.tokens = tokens
    }

    /// Compares bytes, so case and Unicode normalisation count.
    ///
    /// Follows all ways through the pattern at once instead of trying them in turn: the time is the length of the
    /// text times that of the pattern, whatever either says.
    public func matches(_ text: String) -> Bool {
        var alive = [Bool](repeating: false, count: tokens.count + 1)
        alive[0] = true
        skipStars(&alive)
        for byte in text.utf8 {
            var next = [Bool](repeating: false, count: tokens.count + 1)
            for (place, token) in tokens.enumerated() where alive[place] {
                switch token {
                case .byte(let expected): if byte == expected { next[place + 1] = true }
                case .component: if byte != UInt8(ascii: "/") { next[place] = true }
                case .anything: next[place] = true
                }
            }
            skipStars(&next)
            alive = next
        }
        return alive[tokens.count]
    }

    /// A star may stand for nothing: where its place is reached, so is the next one.
    private func skipStars(_ alive: inout [Bool]) {
        for (place, token) in tokens.enumerated() where alive[place] {
            if case .byte = token { continue }
            alive[place + 1] = true
        }
    }
}

extension Glob: CustomStringConvertible {
    public var description: String { pattern }
}
