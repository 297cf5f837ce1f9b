import AirworthyTesting
import Foundation

extension Program {
    /// Starts the program and lets it run; nobody reads what it says.
    func started(_ arguments: [String], in directory: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: directory)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Starts the program, and kills it when its time has come if it is still there.
    func killed(_ arguments: [String], after delay: Duration, in directory: String) async throws {
        let process = try started(arguments, in: directory)
        try await Task.sleep(for: delay)
        try await process.killed()
    }
}

extension Process {
    /// Kills it, and returns when it is gone.
    func killed() async throws {
        kill(processIdentifier, SIGKILL)
        while isRunning { try await Task.sleep(for: .milliseconds(5)) }
    }
}
