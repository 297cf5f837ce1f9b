import AirworthyTesting
import Foundation

extension Program {
    /// Runs, and reports the most memory the process held, in bytes: what the kernel says of the child.
    ///
    /// By way of a small process: between fork and exec a child holds its parent's memory, and that would be ours.
    func measured(_ arguments: [String], in directory: String) async throws -> (result: Result, peak: Int) {
        let script = """
            import resource, subprocess, sys
            status = subprocess.call(sys.argv[2:], stdin=subprocess.DEVNULL)
            open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
            sys.exit(status if status >= 0 else 128 - status)
            """
        let scratch = try TemporaryDirectory()
        var python = Program(path: "/usr/bin/env")
        python.environment = environment
        let result = try await python.run(
            ["python3", "-c", script, scratch.path("peak"), path] + arguments, in: directory)
        let kilobytes = Int(try String(contentsOfFile: scratch.path("peak"), encoding: .utf8)) ?? .max >> 10
        return (result, kilobytes << 10)
    }
}
