import AirworthyTesting
import Foundation

/// The storefront example in a directory of its own, with the program under test at hand.
struct Storefront: Sendable {
    struct NotMade: Error {
        let result: Program.Result
    }

    let directory: TemporaryDirectory
    /// The project's root: where a user would stand.
    var root: String { directory.path("storefront") }

    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

    /// The built command: beside the test bundle, unless told otherwise.
    static let airworthy: Program = {
        let environment = ProcessInfo.processInfo.environment
        let beside = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "airworthy").path(percentEncoded: false)
        return Program(path: environment["AIRWORTHY_BINARY"] ?? beside)
    }()

    static func make() async throws -> Storefront {
        let storefront = Storefront(directory: try TemporaryDirectory())
        try await storefront.maker()
        return storefront
    }

    /// Runs the example's own script, with further arguments such as `tamper`.
    func maker(_ arguments: String...) async throws {
        var python = Program(path: "/usr/bin/env")
        python.environment["STOREFRONT_BUILD"] = root
        let script = "\(Self.repository)/Examples/storefront/make-images.py"
        let result = try await python.run(["python3", script] + arguments)
        guard result.status == 0 else { throw NotMade(result: result) }
    }

    /// `airworthy …` with the project as working directory.
    func airworthy(_ arguments: String...) async throws -> Program.Result {
        try await Self.airworthy.run(arguments, in: root)
    }

    func path(_ name: String) -> String { "\(root)/\(name)" }

    func read(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: path(name))) }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    }

    /// Replaces text in a file of the project; the file must hold it, or the test would test nothing.
    func replace(_ old: String, with new: String, in name: String) throws {
        let text = String(decoding: try read(name), as: UTF8.self)
        precondition(text.contains(old), "\(name) does not hold what is to be replaced")
        try write(text.replacing(old, with: new), to: name)
    }

    /// The image reference a release gives a service, `registry/path:tag@sha256:…`.
    func image(of service: String, in release: String = "release.yaml") throws -> String {
        let lines = String(decoding: try read(release), as: UTF8.self).split(separator: "\n")
        let line = lines.drop { $0 != "  \(service):" }.first { $0.hasPrefix("    image: ") }
        return String(line?.dropFirst("    image: ".count) ?? "")
    }

    /// Digest of the first platform's manifest of an image in the layouts.
    func manifest(of service: String, _ version: String) throws -> String {
        let index = try Document(read("images/acme/\(service)/index.json"))
        let tagged = index.manifests?.first { $0.annotations?["org.opencontainers.image.ref.name"] == version }
        return try blob(tagged?.digest, of: service).manifests?.first?.digest ?? ""
    }

    /// Digest of the first platform's application layer of an image in the layouts.
    func layer(of service: String, _ version: String) throws -> String {
        try blob(manifest(of: service, version), of: service).layers?.last?.digest ?? ""
    }

    private func blob(_ digest: String?, of service: String) throws -> Document {
        try Document(read("images/acme/\(service)/blobs/sha256/\((digest ?? "").dropFirst("sha256:".count))"))
    }

    /// As much of an OCI index or manifest as is needed to find one's way.
    struct Document: Decodable {
        struct Descriptor: Decodable {
            let digest: String
            let annotations: [String: String]?
        }

        let manifests: [Descriptor]?
        let layers: [Descriptor]?

        init(_ data: Data) throws { self = try JSONDecoder().decode(Document.self, from: data) }
    }
}

extension Storefront {
    /// Runs `airworthy …` and reports the most memory it held, in bytes: what the kernel says of the child.
    func measured(_ arguments: String...) async throws -> (result: Program.Result, peak: Int) {
        try await Self.airworthy.measured(arguments, in: root)
    }
}
