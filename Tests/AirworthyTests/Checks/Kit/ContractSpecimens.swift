import Airworthy
import Synchronization
import Trust

/// Checks with exactly one fault each, for the contract to find; the first has none.
enum SpecimenCode: String, FindingCode {
    case absent

    var meaning: String { "the file is not there" }
    var remedy: String { "write the file" }
}

private func specimen(_ id: String, _ capabilities: Set<Capability> = [.files]) -> CheckKind {
    CheckKind(
        id: id, summary: "is the file there?", capabilities: capabilities,
        parameters: [.required("path", .string, "the file")], subjects: [.release])
}

private func seen(_ bytes: [UInt8], _ uri: String = "seen") -> NonEmpty<Evidence> {
    NonEmpty(Evidence(uri: uri, digest: .of(bytes), mediaType: "text/plain", content: bytes))
}

struct HonestCheck: Check {
    typealias Code = SpecimenCode
    static let kind = specimen("honest")
    let path: String

    init(from arguments: inout FieldReader) throws(InputError) {
        path = try arguments.string("path")
    }

    func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        guard let bytes = try await context.world.files.read(path, limit: 1_000) else {
            return .failed(Finding(.absent, "`\(path)` is not there"))
        }
        return .passed("there", seen(Array("\(bytes.count)".utf8)))
    }
}

struct MisnamedCheck: Check {
    typealias Code = SpecimenCode
    static let kind = CheckKind(
        id: "other", summary: "is the file there?", capabilities: [],
        parameters: [.required("path", .string, "the file"), .required("unread", .string, "nothing")],
        subjects: [.image])

    init(from arguments: inout FieldReader) throws(InputError) {
        _ = try arguments.string("path")
        _ = try arguments.optionalString("undeclared")
    }

    func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        .failed(Finding(.absent, "nothing"))
    }
}

struct LaxCheck: Check {
    typealias Code = SpecimenCode
    static let kind = specimen("lax")

    init(from arguments: inout FieldReader) throws(InputError) {
        for key in arguments.keys { _ = arguments.node(key) }
    }

    func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        .failed(Finding(.absent, "nothing"))
    }
}

struct ReachingCheck: Check {
    typealias Code = SpecimenCode
    static let kind = specimen("reaching")

    init(from arguments: inout FieldReader) throws(InputError) { _ = try arguments.string("path") }

    func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        _ = context.world.clock.now()
        _ = try await context.world.ledger.entries()
        return .failed(Finding(.absent, "nothing"))
    }
}

struct WaveringCheck: Check {
    typealias Code = SpecimenCode
    static let kind = specimen("wavering")
    private static let examinations = Mutex(0)

    init(from arguments: inout FieldReader) throws(InputError) { _ = try arguments.string("path") }

    func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let count = Self.examinations.withLock { count in
            count += 1
            return count
        }
        return .failed(Finding(.absent, "examination \(count)"))
    }
}

struct TellingCheck: Check {
    typealias Code = SpecimenCode
    static let kind = specimen("telling")

    init(from arguments: inout FieldReader) throws(InputError) { _ = try arguments.string("path") }

    func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let bytes = try await context.world.files.read("file", limit: 1_000) ?? []
        let evidence = Evidence(
            uri: "forged", digest: .of([]), mediaType: "text/plain", content: Array(Hex.encode(bytes).utf8))
        return .failed(Finding(.absent, "nothing"), [evidence])
    }
}

struct CredulousCheck: Check {
    typealias Code = SpecimenCode
    static let kind = specimen("credulous")

    init(from arguments: inout FieldReader) throws(InputError) { _ = try arguments.string("path") }

    func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let bytes = try? await context.world.files.read("file", limit: 1_000)
        return .passed("nothing against it", seen(Array("\(bytes?.count ?? 0)".utf8)))
    }
}
