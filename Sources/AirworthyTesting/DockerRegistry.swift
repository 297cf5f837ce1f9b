import Foundation
public import Trust

/// The real `docker-registry` program on a loopback port, stopped when its owner goes away.
public final class DockerRegistry: Sendable {
    /// Where the program is, fetched or installed; nil when it is neither, and then its tests say how many they skipped.
    public static let program = [
        Peers.path(of: .registry), "/usr/bin/docker-registry", "/usr/local/bin/docker-registry",
    ].first { FileManager.default.isExecutableFile(atPath: $0) }

    /// How references name it: `127.0.0.1:port`.
    public let authority: String
    private let leash: Pipe

    /// - Parameters:
    ///   - storage: a directory; two programs over the same one serve the same images.
    ///   - auth: further lines of its configuration, as YAML at the top level.
    ///   - tls: the same, below `http`.
    ///   - log: a file to write down every request in.
    public init(storage: String, auth: String = "", tls: String = "", log: String? = nil) throws {
        let port = try Self.freePort()
        authority = "127.0.0.1:\(port)"
        let configuration = "\(storage)/\(UUID().uuidString).yml"
        let text = """
            version: 0.1
            log: {level: \(log == nil ? "error" : "info")}
            storage: {filesystem: {rootdirectory: \(storage)}, delete: {enabled: true}}
            \(auth)
            http:
              addr: \(authority)
              secret: not-one
            \(tls)
            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: configuration))
        let process = Process()
        // Ended by closing a pipe, which the end of this process closes too: nothing is left running after a crash, and no
        // signal is needed, which a thread that blocks it would have passed on as blocked.
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", #""$0" serve "$1" </dev/null >"$2" 2>&1 & registry=$!; read -r _; kill -9 $registry"#,
            Self.program ?? "/nonexistent", configuration, log ?? "/dev/null",
        ]
        leash = Pipe()
        process.standardInput = leash
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<500 {
            if let connection = try? LoopbackConnection(authority) {
                connection.close()
                return
            }
            usleep(10_000)
        }
        try? leash.fileHandleForWriting.close()
        throw POSIXError(.ETIMEDOUT)
    }

    deinit { try? leash.fileHandleForWriting.close() }

    private static func freePort() throws -> UInt16 {
        let server = try LoopbackServer { _ in .raw([]) }
        guard let port = UInt16(server.authority.drop { $0 != ":" }.dropFirst()) else { throw POSIXError(.EINVAL) }
        return port
    }

    /// Uploads a blob in one piece.
    @discardableResult
    public func push(blob bytes: [UInt8], to repository: String) throws -> Digest {
        let digest = Digest.of(bytes)
        let begun = try LoopbackAnswer("POST", "/v2/\(repository)/blobs/uploads/", of: authority)
        guard let location = begun["location"], let path = location.components(separatedBy: authority).last
        else { throw POSIXError(.EPROTO) }
        let target = path + (path.contains("?") ? "&" : "?") + "digest=\(digest)"
        let done = try LoopbackAnswer(
            "PUT", target, ["Content-Type": "application/octet-stream"], body: bytes, of: authority)
        guard done.status == 201 else { throw POSIXError(.EPROTO) }
        return digest
    }

    /// Uploads a manifest under its digest, or under a tag.
    @discardableResult
    public func push(
        manifest bytes: [UInt8], mediaType: String, to repository: String, tag: String? = nil
    ) throws -> Digest {
        let digest = Digest.of(bytes)
        let done = try LoopbackAnswer(
            "PUT", "/v2/\(repository)/manifests/\(tag ?? "\(digest)")", ["Content-Type": mediaType], body: bytes,
            of: authority)
        guard done.status == 201 else { throw POSIXError(.EPROTO) }
        return digest
    }
}
