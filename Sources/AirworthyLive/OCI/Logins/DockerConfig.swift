public import Trust

/// The user's Docker configuration, as far as it says who they are at a registry: what is written in it (`auths`), and
/// which program to ask (`credHelpers`, `credsStore`).
public struct DockerConfig: Sendable {
    private var logins: [String: RegistryLogin] = [:]
    private var helpers: [String: String] = [:]
    private var store: String?

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
        store = try Self.helper(root["credsStore"], of: name)
        for (key, value) in root["credHelpers"]?.members ?? [] {
            helpers[Self.host(key)] = try Self.helper(value, of: name)
        }
        for (key, entry) in root["auths"]?.members ?? [] {
            logins[Self.host(key)] = try Self.login(entry, of: key)
        }
    }

    private static func login(_ entry: JSONValue, of key: String) throws(InputError) -> RegistryLogin? {
        if let token = entry["identitytoken"]?.string, !token.isEmpty {
            return .identityToken(Secret(Array(token.utf8)))
        }
        guard let encoded = entry["auth"]?.string, !encoded.isEmpty else { return nil }
        guard let pair = Base64.decode(encoded), let colon = pair.firstIndex(of: UInt8(ascii: ":")) else {
            throw InputError(
                "docker-config-invalid", "the `auth` of `\(key)` is not a user and a password in Base64",
                at: entry.location, remedy: "log in again")
        }
        return .password(
            user: String(decoding: pair[..<colon], as: UTF8.self), Secret(Array(pair[(colon + 1)...])))
    }

    /// The suffix of a program's name. Anything that could lead the look-up elsewhere is refused: this names what is run.
    private static func helper(_ value: JSONValue?, of name: String) throws(InputError) -> String? {
        guard let text = value?.string, !text.isEmpty else { return nil }
        let isPlain =
            text.utf8.count <= 64
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard isPlain else {
            throw InputError(
                "docker-config-invalid", "`\(name)` names a credential helper that is not a program's name",
                at: value?.location, remedy: "write what follows `docker-credential-`")
        }
        return text
    }

    /// Where the file is: `$DOCKER_CONFIG/config.json`, or `~/.docker/config.json`; nil without a home.
    public static func path(environment: [String: String]) -> String? {
        if let directory = environment["DOCKER_CONFIG"], !directory.isEmpty { return "\(directory)/config.json" }
        if let home = environment["HOME"], !home.isEmpty { return "\(home)/.docker/config.json" }
        return nil
    }

    /// What is written down for a registry.
    ///
    /// - Parameter registry: as references name it.
    func login(for registry: String) -> RegistryLogin? {
        logins[Self.host(registry)]
    }

    /// The program that keeps this registry's password: `docker-credential-<helper>`. A registry's own comes before the
    /// general store, as for Docker.
    func helper(for registry: String) -> String? {
        helpers[Self.host(registry)] ?? store
    }

    /// What a helper knows a registry by.
    static func server(of registry: String) -> String {
        registry == "docker.io" ? "https://index.docker.io/v1/" : registry
    }

    /// Keys are hosts, or addresses such as `https://index.docker.io/v1/`, which is Docker Hub's own.
    private static func host(_ key: String) -> String {
        var rest = Substring(key)
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        let host = String(rest.prefix { $0 != "/" })
        return host == "index.docker.io" || host == "registry-1.docker.io" ? "docker.io" : host
    }
}
