/// `pkg:npm/%40acme/web@1.0.0?arch=amd64#lib` (ECMA-427, purl specification): read, normalised as its type asks, and
/// written in the one canonical spelling.
struct PackageURL: Sendable, Hashable {
    /// Lower case.
    let type: String
    let namespace: [String]
    let name: String
    let version: String?
    /// Keys in lower case; none is empty.
    let qualifiers: [String: String]
    let subpath: [String]

    /// Nil for what is no package URL. Follows "How to parse" of the specification, from the right to the left.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        var subpath: [String] = []
        if let hash = rest.lastIndex(of: UInt8(ascii: "#")) {
            guard let segments = Self.segments(rest[(hash + 1)...]) else { return nil }
            subpath = segments.filter { $0 != "." && $0 != ".." }
            rest = rest[..<hash]
        }
        var qualifiers: [String: String] = [:]
        if let mark = rest.lastIndex(of: UInt8(ascii: "?")) {
            guard let found = Self.qualifiers(rest[(mark + 1)...]) else { return nil }
            qualifiers = found
            rest = rest[..<mark]
        }
        guard rest.count > 4, rest.prefix(4).elementsEqual("pkg:".utf8, by: { $0 | 0x20 == $1 | 0x20 }) else {
            return nil
        }
        // `pkg://` is read and never written.
        rest = rest.dropFirst(4).drop { $0 == UInt8(ascii: "/") }
        while rest.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let type = rest[..<slash]
        rest = rest[(slash + 1)...]
        var version: String?
        let last = (rest.lastIndex(of: UInt8(ascii: "/")) ?? rest.startIndex - 1) + 1
        // After the last slash only: `@` also begins npm's scopes, where writers forget to escape it.
        if let at = rest[last...].lastIndex(of: UInt8(ascii: "@")), at > last || last == rest.startIndex {
            guard let decoded = Self.decoded(rest[(at + 1)...]) else { return nil }
            version = decoded.isEmpty ? nil : decoded
            rest = rest[..<at]
        }
        guard var names = Self.segments(rest), let name = names.popLast() else { return nil }
        self.init(
            type: String(decoding: type, as: UTF8.self), namespace: names, name: name, version: version,
            qualifiers: qualifiers, subpath: subpath)
    }

    /// From its parts. Nil where the type or a key is malformed, or the name is empty.
    init?(
        type: String, namespace: [String] = [], name: String, version: String?, qualifiers: [String: String] = [:],
        subpath: [String] = []
    ) {
        guard Self.isWord(type.utf8, also: ".-+"), !name.isEmpty,
            qualifiers.keys.allSatisfy({ Self.isWord($0.utf8, also: ".-_") })
        else { return nil }
        let type = type.lowercased()
        let spelling = Spelling(of: type)
        self.type = type
        self.namespace = namespace.map(spelling.namespace)
        self.name = spelling.name(name)
        self.version = version
        self.qualifiers = qualifiers.filter { !$0.value.isEmpty }
        self.subpath = subpath
    }

    /// Which package in which version, and not where it came from.
    var withoutQualifiers: String {
        let path = ([type] + namespace.map(Self.encoded) + [Self.encoded(name)]).joined(separator: "/")
        return "pkg:" + path + (version.map { "@" + Self.encoded($0) } ?? "")
    }

    /// Which package, in whatever version.
    var withoutVersion: String {
        "pkg:" + ([type] + namespace.map(Self.encoded) + [Self.encoded(name)]).joined(separator: "/")
    }

    // MARK: What types ask

    /// How a type spells its names (purl specification, types).
    private struct Spelling {
        private let type: String

        init(of type: String) { self.type = type }

        private static let lowerNames: Set<String> = [
            "alpm", "apk", "bitbucket", "bitnami", "composer", "deb", "github", "gitlab", "golang", "hex", "npm", "oci",
            "otp", "pub", "pypi",
        ]
        private static let lowerNamespaces: Set<String> = [
            "alpm", "apk", "bitbucket", "composer", "deb", "github", "gitlab", "golang", "hex", "npm", "qpkg", "rpm",
        ]

        func name(_ name: String) -> String {
            guard Self.lowerNames.contains(type) else { return name }
            let lower = name.lowercased()
            return type == "pypi" ? String(lower.map { $0 == "_" ? "-" : $0 }) : lower
        }

        func namespace(_ segment: String) -> String {
            Self.lowerNamespaces.contains(type) ? segment.lowercased() : segment
        }
    }

    // MARK: Spelling

    private static func isWord(_ bytes: some Collection<UInt8>, also: String) -> Bool {
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || also.utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func segments(_ bytes: ArraySlice<UInt8>) -> [String]? {
        var segments: [String] = []
        for segment in bytes.split(separator: UInt8(ascii: "/")) {
            guard let decoded = decoded(segment) else { return nil }
            segments.append(decoded)
        }
        return segments
    }

    private static func qualifiers(_ bytes: ArraySlice<UInt8>) -> [String: String]? {
        var qualifiers: [String: String] = [:]
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            guard let equals = pair.firstIndex(of: UInt8(ascii: "=")), isWord(pair[..<equals], also: ".-_"),
                let value = decoded(pair[(equals + 1)...])
            else { return nil }
            let key = String(decoding: pair[..<equals], as: UTF8.self).lowercased()
            guard qualifiers.updateValue(value, forKey: key) == nil else { return nil }
        }
        return qualifiers.filter { !$0.value.isEmpty }
    }

    /// Nil for an escape that is cut short, and for bytes that are not UTF-8.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
        guard bytes.contains(UInt8(ascii: "%")) else { return String(validating: bytes, as: UTF8.self) }
        var text: [UInt8] = []
        var offset = bytes.startIndex
        while offset < bytes.endIndex {
            guard bytes[offset] == UInt8(ascii: "%") else {
                text.append(bytes[offset])
                offset += 1
                continue
            }
            guard offset + 2 < bytes.endIndex,
                let byte = UInt8(String(decoding: bytes[(offset + 1)...(offset + 2)], as: UTF8.self), radix: 16)
            else { return nil }
            text.append(byte)
            offset += 3
        }
        return String(validating: text, as: UTF8.self)
    }

    /// As canonical spellings escape it.
    static func encoded(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        var encoded = ""
        for byte in text.utf8 {
            if isPlain(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                encoded += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return encoded
    }

    /// Letters, digits, `.-_~`, and the colon, which is never escaped.
    private static func isPlain(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || ".-_~:".utf8.contains(byte)
    }
}

extension PackageURL: CustomStringConvertible {
    /// The canonical spelling: qualifiers by key, escapes in upper case.
    var description: String {
        var text = withoutQualifiers
        if !qualifiers.isEmpty {
            let pairs = qualifiers.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.encoded($0.value))" }
            text += "?" + pairs.joined(separator: "&")
        }
        if !subpath.isEmpty { text += "#" + subpath.map(Self.encoded).joined(separator: "/") }
        return text
    }
}
