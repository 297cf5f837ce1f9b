import Foundation

/// A network namespace of a process's own, with no interface up, not even the loopback one: whatever asks a network
/// gets no answer there.
enum NetworkNamespace {
    private static let unshare = "/usr/bin/unshare"

    /// For `.enabled(if:)`, so that where it is not allowed the tests are counted as skipped: containers often forbid it.
    static let isPossible: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: unshare)
        process.arguments = ["-rn", "true"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationReason == .exit && process.terminationStatus == 0
    }()

    /// `airworthy …` in such a namespace.
    static func airworthy(_ arguments: [String], in directory: String) async throws -> Program.Result {
        try await Program(path: unshare).run(["-rn", Storefront.airworthy.path] + arguments, in: directory)
    }
}
