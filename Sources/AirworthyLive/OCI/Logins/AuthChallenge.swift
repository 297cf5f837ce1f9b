/// One challenge of a `WWW-Authenticate` header (RFC 9110 §11.6.1): what a registry wants to see before it answers.
struct AuthChallenge: Sendable, Hashable {
    /// In lower case: `basic`, `bearer`.
    let scheme: String
    /// Names in lower case. Of two equal names the first counts.
    let parameters: [String: String]

    /// Every challenge in `header`, in order. What cannot be read ends the list: a challenge that was half understood
    /// must not decide where a password goes.
    static func all(in header: String) -> [AuthChallenge] {
        guard header.utf8.count <= 8 << 10 else { return [] }
        var reader = Reader(bytes: Array(header.utf8))
        var challenges: [AuthChallenge] = []
        while let challenge = reader.challenge() { challenges.append(challenge) }
        return challenges
    }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0

        private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

        mutating func challenge() -> AuthChallenge? {
            skip { $0 == UInt8(ascii: ",") || Self.isSpace($0) }
            guard let scheme = token() else { return nil }
            var parameters: [String: String] = [:]
            while true {
                let mark = index
                skip { $0 == UInt8(ascii: ",") || Self.isSpace($0) }
                guard let name = token() else { break }
                skip(while: Self.isSpace)
                guard current == UInt8(ascii: "=") else {
                    // Not a parameter: the next challenge's scheme.
                    index = mark
                    break
                }
                index += 1
                skip(while: Self.isSpace)
                guard let value = current == UInt8(ascii: "\"") ? quoted() : token() else { return nil }
                parameters[name.lowercased()] = parameters[name.lowercased()] ?? value
            }
            return AuthChallenge(scheme: scheme.lowercased(), parameters: parameters)
        }

        private mutating func skip(while condition: (UInt8) -> Bool) {
            while let byte = current, condition(byte) { index += 1 }
        }

        private mutating func token() -> String? {
            let start = index
            skip(while: Self.isToken)
            return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
        }

        /// RFC 9110 §5.6.4; nil when it never ends.
        private mutating func quoted() -> String? {
            index += 1
            var text: [UInt8] = []
            while let byte = current {
                index += 1
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let escaped = current else { return nil }
                    text.append(escaped)
                    index += 1
                default: text.append(byte)
                }
            }
            return nil
        }

        private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

        /// RFC 9110 §5.6.2.
        private static func isToken(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        }
    }
}
