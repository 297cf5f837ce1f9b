import AirworthyTesting
import Testing

/// One way in which a registry or a layout is hostile, and what the program must make of it.
struct RegistryRow: Sendable, CustomTestStringConvertible {
    /// `airworthy check <check> <subject>`.
    struct Question: Sendable {
        let check: String
        let subject: String
        var arguments: [String] = []
        /// The answer is slow to come, or we are told to wait for it.
        var takesLong = false

        static func signature(_ subject: String, _ arguments: String...) -> Question {
            Question(check: "image-signature", subject: subject, arguments: arguments)
        }

        static func digest(_ subject: String) -> Question { Question(check: "image-digest", subject: subject) }

        static func pinned(_ subject: String) -> Question { Question(check: "image-pinned", subject: subject) }
    }

    enum Expectation: Sendable, Hashable {
        /// The release is as required in spite of it; these codes are warned of.
        case passes(noting: [String] = [])
        /// Exit 1, with exactly these codes.
        case finding(String)
        /// Exit 3, with exactly this code.
        case obstacle(String)

        var status: Int32 {
            switch self {
            case .passes: 0
            case .finding: 1
            case .obstacle: 3
            }
        }

        var codes: [String] {
            switch self {
            case .passes(let codes): codes
            case .finding(let code), .obstacle(let code): [code]
            }
        }
    }

    /// `R1` to `R22`: the hostile inputs every verifier of registries must meet.
    let id: String
    let title: String
    let expectation: Expectation
    let traits: RegistryTraits
    /// The other host's.
    let stranger: RegistryTraits
    /// More requests than this, and who asks is being made to work.
    let requestLimit: Int
    let arrange: @Sendable (RegistryScene) throws -> Question
    /// What else must be true afterwards.
    let holds: @Sendable (RegistryScene) -> Bool

    init(
        _ id: String, _ title: String, _ expectation: Expectation, traits: RegistryTraits = RegistryTraits(),
        stranger: RegistryTraits = RegistryTraits(), requestLimit: Int = 30,
        _ arrange: @escaping @Sendable (RegistryScene) throws -> Question,
        holds: @escaping @Sendable (RegistryScene) -> Bool = { _ in true }
    ) {
        self.id = id
        self.title = title
        self.expectation = expectation
        self.traits = traits
        self.stranger = stranger
        self.requestLimit = requestLimit
        self.arrange = arrange
        self.holds = holds
    }

    var testDescription: String { "\(id): \(title)" }

    static let all = images + bytes + referrers + transport + layouts

    /// Without the API, so that the fallback tag is what is read.
    static let withoutAPI = RegistryTraits.with { $0.listsReferrers = false }
}
