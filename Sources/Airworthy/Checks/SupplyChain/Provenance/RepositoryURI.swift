/// The identity of a source repository: scheme, host and path, however it is written. `git+https://github.com/acme/web`,
/// `https://GitHub.com/acme/web.git` and, where a person writes it, `github.com/acme/web` are one repository;
/// `http://…`, `…/acme/webA` and `…/acme/web/x` are others.
struct RepositoryURI: Sendable, Hashable {
    private let scheme: String
    private let host: String
    private let path: String

    /// As SPDX's download locations and SLSA's examples write one, with the ref it was taken at after an `@`.
    struct Located: Sendable, Hashable {
        let repository: RepositoryURI
        let ref: String?
    }

    private static let lengthLimit = 2_048

    /// Nil for what names no repository beyond doubt: another user's name or password in the authority, a query, a
    /// fragment, `..`, anything but ASCII.
    static func locate(_ text: String, assuming assumedScheme: String? = nil) -> Located? {
        guard text.utf8.count <= lengthLimit, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            !text.contains(where: { "?#\\".contains($0) })
        else { return nil }
        var rest = Substring(text)
        var scheme = assumedScheme
        if let separator = rest.firstRange(of: "://") {
            scheme = rest[..<separator.lowerBound].lowercased()
            rest = rest[separator.upperBound...]
        }
        guard let scheme, let slash = rest.firstIndex(of: "/") else { return nil }
        let transport = scheme.hasPrefix("git+") ? String(scheme.dropFirst(4)) : scheme
        guard let host = host(rest[..<slash], scheme: transport), isScheme(transport) else { return nil }
        var path = rest[rest.index(after: slash)...]
        var ref: String?
        if let at = path.firstIndex(of: "@") {
            ref = String(path[path.index(after: at)...])
            path = path[..<at]
        }
        guard ref?.isEmpty != true, let plain = plain(path) else { return nil }
        return Located(repository: RepositoryURI(scheme: transport, host: host, path: plain), ref: ref)
    }

    private init(scheme: String, host: String, path: String) {
        self.scheme = scheme
        self.host = host
        self.path = path
    }

    private static func isScheme(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || "+.-".contains($0) }
    }

    // `https://github.com@evil.example/…` is evil.example's: a name before the host is only what ssh always has.
    private static func host(_ authority: Substring, scheme: String) -> String? {
        var host = authority.lowercased()
        if scheme == "ssh", host.hasPrefix("git@") { host.removeFirst(4) }
        if scheme == "https", host.hasSuffix(":443") { host.removeLast(4) }
        guard !host.isEmpty, host.allSatisfy({ $0.isLetter || $0.isNumber || ".-_:".contains($0) }) else { return nil }
        return host
    }

    private static func plain(_ path: Substring) -> String? {
        var path = path
        if path.hasSuffix("/") { path = path.dropLast() }
        if path.hasSuffix(".git") { path = path.dropLast(4) }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." } ? String(path) : nil
    }
}

extension RepositoryURI: CustomStringConvertible {
    var description: String { "\(scheme)://\(host)/\(path)" }
}
