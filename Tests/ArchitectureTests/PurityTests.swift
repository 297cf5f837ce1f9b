import Testing

/// `Trust` and `Airworthy` are functions of their arguments: the same release at the same instant gives the same
/// answer, today and in three years. What they need of the outside comes through `World`.
@Suite("Pure code")
struct PurityTests {
    static let clock = [
        "Date()", "Date.now", "Date(timeIntervalSinceNow", "ContinuousClock", "SuspendingClock", "DispatchTime",
        "clock_gettime", "gettimeofday", "time(", "CFAbsoluteTimeGetCurrent",
    ]
    static let environment = ["ProcessInfo", "getenv", "setenv", "CommandLine"]
    static let world = [
        "FileManager", "FileHandle", "URLSession", "Data(contentsOf", "String(contentsOf", "fopen(", "Glibc",
        "Process()", "print(", "UUID()", "SystemRandomNumberGenerator", ".random(in",
    ]

    /// Places that may, each with its reason.
    static let exceptions: [String: String] = [
        "Sources/Airworthy/Run/RunConductor.swift": "turns passing time into events: the machine is told"
    ]

    @Test("pure code reads no clock", arguments: ["Trust", "Airworthy"])
    func noClock(module: String) { search(module, for: Self.clock) }

    @Test("pure code reads no environment", arguments: ["Trust", "Airworthy"])
    func noEnvironment(module: String) { search(module, for: Self.environment) }

    @Test("pure code touches no file, network, process, terminal or dice", arguments: ["Trust", "Airworthy"])
    func noWorld(module: String) { search(module, for: Self.world) }

    @Test("the search finds what it looks for and nothing else")
    func searching() {
        #expect(("let now = Date()" as Substring).containsWord("Date()"))
        #expect(("time(nil)" as Substring).containsWord("time("))
        #expect(!("notBefore.time(nil)" as Substring).containsWord("time("))
        #expect(!("let Update() = 1" as Substring).containsWord("date()"))
        #expect(!("lifetime(of: key) + runtime(" as Substring).containsWord("time("))
    }

    private func search(_ module: String, for words: [String]) {
        for file in SourceTree.shared.swift(under: "Sources/\(module)") where Self.exceptions[file.path] == nil {
            for (number, text) in file.code {
                for word in words where text.containsWord(word) {
                    Issue.record("\(file.path):\(number): `\(word)` belongs behind `World`")
                }
            }
        }
    }
}
