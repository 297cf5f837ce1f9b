public import Trust

extension ImageReference {
    /// - Throws: `image-reference`, with what is wrong and how it should look.
    public init(_ text: String, at location: Location? = nil) throws(InputError) {
        func refused(_ reason: String) -> InputError {
            InputError(
                "image-reference", "`\(text)` is not an image reference: \(reason)", at: location,
                remedy: "write `registry/path@sha256:…`")
        }
        var rest = Substring(text)
        var digest: Digest?
        if let at = rest.firstIndex(of: "@") {
            guard let parsed = Digest(rest[rest.index(after: at)...]) else {
                throw refused("the digest must be `sha256:` and 64 lower-case hex digits")
            }
            digest = parsed
            rest = rest[..<at]
        }
        guard let slash = rest.firstIndex(of: "/") else { throw refused("it names no registry") }
        let registry = rest[..<slash]
        var path = rest[rest.index(after: slash)...]
        var tag: String?
        if let colon = path.lastIndex(of: ":") {
            let candidate = path[path.index(after: colon)...]
            guard Self.isTag(candidate) else { throw refused("`\(candidate)` is not a tag") }
            tag = String(candidate)
            path = path[..<colon]
        }
        guard registry.contains(".") || registry.contains(":") || registry == "localhost" else {
            throw refused("`\(registry)` is not a registry host")
        }
        guard Self.isHost(registry) else { throw refused("`\(registry)` is not a registry host") }
        guard Self.isPath(path) else { throw refused("`\(path)` is not a repository path") }
        self.init(registry: String(registry), path: String(path), tag: tag, digest: digest)
    }

    private static func isHost(_ text: Substring) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.first, !name.isEmpty else { return false }
        let nameIsSound = name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "." || $0 == "-") }
        let portIsSound = parts.count == 1 || (UInt16(parts[1]) != nil)
        return nameIsSound && portIsSound && !name.hasPrefix(".") && !name.hasPrefix("-")
    }

    // distribution-spec: [a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*, joined by slashes. `..` cannot occur, which is what keeps
    // a layout directory from being left.
    private static func isPath(_ text: Substring) -> Bool {
        guard text.utf8.count <= 255 else { return false }
        return text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { component in
            guard let first = component.first, let last = component.last else { return false }
            let sound = component.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || "._-".contains($0)) }
            return sound && !"._-".contains(first) && !"._-".contains(last) && !component.contains("..")
        }
    }

    private static func isTag(_ text: Substring) -> Bool {
        guard let first = text.first, text.utf8.count <= 128, !".-".contains(first) else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }
}
