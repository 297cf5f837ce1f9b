import AirworthyLive
import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

@Suite(
    "Unified diffs as `diff` writes them", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/diff")))
struct UnifiedDiffProgramTests {
    /// Lines that look like what stands between them.
    private static let lines = [
        "a", "b: 1", "", " ", "- item", "-- x", "--- a", "+++ b", "+ c", "@@ -1 +1 @@", "\\ No newline", "diff -u a b",
        "\ttab", "ü", "Only in a: b", "\u{0}1",
    ]

    @Test("with whole files as context, both sides of every file come back byte for byte")
    func wholeFiles() async throws {
        var generator = SeededGenerator()
        print(generator)
        for _ in 0..<40 {
            let directory = try TemporaryDirectory()
            try directory.makeDirectory("LIVE-1")
            try directory.makeDirectory("MERGED-2")
            var wanted: [String: (old: [String], new: [String])] = [:]
            for index in 0..<Int.random(in: 1...4, using: &generator) {
                let (old, new) = (Self.file(&generator), Self.file(&generator))
                if !old.isEmpty { try Self.write(old, to: "LIVE-1/f\(index)", in: directory, &generator) }
                if !new.isEmpty { try Self.write(new, to: "MERGED-2/f\(index)", in: directory, &generator) }
                if old != new { wanted["f\(index)"] = (old, new) }
            }
            let command = Command(
                program: "/usr/bin/diff", arguments: ["LIVE-1", "MERGED-2", "-N", "-a", "-U1000000"],
                environment: ["LC_ALL": "C"], outputLimit: 1 << 20)
            let result = try await LiveProcesses(root: directory.path).run(command)
            let diff = try UnifiedDiff(result.output)
            var found: [String: (old: [String], new: [String])] = [:]
            for file in diff.files {
                let hunk = try #require(file.hunks.first, "\(generator)")
                #expect(file.hunks.count == 1, "\(generator)")
                found[String(file.new.dropFirst("MERGED-2/".count))] = (
                    Self.split(hunk.text(UInt8(ascii: "-"))), Self.split(hunk.text(UInt8(ascii: "+")))
                )
            }
            // A file whose sides differ in the last line break only is in the output too.
            for (name, sides) in found where wanted[name] == nil { #expect(sides.old == sides.new, "\(generator)") }
            for (name, sides) in wanted {
                #expect(found[name]?.old == sides.old, "\(generator)")
                #expect(found[name]?.new == sides.new, "\(generator)")
            }
        }
    }

    private static func file(_ generator: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 0...12, using: &generator)).map { _ in lines.randomElement(using: &generator) ?? "a" }
    }

    private static func write(
        _ lines: [String], to name: String, in directory: TemporaryDirectory, _ generator: inout SeededGenerator
    ) throws {
        let end = Bool.random(using: &generator) || lines.last?.isEmpty == true ? "\n" : ""
        try directory.write(lines.joined(separator: "\n") + end, to: name)
    }

    private static func split(_ bytes: [UInt8]) -> [String] {
        bytes.isEmpty
            ? []
            : String(decoding: bytes.dropLast(), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
                .map(String.init)
    }
}
