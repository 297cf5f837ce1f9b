import AirworthyTesting
import Foundation

/// Processes that begin at the same moment: each is started, waits until all others are, and only then becomes the
/// program under test.
enum StartingLine {
    /// At most half a minute: a test that fails leaves nothing waiting for ever.
    private static let script = #"""
        touch "$1"; turns=0
        while [ ! -e "$2" ] && [ "$turns" -lt 3000 ]; do sleep 0.01; turns=$((turns + 1)); done
        shift 2; exec "$@"
        """#

    /// - Returns: what each command came to, in their order.
    static func airworthy(_ commands: [[String]], in directory: String) async throws -> [Program.Result] {
        let scratch = try TemporaryDirectory()
        return try await withThrowingTaskGroup(of: (number: Int, result: Program.Result).self) { group in
            for (number, command) in commands.enumerated() {
                group.addTask {
                    let waiting = ["-c", Self.script, "sh", scratch.path("ready-\(number)"), scratch.path("go")]
                    let result = try await Program(path: "/bin/sh").run(
                        waiting + [Storefront.airworthy.path] + command, in: directory)
                    return (number, result)
                }
            }
            while try FileManager.default.contentsOfDirectory(atPath: scratch.path).count < commands.count {
                try await Task.sleep(for: .milliseconds(5))
            }
            try scratch.write("", to: "go")
            var results: [(number: Int, result: Program.Result)] = []
            for try await finished in group { results.append(finished) }
            return results.sorted { $0.number < $1.number }.map(\.result)
        }
    }
}
