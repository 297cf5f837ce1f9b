import AirworthyTesting
import Foundation
import Trust

/// A real `docker-registry` over TLS that shows nothing to who has no password for it, and the programs of others as
/// they are used with one.
final class GuardedRegistry: Sendable {
    /// Who looks at passwords.
    enum Entrance: String, Sendable, CaseIterable {
        /// The registry itself, in an `htpasswd` file.
        case passwords
        /// A token service, whose word the registry takes.
        case tokens
    }

    /// `localhost:port`, the name its certificate has: token services are believed on the registry's own host only.
    let host: String
    /// The only authority that vouches for the registry, as PEM.
    let authorityPEM: String
    /// Nil where the registry looks at passwords itself.
    let tokens: TokenService?
    /// Where the programs of others work.
    let directory: TemporaryDirectory
    private let server: DockerRegistry

    init(_ entrance: Entrance) throws {
        let directory = try TemporaryDirectory()
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        let (from, until) = (now - .seconds(3_600), now + .seconds(86_400))
        let root = try VirtualAuthority.root(.authority("registry authority", from: from, until: until))
        let key = try PrivateKey.generate(.p256)
        let certificate = try root.issue(
            .leaf("localhost", from: from, until: until, dnsNames: ["localhost"]), to: key.publicKey)
        let certificateFile = try directory.write(certificate.pem, to: "tls/registry.pem")
        let keyFile = try directory.write(key.pem(encryptedWith: nil), to: "tls/registry.key")
        let tokens = try entrance == .tokens ? TokenService() : nil
        server = try DockerRegistry(
            storage: directory.makeDirectory("data"), auth: GuardedRegistry.auth(tokens, in: directory),
            tls: "  tls: {certificate: \(certificateFile), key: \(keyFile)}")
        host = server.authority.replacing("127.0.0.1", with: "localhost")
        authorityPEM = root.certificate.pem
        self.tokens = tokens
        self.directory = directory
        var authorities = [authorityPEM]
        if let tokens { authorities.append(tokens.authorityPEM) }
        try directory.write(authorities.joined(), to: "tls/authorities.pem")
        // skopeo believes every `*.crt` of a directory.
        try directory.write(authorities.joined(), to: "believed/authorities.crt")
        try directory.write(#"{"default":[{"type":"insecureAcceptAnything"}]}"#, to: "policy.json")
    }

    /// Whom the registry lets in, for its configuration.
    private static func auth(_ tokens: TokenService?, in directory: TemporaryDirectory) throws -> String {
        if let tokens {
            return tokens.registrySetting(signers: try directory.write(tokens.signersPEM, to: "tls/token-signers.pem"))
        }
        let passwords = try directory.write(RegistryVisitor.passwordLine, to: "htpasswd")
        return "auth: {htpasswd: {realm: lab, path: \(passwords)}}"
    }

    /// The directory to name as `DOCKER_CONFIG`.
    func docker(of visitor: RegistryVisitor) throws -> String {
        let entry = visitor.encodedLogin.map { #""\#(host)":{"auth":"\#($0)"}"# } ?? ""
        try directory.write(#"{"auths":{\#(entry)}}"#, to: "docker-\(visitor.rawValue)/config.json")
        return directory.path("docker-\(visitor.rawValue)")
    }

    /// Runs cosign or oras, which believe the lab's authorities and no other.
    func run(
        _ program: Program, _ arguments: String..., as visitor: RegistryVisitor = .publisher
    ) async throws -> Program.Result {
        var program = program
        program.environment["DOCKER_CONFIG"] = try docker(of: visitor)
        program.environment["SSL_CERT_FILE"] = directory.path("tls/authorities.pem")
        return try await program.run(arguments, in: directory.path)
    }

    /// `skopeo copy --all` to here.
    ///
    /// - Parameter believing: whether it is told whom to believe.
    func copy(
        _ source: String, to name: String, as visitor: RegistryVisitor = .publisher, believing: Bool = true
    ) async throws -> Program.Result {
        var arguments = ["--policy", directory.path("policy.json"), "copy", "--all", "--preserve-digests"]
        // Without a word on it, skopeo looks for a login in the home directory.
        arguments += visitor.login.map { ["--dest-creds", $0] } ?? ["--dest-no-creds"]
        if believing { arguments += ["--dest-cert-dir", directory.path("believed")] }
        return try await Peers.skopeo.run(arguments + [source, "docker://\(host)/\(name)"], in: directory.path)
    }
}
