public import Trust

/// The user's Docker configuration, as far as it says who they are at a registry: the `auths` written in it.
///
/// Credential helpers and identity tokens are not asked. Where only they would help, the refusal says so.
public struct DockerConfig: Sendable {
    struct Credentials: Sendable {
        let user: String
        let password: Secret
    }

    private var credentials: [String: Credentials] = [:]
    private var helped: Set<String> = []
    private var helpsAll = false

    /// Nobody anywhere.
    public init() {}

    /// - Parameter name: what the document is called in messages.
    /// - Throws: `docker-config-invalid`. Messages never quote the document.
    public init(_ bytes: [UInt8], name: String) throws(InputError) {
        let root: JSONValue
        do throws(Diagnostic) {
            root = try JSONDocument(bytes, name: name, limits: JSONLimits(bytes: 4 << 20, depth: 32)).root
        } catch {
            throw InputError(
                "docker-config-invalid", "`\(name)` is not a Docker configuration: \(error.message)",
                at: error.location)
        }
        helpsAll = root["credsStore"]?.string?.isEmpty == false
        helped = Set(root["credHelpers"]?.members.map { Self.host($0.key) } ?? [])
        for (key, entry) in root["auths"]?.members ?? [] {
            if entry["identitytoken"]?.string?.isEmpty == false { helped.insert(Self.host(key)) }
            guard let encoded = entry["auth"]?.string, !encoded.isEmpty else { continue }
            guard let pair = Base64.decode(encoded), let colon = pair.firstIndex(of: UInt8(ascii: ":")) else {
                throw InputError(
                    "docker-config-invalid", "the `auth` of `\(key)` is not a user and a password in Base64",
                    at: entry.location, remedy: "log in again")
            }
            credentials[Self.host(key)] = Credentials(
                user: String(decoding: pair[..<colon], as: UTF8.self), password: Secret(Array(pair[(colon + 1)...])))
        }
    }

    /// Where the file is: `$DOCKER_CONFIG/config.json`, or `~/.docker/config.json`; nil without a home.
    public static func path(environment: [String: String]) -> String? {
        if let directory = environment["DOCKER_CONFIG"], !directory.isEmpty { return "\(directory)/config.json" }
        if let home = environment["HOME"], !home.isEmpty { return "\(home)/.docker/config.json" }
        return nil
    }

    /// - Parameter registry: as references name it.
    func credentials(for registry: String) -> Credentials? {
        credentials[Self.host(registry)]
    }

    /// Somebody else keeps this registry's password.
    func isHelped(_ registry: String) -> Bool {
        helpsAll || helped.contains(Self.host(registry))
    }

    /// Keys are hosts, or addresses such as `https://index.docker.io/v1/`, which is Docker Hub's own.
    private static func host(_ key: String) -> String {
        var rest = Substring(key)
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        let host = String(rest.prefix { $0 != "/" })
        return host == "index.docker.io" || host == "registry-1.docker.io" ? "docker.io" : host
    }
}
