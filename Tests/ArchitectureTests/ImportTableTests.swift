import Testing

/// Who may import what, by reading the import lines: the compiler's own check of undeclared imports catches nothing
/// on 6.3, and a dependency that slips into `Trust` would be found years later.
@Suite("The import table")
struct ImportTableTests {
    /// The operating system, for the two modules that meet it.
    static let system: Set = ["Dispatch", "Glibc", "SystemPackage"]

    /// Foundation is for tests: it would be half of what the program loads at its start (Docs/decisions/0020).
    static let allowed: [String: Set<String>] = [
        "Trust": ["COpenSSL"],
        "Airworthy": ["Trust", "CYAML"],
        "AirworthyLive": system.union(["Trust", "Airworthy", "CCurl", "CLinux", "CSQLite"]),
        "AirworthyCommand": system.union(["Trust", "Airworthy", "AirworthyLive", "ArgumentParser"]),
        "AirworthyTesting": ["Foundation", "Trust", "Airworthy", "AirworthyLive"],
        "TrustTests": ["Foundation", "Testing", "Trust", "AirworthyTesting"],
        // FoundationXML: an XML report is read by a parser that is not ours.
        "AirworthyTests": ["Foundation", "FoundationXML", "Testing", "Trust", "Airworthy", "AirworthyTesting"],
        // CSQLite: to tamper with a ledger the way an intruder would.
        "AirworthyLiveTests": [
            "Foundation", "CSQLite", "Testing", "Trust", "Airworthy", "AirworthyLive", "AirworthyTesting",
        ],
        "ArchitectureTests": ["Foundation", "Testing", "Trust", "Airworthy", "AirworthyTesting"],
        "ConformanceTests": ["Foundation", "Testing", "Trust", "Airworthy", "AirworthyTesting"],
        "Fuzz": ["Dispatch", "Glibc", "PackageDescription", "Trust", "Airworthy"],
        "EndToEndTests": ["Foundation", "Testing", "Trust", "Airworthy", "AirworthyLive", "AirworthyTesting"],
    ]

    /// Part of the language: allowed everywhere.
    static let toolchain: Set = ["Swift", "Synchronization"]

    /// Modules that may be imported only in some places, and never publicly: they stay behind one door.
    static let doors: [(module: String, prefix: String)] = [
        ("COpenSSL", "Sources/Trust/OpenSSL/"),
        ("CYAML", "Sources/Airworthy/Checklist/YAMLEvents.swift"),
    ]

    @Test("every target imports only what its row allows")
    func rows() {
        for file in SourceTree.shared.sources + SourceTree.shared.tests where file.module.first?.isUppercase == true {
            guard let row = Self.allowed[file.module] else {
                Issue.record("\(file.path): module `\(file.module)` has no row in the table")
                continue
            }
            for found in file.imports where !row.contains(found.module) && !Self.toolchain.contains(found.module) {
                Issue.record("\(file.path):\(found.line): `\(file.module)` may not import `\(found.module)`")
            }
        }
    }

    @Test("OpenSSL and libyaml are imported behind one door each, and never publicly")
    func oneDoorEach() {
        for file in SourceTree.shared.sources {
            for found in file.imports {
                for door in Self.doors where door.module == found.module {
                    #expect(file.path.hasPrefix(door.prefix), "\(file.path):\(found.line): import of \(found.module)")
                    #expect(!found.isPublic, "\(file.path):\(found.line): \(found.module) must not be public")
                }
            }
        }
    }

    @Test(
        "an import line is understood however it is written",
        arguments: [
            ("import Trust", "Trust"), ("public import Trust", "Trust"), ("internal import COpenSSL", "COpenSSL"),
            ("@testable import Airworthy", "Airworthy"), ("@preconcurrency public import CYAML", "CYAML"),
            ("import struct Foundation.Date", "Foundation"), ("// import Foundation", nil), ("let importer = 1", nil),
        ] as [(String, String?)])
    func reading(line: String, module: String?) {
        let file = SourceTree.File(path: "Sources/Trust/A.swift", text: line)
        #expect(file.imports.first?.module == module)
    }
}

extension SourceTree.File {
    struct Import {
        let module: String
        let line: Int
        let isPublic: Bool
    }

    var imports: [Import] {
        code.compactMap { number, text in
            var words = text.split(separator: " ")
            while let first = words.first, first.hasPrefix("@") { words.removeFirst() }
            let access = words.first.flatMap {
                ["public", "package", "internal", "fileprivate", "private"].contains($0) ? $0 : nil
            }
            if access != nil { words.removeFirst() }
            guard words.first == "import", (2...3).contains(words.count), let path = words.last else { return nil }
            let module = path.prefix { $0 != "." }
            let isName = module.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
            return isName ? Import(module: String(module), line: number, isPublic: access == "public") : nil
        }
    }
}
