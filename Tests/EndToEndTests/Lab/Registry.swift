import AirworthyTesting
import Foundation

/// A real `docker-registry` with a directory of its own, and the real skopeo to fill it.
final class Registry: Sendable {
    struct NotCopied: Error {
        let result: Program.Result
    }

    private let server: DockerRegistry
    private let directory: TemporaryDirectory
    /// `127.0.0.1:PORT`
    var host: String { server.authority }

    init() throws {
        directory = try TemporaryDirectory()
        server = try DockerRegistry(storage: directory.makeDirectory("data"))
    }
}

extension Registry {
    /// Copies one tagged image, and its cosign signature unless not wanted, from the storefront's layouts with the real
    /// skopeo; returns `host/acme/<service>@sha256:…`.
    func push(
        _ service: String, _ version: String, from storefront: Storefront, signature: Bool = true
    ) async throws -> String {
        let layout = storefront.path("images/acme/\(service)")
        let index = try Storefront.Document(storefront.read("images/acme/\(service)/index.json"))
        let tagged = index.manifests?.first { $0.annotations?["org.opencontainers.image.ref.name"] == version }
        let digest = tagged?.digest ?? ""
        for tag in [version] + (signature ? [digest.replacing(":", with: "-") + ".sig"] : []) {
            try await copy("oci:\(layout):\(tag)", "docker://\(host)/acme/\(service):\(tag)")
        }
        return "\(host)/acme/\(service)@\(digest)"
    }

    /// `skopeo copy --all`, with a policy that accepts anything: judging is what the tests do.
    func copy(_ source: String, _ destination: String, _ options: String...) async throws {
        let policy = try directory.write(#"{"default":[{"type":"insecureAcceptAnything"}]}"#, to: "policy.json")
        let result = try await Peers.skopeo.run(
            [
                "--policy", policy, "copy", "--all", "--src-tls-verify=false",
                "--dest-tls-verify=false",
            ] + options + [source, destination])
        guard result.status == 0 else { throw NotCopied(result: result) }
    }

    /// Changes one bit of a blob where the registry stores it, as somebody with access to its disk could.
    func flipByte(of digest: String) throws {
        let hex = digest.dropFirst("sha256:".count)
        let blob = URL(filePath: directory.path("data/docker/registry/v2/blobs/sha256/\(hex.prefix(2))/\(hex)/data"))
        var bytes = try Data(contentsOf: blob)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: blob)
    }
}
