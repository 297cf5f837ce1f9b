import Trust

/// How a cluster's API server is reached and who asks, as a kubeconfig says it.
///
/// Only what is data is taken. A user that is a program to run, and a server that nobody could tell from another, are
/// refused: a gate that asks the wrong cluster passes on the wrong evidence.
struct ClusterAccess: Sendable {
    /// Without a slash at its end.
    let server: String
    /// PEM certificates of the only authorities trusted; nil for those of the system.
    let authorities: [UInt8]?
    let token: Secret?
    let identity: HTTPQuestion.Identity?

    var credentials: [HTTPQuestion.Credential] { token.map { [.bearer($0)] } ?? [] }

    private static let limit = 1 << 20
    private static let tokenLimit = 64 << 10

    /// - Parameter context: nil for the file's current one.
    static func read(
        _ path: String, context: String?, _ files: any FileAccess
    ) async throws(Obstacle) -> ClusterAccess {
        guard let bytes = try await files.read(path, limit: limit) else {
            throw refused("there is no `\(path)`", path)
        }
        let parts = try parts(of: bytes, path, context: context)
        let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        func place(_ file: String) -> String {
            // Relative to the kubeconfig's own directory.
            file.hasPrefix("/") || directory.isEmpty && !path.hasPrefix("/") ? file : "\(directory)/\(file)"
        }
        func file(_ name: String, limit: Int) async throws(Obstacle) -> [UInt8] {
            guard let bytes = try await files.read(place(name), limit: limit) else {
                throw refused("there is no `\(name)`, which `\(path)` names", path)
            }
            return bytes
        }
        // As `kubectl` does: data before a file.
        func pem(_ name: String, of node: YAMLNode) async throws(Obstacle) -> [UInt8]? {
            if let bytes = try data("\(name)-data", of: node, path) { return bytes }
            guard let name = node.member(name)?.scalar else { return nil }
            return try await file(name, limit: limit)
        }
        let authorities = try await pem("certificate-authority", of: parts.cluster)
        for name in programs where parts.user.member(name) != nil {
            throw refused("the user of `\(path)` is a program (`\(name)`), which is not run here", path)
        }
        guard parts.user.member("username") == nil else {
            throw refused("the user of `\(path)` has a password, which API servers do not take", path)
        }
        var token = parts.user.member("token")?.scalar.map { Array($0.utf8) }
        if let name = parts.user.member("tokenFile")?.scalar {
            token = try await file(name, limit: tokenLimit)
            while let last = token?.last, last == 10 || last == 13 || last == 32 { token?.removeLast() }
        }
        if let token, !token.allSatisfy({ (0x21...0x7E).contains($0) }) || token.isEmpty {
            throw refused("the token that `\(path)` names is none", path)
        }
        let certificate = try await pem("client-certificate", of: parts.user)
        let key = try await pem("client-key", of: parts.user)
        guard (certificate == nil) == (key == nil) else {
            throw refused("the user of `\(path)` has one half of a client certificate", path)
        }
        var identity: HTTPQuestion.Identity?
        if let certificate, let key { identity = .init(certificate: certificate, key: Secret(key)) }
        return ClusterAccess(
            server: try server(of: parts.cluster, path), authorities: authorities, token: token.map(Secret.init),
            identity: identity)
    }

    private static func parts(
        of bytes: [UInt8], _ path: String, context: String?
    ) throws(Obstacle) -> (cluster: YAMLNode, user: YAMLNode) {
        let root: YAMLNode
        do throws(InputError) {
            root = try YAMLDocument.parse(bytes, name: path)
        } catch {
            // What stands there may be a token: only where it is wrong is told.
            throw Obstacle(
                "kubeconfig-invalid", "`\(path)` cannot be parsed", at: error.diagnostics.first.location,
                remedy: "write it again with `kubectl config view --raw`", notes: [error.diagnostics.first.code])
        }
        guard let name = context ?? root.member("current-context")?.scalar, !name.isEmpty else {
            throw refused("`\(path)` has no current context", path)
        }
        func named(_ list: String, _ name: String?, _ part: String) throws(Obstacle) -> YAMLNode {
            let name = name ?? ""
            let found = (root.member(list)?.elements ?? []).filter {
                $0.member("name")?.scalar?.isExactly(name) == true
            }
            guard !name.isEmpty, found.count == 1, let value = found[0].member(part) else {
                throw refused("`\(path)` has no \(part) `\(Excerpt.of(name))`, or several", path)
            }
            return value
        }
        let context = try named("contexts", name, "context")
        return (
            try named("clusters", context.member("cluster")?.scalar, "cluster"),
            try named("users", context.member("user")?.scalar, "user")
        )
    }

    private static func server(of cluster: YAMLNode, _ path: String) throws(Obstacle) -> String {
        if cluster.member("insecure-skip-tls-verify")?.scalar == "true" {
            throw refused("`\(path)` asks whoever answers: `insecure-skip-tls-verify`", path)
        }
        for name in ["proxy-url", "tls-server-name"] where cluster.member(name) != nil {
            throw refused("`\(path)` has a `\(name)`, which is not followed here", path)
        }
        guard var server = cluster.member("server")?.scalar, server.hasPrefix("https://") else {
            throw refused("the server of `\(path)` is not asked over TLS", path)
        }
        while server.hasSuffix("/") { server.removeLast() }
        return server
    }

    private static func data(_ name: String, of node: YAMLNode, _ path: String) throws(Obstacle) -> [UInt8]? {
        guard let text = node.member(name)?.scalar else { return nil }
        guard let bytes = Base64.decode(text) else { throw refused("`\(name)` of `\(path)` is not base64", path) }
        return bytes
    }

    /// What a user has that is not followed.
    private static let programs = ["exec", "auth-provider"]

    static func refused(_ message: String, _ path: String) -> Obstacle {
        Obstacle(
            "kubeconfig-refused", message, at: .path(path),
            remedy:
                "name a kubeconfig with one server over TLS, its authority, and a token or a client certificate")
    }
}
