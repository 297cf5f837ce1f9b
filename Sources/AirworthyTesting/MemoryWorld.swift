public import Airworthy
public import Trust

/// A whole world in memory, and one way to put a check into it.
public struct MemoryWorld: Sendable {
    public let files = MemoryFiles()
    public let images = MemoryImages()
    public let processes = MemoryProcesses()
    public let ledger = MemoryLedger()
    public let http = MemoryHTTP()
    public var trust: TrustPolicy
    public var instant: Instant
    public var release: Release?

    public init(trust: TrustPolicy, at instant: Instant, release: Release? = nil) {
        self.trust = trust
        self.instant = instant
        self.release = release
    }

    public var world: World {
        World(
            clock: FixedClock(instant), files: files, images: images, processes: processes, ledger: ledger, http: http)
    }

    public var context: CheckContext {
        CheckContext(release: release, trust: trust, instant: instant, world: world)
    }

    /// Builds a check from the text of its `with:` mapping, refusing what it does not read, and asks it.
    public func ask<Kind: Check>(
        _ kind: Kind.Type, with arguments: String = "{}", about subject: Subject
    ) async throws -> Answer<Kind.Code> {
        var fields = try FieldReader(YAMLDocument.parse(Array(arguments.utf8), name: "with"), as: "the step")
        let check = try Kind(from: &fields)
        try fields.finish()
        return try await check.examine(subject, in: context)
    }
}

extension Answer {
    /// `passed`, `failed` or `inconclusive`.
    public var word: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .inconclusive: "inconclusive"
        }
    }

    public var summary: String? {
        if case .passed(let summary, _, _) = self { summary } else { nil }
    }
}
