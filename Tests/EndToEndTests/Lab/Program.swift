import Foundation

/// A program of this machine, run from outside like any user would.
struct Program: Sendable {
    struct Result: Sendable, CustomStringConvertible {
        let status: Int32
        let output: String
        let errors: String

        var description: String { "exit \(status)\n\(output)\(errors)" }
    }

    struct NotStarted: Error {
        let path: String
    }

    let path: String
    var environment: [String: String] = [:]

    func run(_ arguments: String..., in directory: String? = nil) async throws -> Result {
        try await run(arguments, in: directory)
    }

    /// Standard input is closed, as on a build machine. Output goes through files: a pipe nobody drains stops its writer.
    func run(_ arguments: [String], in directory: String? = nil) async throws -> Result {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "airworthy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let (output, errors) = (scratch.appending(path: "out"), scratch.appending(path: "err"))
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = Self.base.merging(environment) { _, ours in ours }
        process.currentDirectoryURL = directory.map { URL(filePath: $0) }
        process.standardInput = FileHandle.nullDevice
        for (url, assign) in [(output, { process.standardOutput = $0 }), (errors, { process.standardError = $0 })]
            as [(URL, (FileHandle) -> Void)]
        {
            try Data().write(to: url)
            assign(try FileHandle(forWritingTo: url))
        }
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: NotStarted(path: path)) }
        }
        return Result(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: Self.text(output), errors: Self.text(errors))
    }

    private static func text(_ url: URL) -> String {
        String(decoding: (try? Data(contentsOf: url)) ?? Data(), as: UTF8.self)
    }

    /// A way out of the machine is closed: cosign looks for its own trust root on the network whatever it is asked.
    private static let base = [
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": FileManager.default.temporaryDirectory.path(percentEncoded: false),
        "LC_ALL": "C.UTF-8", "HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1,localhost",
        "COSIGN_PASSWORD": "throw-away",
    ]
}
