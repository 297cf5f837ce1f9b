import Foundation

/// A real `docker-registry` on a port of its own, holding its data in a directory of its own, stopped with its owner.
final class Registry: Sendable {
    struct NotReady: Error {
        let log: String
    }

    /// `127.0.0.1:PORT`
    let host: String
    private let leash: Pipe
    private let directory: URL

    private init(host: String, leash: Pipe, directory: URL) {
        self.host = host
        self.leash = leash
        self.directory = directory
    }

    deinit {
        try? leash.fileHandleForWriting.close()
        try? FileManager.default.removeItem(at: directory)
    }

    static func start() async throws -> Registry {
        let directory = FileManager.default.temporaryDirectory.appending(path: "airworthy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let host = "127.0.0.1:\(try freePort())"
        let settings = directory.appending(path: "registry.yml")
        try """
        version: 0.1
        log: {level: error}
        storage: {filesystem: {rootdirectory: \(directory.path(percentEncoded: false))/data}, delete: {enabled: true}}
        http: {addr: "\(host)"}
        """.write(to: settings, atomically: true, encoding: .utf8)
        let process = Process()
        // Ended by closing a pipe, which the end of this process closes too: nothing is left running after a crash, and
        // no signal is needed, which a thread that blocks them would have passed on as blocked.
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", #""$0" serve "$1" </dev/null & registry=$!; read -r _; kill -9 $registry"#, Peers.registry.path,
            settings.path(percentEncoded: false),
        ]
        let leash = Pipe()
        process.standardInput = leash
        process.environment = ["PATH": "/usr/bin:/bin", "OTEL_TRACES_EXPORTER": "none"]
        process.standardOutput = FileHandle.nullDevice
        let log = directory.appending(path: "log")
        try Data().write(to: log)
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        let registry = Registry(host: host, leash: leash, directory: directory)
        for _ in 0..<200 {
            if await registry.answers() { return registry }
            try await Task.sleep(for: .milliseconds(25))
        }
        throw NotReady(log: (try? String(contentsOf: log, encoding: .utf8)) ?? "")
    }

    private func answers() async -> Bool {
        let probe = Program(path: "/usr/bin/env")
        let script = "import urllib.request; urllib.request.urlopen('http://\(host)/v2/', timeout=1)"
        return (try? await probe.run("python3", "-c", script))?.status == 0
    }

    /// Asked of the kernel and given back: another program could take it in between, and the start would then fail loudly.
    private static func freePort() throws -> Int {
        let handle = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(handle, $0, length) == 0 && getsockname(handle, $0, &length) == 0
            }
        }
        guard bound else { throw NotReady(log: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
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
        let policy = directory.appending(path: "policy.json")
        try #"{"default":[{"type":"insecureAcceptAnything"}]}"#.write(to: policy, atomically: true, encoding: .utf8)
        let result = try await Peers.skopeo.run(
            [
                "--policy", policy.path(percentEncoded: false), "copy", "--all", "--src-tls-verify=false",
                "--dest-tls-verify=false",
            ] + options + [source, destination])
        guard result.status == 0 else { throw NotReady(log: result.description) }
    }

    /// Changes one bit of a blob where the registry stores it, as somebody with access to its disk could.
    func flipByte(of digest: String) throws {
        let hex = digest.dropFirst("sha256:".count)
        let blob = directory.appending(path: "data/docker/registry/v2/blobs/sha256/\(hex.prefix(2))/\(hex)/data")
        var bytes = try Data(contentsOf: blob)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: blob)
    }
}
